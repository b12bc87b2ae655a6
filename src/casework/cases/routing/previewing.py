"""What another file of rules would do: how many open matters would go where, before it is put in place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from casework.cases.keys import kind_of
from casework.cases.models import Matter, Task
from casework.cases.routing.rules import First, Routes, Subject, age_on
from casework.people.models import Benefit
from casework.runs.models import Candidate


@dataclass(frozen=True)
class Line:
    """Open matters of a task that go to a level in so many working days by the rules now, and by the others."""

    task: str
    first: First
    days: int
    now: int
    then: int


@dataclass(frozen=True)
class Effect:
    """Every line that either rules fill, and how many of all open matters would go another way."""

    lines: list[Line]
    matters: int
    moved: int


def effect(now: Routes, then: Routes) -> Effect:
    """Of all open matters; the same rules move none. Asked by who sees the whole city."""
    before: Counter[tuple[str, First, int]] = Counter()
    after: Counter[tuple[str, First, int]] = Counter()
    moved = total = 0
    for subject in _subjects():
        old, new = now.of(subject), then.of(subject)
        keys = [(subject.task, rule.first, rule.days) for rule in (old, new)]
        before[keys[0]] += 1
        after[keys[1]] += 1
        total, moved = total + 1, moved + (keys[0] != keys[1])
    lines = [Line(*key, before[key], after[key]) for key in sorted(before | after)]
    return Effect(lines, total, moved)


def _subjects() -> Iterator[Subject]:
    """What rules ask of every open matter; a benefit is that of the case's agency."""
    today, datasets, benefits = timezone.localdate(), _datasets(), _benefits()
    rows = Matter.objects.filter(state=Matter.State.OPEN, case__closed=None).order_by("pk")
    columns = ("task", "key", "ground", "benefit_id", "case__person_id", "case__person__residence",
               "case__person__mobility", "case__person__birth_date")  # fmt: skip
    for task, key, ground, benefit_id, person, residence, mobility, born in rows.values_list(*columns).iterator():
        benefit = benefits.get(benefit_id) or benefits.get(person, "")
        kind, age = kind_of(key) or datasets.get(key, ""), age_on(today, born)
        yield Subject(task, kind, ground, benefit, residence, mobility, age)


def _datasets() -> dict[str, str]:
    """The dataset of every row that an open matter is about."""
    keys = Matter.objects.filter(state=Matter.State.OPEN, task=Task.CANDIDATE).values("key")
    return dict(Candidate.objects.filter(key__in=keys).values_list("key", "dataset"))


def _benefits() -> dict[str | int, str]:
    """The kind of each benefit of people with an open case, by its number, and of one by the person."""
    held = Benefit.objects.filter(person__cases__closed=None, person__cases__isnull=False).order_by("-listed", "-pk")
    told: dict[str | int, str] = {}
    for benefit_id, person, kind in held.values_list("pk", "person_id", "kind").iterator():
        told[benefit_id] = told[person] = kind
    return told
