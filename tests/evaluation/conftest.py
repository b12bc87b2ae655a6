"""One small city, driven once with an officer who makes no mistakes; everything else is tried on that."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from zige.evaluation.city import City, open_city
from zige.evaluation.driving import Drive, drive, replay
from zige.evaluation.matching import matches
from zige.evaluation.measures import by_ground, by_group, by_match, headline, judged
from zige.evaluation.officer import Officer
from zige.evaluation.outcomes import certifications, outcomes, truths
from zige.evaluation.replaying import Variant, replica
from zige.evaluation.report import Evaluation
from zige.simulation.city import Plan, build_city
from zige.simulation.parameters import load_parameters
from zige.store.home import make_home

PEOPLE, MONTHS = 400, 3


def unseen(step: str) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True)
class Tried:
    """The city, the home driven through it, and what came of it."""

    city: City
    done: Drive
    truth: pl.DataFrame
    outcomes: pl.DataFrame
    certifications: pl.DataFrame

    def again(self, folder: Path, officer: Officer | None, variant: Variant | None = None) -> Drive:
        """The same deliveries once more."""
        return replay(replica(self.done, folder, variant or Variant()), self.city, officer)


@pytest.fixture(scope="session")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    place = tmp_path_factory.mktemp("evaluation")
    build_city(place / "city", Plan(PEOPLE, MONTHS, 7), load_parameters(()), unseen)
    city, home = open_city(place / "city"), make_home(place / "home", "x", "511100", "")
    done = drive(home, city, Officer(0.0), unseen)
    truth = truths(city, home)
    return Tried(city, done, truth, judged(outcomes(city, done, truth)), certifications(city, done))


@pytest.fixture(scope="session")
def told(tried: Tried) -> Evaluation:
    """The evaluation as the page and the terminal get it."""
    groups, grounds = by_group(tried.outcomes, tried.certifications), by_ground(tried.outcomes)
    scenario = {"headline": headline(groups, grounds), "groups": groups, "grounds": grounds}
    matched = matches(tried.city, tried.done.home)
    return {
        "city": {
            "people": PEOPLE, "seed": 7, "benefits": tried.city.benefits.height, "first_month": "2025-12",
            "last_month": "2026-02", "months": MONTHS,
        },
        "officer_error": 0.0,
        "scenarios": [{"name": "officer", **scenario}, {"name": "no_officer", **scenario}],
        "answers": [],
        "matches": {column: by_match(matched, column) for column in ("level", "dataset", "flaw")},
        "matched_months": ["2026-01", "2026-02"],
    }  # fmt: skip
