"""The rules of routing: the first whose conditions all hold decides."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

from django.conf import settings
from pydantic import Field, model_validator

from casework.cases.models import Task
from zige.errors import FileRefused
from zige.kinds import BenefitKind
from zige.law.values import Strict, Text
from zige.yaml_files.reading import load_model
from zige.yaml_files.refusals import problem, unknown_word

PACKAGED = Path(__file__).with_name("routing.yaml")
OWN = Path("casework") / "routing.yaml"
"""Where a home writes rules of its own."""
WORDS = {
    "task": tuple(Task.values),
    "benefit": tuple(BenefitKind),
    "residence": ("local", "chuanyu", "elsewhere", "abroad"),
    "mobility": ("normal", "ill", "impaired", "bedridden"),
}
"""The words of those conditions whose lists are closed."""


class First(StrEnum):
    """The level that works on it first."""

    VILLAGE = "village"
    TOWN = "town"
    EMPLOYER = "employer"
    AGENCY = "agency"
    CITY = "city"


@dataclass(frozen=True)
class Subject:
    """What rules ask of a matter: `kind` is that of the fact or of the question; no age where none is known."""

    task: str
    kind: str = ""
    ground: str = ""
    benefit: str = ""
    residence: str = ""
    mobility: str = ""
    age: int | None = None


class Rule(Strict):
    """One rule; a condition that is left out holds for everybody."""

    name: Text
    """What it is about, for the page that shows what it does."""
    task: tuple[str, ...] = ()
    """Of which tasks."""
    kind: tuple[str, ...] = ()
    """Of which facts or questions."""
    ground: tuple[str, ...] = ()
    """Of which grounds."""
    benefit: tuple[str, ...] = ()
    """Of which kinds of benefit."""
    residence: tuple[str, ...] = ()
    """Where the person lives."""
    mobility: tuple[str, ...] = ()
    """Whether the person can come."""
    age_from: int | None = Field(default=None, ge=0)
    """At least this old."""
    age_below: int | None = Field(default=None, ge=1)
    """Younger than this."""
    first: First
    """Who works on it first."""
    days: int = Field(ge=0, le=250)
    """Working days within which it is to be settled; 0: today, above all others."""

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        for name, words in WORDS.items():
            for at, word in enumerate(getattr(self, name)):
                if word not in words:
                    raise problem((name, at), word, *unknown_word(word, words, "这个值", "value"))
        return self

    @property
    def urgent(self) -> bool:
        """Whether it is due the same day."""
        return self.days == 0

    @property
    def is_for_all(self) -> bool:
        """Whether it has no condition."""
        lists = (self.task, self.kind, self.ground, self.benefit, self.residence, self.mobility)
        return not any(lists) and self.age_from is None and self.age_below is None

    def meets(self, subject: Subject) -> bool:
        """Whether all conditions hold; one on age never does where no age is known."""
        pairs = (
            (self.task, subject.task),
            (self.kind, subject.kind),
            (self.ground, subject.ground),
            (self.benefit, subject.benefit),
            (self.residence, subject.residence),
            (self.mobility, subject.mobility),
        )
        return all(not words or word in words for words, word in pairs) and self._is_of_age(subject.age)

    def _is_of_age(self, age: int | None) -> bool:
        if self.age_from is None and self.age_below is None:
            return True
        return age is not None and (self.age_from or 0) <= age and (self.age_below is None or age < self.age_below)


class Routes(Strict):
    """The file: the last rule is for all, and none before it is."""

    escalate_days: int = Field(ge=1, le=250)
    """Working days that a late case has at each level before the clock takes it to the next."""
    rules: tuple[Rule, ...] = Field(min_length=1)
    """In the order in which they are asked."""

    @model_validator(mode="after")
    def _ends_with_all(self) -> Self:
        for at, rule in enumerate(self.rules[:-1]):
            if rule.is_for_all:
                zh, en = (
                    "没有条件，后面的规则永远用不上；请加条件或移到最后",
                    ("has no condition, so that no later rule is ever asked: give it one or move it to the end"),
                )
                raise problem(("rules", at), rule.name.zh, zh, en)
        if not self.rules[-1].is_for_all:
            zh, en = (
                "最后一条不能有条件，否则有的事项无处可去",
                ("the last rule must have no condition, or some matters would go nowhere"),
            )
            raise problem(("rules", len(self.rules) - 1), self.rules[-1].name.zh, zh, en)
        return self

    def of(self, subject: Subject) -> Rule:
        """The rule that decides."""
        return next(rule for rule in self.rules if rule.meets(subject))


def load_routes(path: Path) -> Routes:
    """The rules in a file. Raises FileRefused."""
    return load_model(path, Routes, FileRefused)


def routes() -> Routes:
    """Those of the home, else the packaged ones; read anew when the file has changed. Raises FileRefused."""
    own = settings.HOME.path / OWN
    path = own if own.exists() else PACKAGED
    return _read(path, path.stat().st_mtime_ns)


def age_on(day: dt.date, born: dt.date | None) -> int | None:
    """Full years."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@cache
def _read(path: Path, _changed: int) -> Routes:
    return load_routes(path)
