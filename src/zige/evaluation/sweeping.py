"""Small cities with one parameter changed at a time, so that nobody mistakes a tuned city for the world."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from zige.evaluation.city import City
from zige.evaluation.driving import Advance, drive
from zige.evaluation.officer import Officer
from zige.evaluation.outcomes import truths
from zige.evaluation.report import scenario
from zige.simulation.city import Plan, build_city
from zige.simulation.parameters import documented, load_parameters
from zige.store.home import make_home

PARAMETERS = (
    "death.cancelled_median", "death.grassroots", "death.false_share", "signs.outpatient", "signs.self_certified",
    "dirt.number_wrong", "delivery.missed",
)  # fmt: skip
FACTORS = (0.5, 1.5)
PEOPLE, MONTHS = 1000, 6
"""The size of each city: chance belongs to the person, so that even small cities can be compared."""
Swept = list[dict[str, Any]]


def sweep(officer: Officer | None, seed: int, advance: Advance, plan: Plan | None = None) -> Swept:
    """The headline of a small city as it is, and with each of PARAMETERS halved and half as much again."""
    plan = plan or Plan(PEOPLE, MONTHS, seed)
    swept: Swept = [{"parameter": None, "value": None, "headline": _headline(officer, plan, (), advance)}]
    for name in PARAMETERS:
        group, leaf = name.split(".")
        value = documented()[group][leaf]["value"]
        for factor in FACTORS:
            changed = round(value * factor, 6)
            headline = _headline(officer, plan, (f"{name}={changed}",), advance)
            swept.append({"parameter": name, "factor": factor, "value": changed, "headline": headline})
    return swept


def _headline(officer: Officer | None, plan: Plan, sets: tuple[str, ...], advance: Advance) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        place, name = Path(folder), sets[0] if sets else "base"
        build_city(place / "city", plan, load_parameters(sets), lambda _: None)
        city, home = City(place / "city"), make_home(place / "home", "zige evaluate", "511100", "")
        done = drive(home, city, officer, lambda month: advance(f"{name} {month}"))
        headline: dict[str, Any] = scenario(city, done, truths(city, home))["headline"]
        return headline
