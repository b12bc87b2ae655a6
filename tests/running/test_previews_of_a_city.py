"""A city's home: a preview without findings is the run's own row, one with a finding the next run's (LAW §7)."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from zige.evaluation.city import open_city
from zige.evaluation.driving import drive
from zige.kinds import FactKind, Outcome, Status
from zige.law.months import format_month
from zige.running.conductor import RunRequest, run
from zige.running.findings import Finding
from zige.running.officers import Decided, deliver
from zige.running.previewing import Preview, Side, preview, previews
from zige.simulation.city import Plan, build_city
from zige.simulation.parameters import load_parameters
from zige.store.home import Home, make_home
from zige.store.runs import DEFERRALS, DETERMINATIONS, EVENTS, Run

PEOPLE, MONTHS = 300, 3
BASIS = "入户核查"
ALIKE = ("standing", "action", "last_certified", "cycle_start", "due_month")


@dataclass(frozen=True)
class Held:
    """A home after three months of a city in which nobody has verified anything, and the run of the last."""

    home: Home
    month: int
    run: Run

    @property
    def people(self) -> list[int]:
        return self.run.table(DETERMINATIONS)["person"].unique().sort().to_list()

    @property
    def day(self) -> dt.date:
        """A day of the last month after all of its deliveries."""
        return dt.date(self.month // 12, self.month % 12 + 1, 28)


def unseen(step: str) -> None:
    """Nobody watches the progress."""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    place = tmp_path_factory.mktemp("previews")
    build_city(place / "city", Plan(PEOPLE, MONTHS, 7), load_parameters(()), unseen)
    home = make_home(place / "home", "x", "511100", "")
    done = drive(home, open_city(place / "city"), None, unseen)
    return Held(home, done.months[-1], done.runs[-1])


def said(side: Side) -> dict[str, Any]:
    """A side as the row of a run has it (LAW §7)."""
    return {
        **{name: getattr(side, name) for name in ALIKE},
        "grounds": "|".join(dict.fromkeys(ground.code for ground in side.in_force)) or None,
        "attention": "|".join(sorted(side.attention)) or None,
        "back_pay_months": "|".join(side.back_pay_months) or None,
        "overpaid_months": "|".join(side.overpaid_months) or None,
        "settlement": side.sum,
    }


def rows_of(of: Run) -> dict[str, dict[str, Any]]:
    """The rows of a run by benefit."""
    rows = of.table(DETERMINATIONS).drop("month", "person").to_dicts()
    return {row.pop("benefit_id"): row for row in rows}


def test_without_findings_it_is_the_rows_of_the_run(held: Held) -> None:
    found = previews(held.home, {person: [] for person in held.people}, held.month)
    before = {each.benefit_id: said(each.now.before) for one in found.values() for each in one.benefits}
    assert before == rows_of(held.run)
    assert len({row["standing"] for row in before.values()}) == 3


def verifications(held: Held) -> Iterator[Decided]:
    """Of everyone with events to be verified the first one: confirmed, refuted, cleared or not determinable."""
    events = held.run.table(EVENTS).filter(pl.col("status") == Status.PENDING, pl.col("start") <= held.day)
    asked = events.sort("start").unique("person", keep="first").sort("person").to_dicts()
    for number, (event, what) in enumerate(zip(asked, cycle(("confirm", "refute", "clear", "open")), strict=False)):
        kind, days = FactKind(event["kind"]), (event["start"], event["end"])
        status = Status.REFUTED if what == "refute" else Status.CONFIRMED
        found = Finding(kind, days[0], status, BASIS, days[1], None, event["benefit_id"], f"F-{number}")
        if what == "clear":
            found = Finding(kind, days[0], status, BASIS, held.day, Outcome.CLEARED, event["benefit_id"], f"F-{number}")
        if what == "open":
            found = Finding(FactKind.UNCONFIRMABLE, held.day, status, BASIS, record_id=f"F-{number}")
        yield Decided(event["person"], found)


def acts(held: Held, known: set[int]) -> Iterator[Decided]:
    """Of the others: certified, put off, a certification refuted, a death of the month, another reason to stop."""
    rows = held.run.table(DETERMINATIONS).unique("person", keep="first").sort("person").to_dicts()
    half_a_year = held.day + dt.timedelta(days=180)
    others = [row for row in rows if row["person"] not in known]
    for row, what in zip(others, cycle(("certify", "defer", "deny", "die", "stop")), strict=False):
        day = row["last_certified"] or held.day
        found = {
            "certify": Finding(FactKind.CERTIFICATION, held.day, Status.CONFIRMED, BASIS),
            "defer": Finding(FactKind.DEFERRAL, held.day, Status.CONFIRMED, BASIS, half_a_year),
            "deny": Finding(FactKind.CERTIFICATION, day, Status.REFUTED, BASIS),
            "die": Finding(FactKind.DEATH, held.day, Status.CONFIRMED, BASIS),
            "stop": Finding(FactKind.OTHER_STOP, held.day, Status.CONFIRMED, BASIS, benefit_id=row["benefit_id"]),
        }[what]
        yield Decided(row["person"], found)


def test_with_a_finding_it_is_what_the_runs_say_when_the_same_has_been_received(held: Held, tmp_path: Path) -> None:
    """Confirmed, refuted, cleared, not determinable, certified, put off: of the month and of the one after.

    A run of the next month puts off some whose data have not come; a preview expects data in time.
    """
    verified = list(verifications(held))
    decided = [*verified, *acts(held, {each.person for each in verified})]
    found = previews(held.home, {person: [finding] for person, finding in decided}, held.month, held.day)
    assert len({each.finding.kind for each in decided}) > 8
    home = Home(Path(shutil.copytree(held.home.path, tmp_path / "home")))
    assert deliver(home, decided, held.month, held.day).set_aside == {}
    now = run(home, RunRequest(held.month, "polars"))
    following = run(home, RunRequest(held.month + 1, "polars"))
    late = set(following.table(DEFERRALS)["id_number"])
    for month, held_, but in (("now", now, set()), ("following", following, late)):
        after = told(found, month, but)
        assert after == {benefit_id: row for benefit_id, row in rows_of(held_).items() if benefit_id in after}
        assert len(after) > len(found) / 2
    changed = [each for one in found.values() for each in one.benefits if each.effective_month]
    assert {each.effective_month for each in changed} >= {format_month(held.month), format_month(held.month + 1)}


def test_what_is_said_of_one_does_not_depend_on_whom_else_is_asked_about(held: Held) -> None:
    decided = {person: [finding] for person, finding in verifications(held)}
    together = previews(held.home, decided, held.month, held.day)
    for person in list(decided)[:4]:
        assert preview(held.home, person, held.month, decided[person], held.day) == together[person]


def told(found: dict[int, Preview], month: str, but: set[int]) -> dict[str, dict[str, Any]]:
    """What previews say comes after, of everybody but these people, by benefit."""
    return {
        each.benefit_id: said(getattr(each, month).after)
        for person, one in found.items()
        if person not in but
        for each in one.benefits
    }
