"""Cases after a run: what it newly asks is added to them, what it no longer asks falls; in bulk, and twice is once.

What a person decided or opened stands: a settled question is not asked again for the same cause, and what was opened by
hand does not fall. All questions about one person are in the one case that is open.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from casework import audit
from casework.accounts.database_scope import database_shows_all
from casework.accounts.numbering import Series, next_numbers
from casework.cases.calendar import working_days
from casework.cases.closing import close_finished, set_due
from casework.cases.keys import subject_of
from casework.cases.locking import hold_for_run
from casework.cases.models import Case, Finding, Matter, Origin, Review, Step
from casework.cases.opening import steps
from casework.cases.opening.agency import agency_of
from casework.cases.opening.asked import Asked, Findings
from casework.cases.opening.telling import tell_withdrawn
from casework.cases.previewing import takes_effect
from casework.cases.recorded import AFTER_RUN
from casework.cases.routing import Offices, Rule, Subject, routes
from casework.cases.routing.rules import age_on
from casework.people.models import Benefit, Person
from casework.runs.models import Flag, Run
from zige.running.outputs import CHANGES_PAYMENT

BY_RUN = (Origin.RUN, Origin.CANDIDATE)
AT_ONCE = 1000
"""Rows of a statement."""
Row = TypeVar("Row")


@dataclass(frozen=True)
class Opened:
    """What a run did to cases."""

    cases: int = 0
    matters: int = 0
    fallen: int = 0
    closed: int = 0
    told: int = 0


@dataclass(frozen=True)
class Holder:
    """What routing and a case take from the register about somebody."""

    region: str
    residence: str
    mobility: str
    birth_date: dt.date | None
    benefits: list[Benefit] = field(default_factory=list)

    def benefit(self, benefit_id: str) -> Benefit | None:
        """The one named, else the first listed, else the first."""
        named = [one for one in self.benefits if one.pk == benefit_id]
        return next(iter([*named, *(one for one in self.benefits if one.listed), *self.benefits]), None)


def cases_after_run(run: Run) -> Opened:
    """Bring the cases into step with what the newest run found. Raises ActRefused where no offices are there.

    `run` is the one imported last. It may be asked again, also where it was killed on the way.
    """
    with database_shows_all(), transaction.atomic():
        hold_for_run()
        _follow_moves()
        _need_no_decision(run)
        told = tell_withdrawn()
        done = _Merging(list({one.subject: one for one in Findings(run).asked()}.values())).done()
        opened = Opened(**{**done, "told": told})
        if any(done.values()) or told:
            audit.record(None, AFTER_RUN, f"{run.month}/{run.number}", "", **done, told=told)
    return opened


class _Merging:
    """Questions against the matters that are there."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked, self._routes, self._offices = asked, routes(), Offices.all()
        self._now, self._today = timezone.now(), timezone.localdate()
        self._days: dict[int, dt.date] = {}

    def done(self) -> dict[str, int]:
        """How many of each."""
        there = Matter.objects.filter(state=Matter.State.OPEN).values_list("pk", "task", "key", "case_id", "origin")
        open_matters = {(task, subject_of(key)): (pk, case, origin) for pk, task, key, case, origin in there}
        asked = {one.subject for one in self._asked}
        gone = [(pk, case) for subject, (pk, case, origin) in open_matters.items()
                if origin in BY_RUN and subject not in asked]  # fmt: skip
        fallen = self._fall(gone)
        new = [one for one in self._asked if one.subject not in open_matters]
        settled = _settled(new)
        cases, matters = self._add([one for one in new if (one.task, one.key) not in settled])
        return {"cases": cases, "matters": matters, "fallen": len(fallen), "closed": close_in_parts(fallen)}

    def _fall(self, gone: list[tuple[int, int]]) -> list[int]:
        """The matters of which the cause fell, but for those with a finding under review; their cases."""
        reviewed = set(Matter.objects.filter(findings__state=Review.PROPOSED).values_list("pk", flat=True))
        falling = [(pk, case) for pk, case in gone if pk not in reviewed]
        for part in parts(falling):
            these = Matter.objects.filter(pk__in=[pk for pk, _case in part])
            these.update(state=Matter.State.FALLEN, ended=self._today)
            steps.of_matters(these, Step.Act.FELL, self._now)
            self._touch([case for _pk, case in part])
        return [case for _pk, case in falling]

    def _add(self, new: list[Asked]) -> tuple[int, int]:
        """Into the open case of each person, or into a new one."""
        holders = _holders(one.person for one in new)
        new = [one for one in new if one.person in holders]
        cases = dict(Case.objects.filter(closed=None).values_list("person_id", "pk"))
        by_person: defaultdict[int, list[tuple[Asked, Rule, int]]] = defaultdict(list)
        for one in new:
            by_person[one.person].append((one, *self._routed(one, holders[one.person])))
        opened = self._open({person: asked for person, asked in by_person.items() if person not in cases}, holders)
        cases |= opened
        for part in parts([each for asked in by_person.values() for each in asked]):
            self._ask(part, cases)
        known = [cases[person] for person in by_person if person not in opened]
        for some in parts(known):
            self._touch(some)
        return len(opened), len(new)

    def _routed(self, one: Asked, holder: Holder) -> tuple[Rule, int]:
        """The rule that decides, and the office that works on it first."""
        benefit = holder.benefit(one.by)
        subject = Subject(
            one.task, one.kind, one.ground, benefit.kind if benefit else "", holder.residence, holder.mobility,
            age_on(self._today, holder.birth_date),
        )  # fmt: skip
        rule = self._routes.of(subject)
        office, employer = (benefit.office, benefit.employer) if benefit else ("", "")
        return rule, self._offices.first(rule.first, holder.region, office, employer)

    def _open(self, by_person: dict[int, list[tuple[Asked, Rule, int]]], holders: dict[int, Holder]) -> dict[int, int]:
        """A case for each person, by person: with the office that works first on what is due first."""
        rows: defaultdict[str, list[Case]] = defaultdict(list)
        for person, asked in by_person.items():
            first, rule, at = min(asked, key=lambda each: (not each[1].urgent, each[1].days))
            holder, benefit = holders[person], holders[person].benefit(first.by)
            office = agency_of(benefit, holder.region)
            rows[office].append(
                Case(
                    person_id=person,
                    region=holder.region,
                    office=office,
                    employer=benefit.employer if benefit else "",
                    origin=first.origin,
                    urgent=rule.urgent,
                    at_id=at,
                    opened=self._now,
                )
            )
        for office, cases in sorted(rows.items()):
            for case, number in zip(cases, next_numbers(Series.CASE, office, len(cases)), strict=True):
                case.number = number
        made = [case for _office, cases in sorted(rows.items()) for case in cases]
        Case.objects.bulk_create(made, batch_size=AT_ONCE)
        for part in parts(made):
            steps.of_cases(Case.objects.filter(pk__in=[case.pk for case in part]), Step.Act.OPENED, self._now)
        return {case.person_id: case.pk for case in made}

    def _ask(self, asked: list[tuple[Asked, Rule, int]], cases: dict[int, int]) -> None:
        """New matters; one that had fallen in the same case is open again."""
        rows = [
            Matter(
                case_id=cases[one.person],
                task=one.task,
                key=one.key,
                benefit_id=one.benefit_id,
                ground=one.ground,
                origin=one.origin,
                opened=self._today,
                due=self._due(rule.days),
                state=Matter.State.OPEN,
                ended=None,
            )
            for one, rule, _at in asked
        ]
        Matter.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["case", "task", "key"],
            update_fields=["state", "opened", "due", "ended", "ground", "benefit_id"],
        )
        steps.of_matters(Matter.objects.filter(pk__in=[row.pk for row in rows]), Step.Act.ADDED, self._now)
        urgent = [cases[one.person] for one, rule, _at in asked if rule.urgent]
        Case.objects.filter(pk__in=urgent).update(urgent=True)
        set_due({row.case_id for row in rows})

    def _due(self, days: int) -> dt.date:
        """The last of so many working days from today."""
        if days not in self._days:
            self._days[days] = working_days().after(self._today, days)
        return self._days[days]

    def _touch(self, cases: list[int]) -> None:
        """Pages that show them have grown stale."""
        Case.objects.filter(pk__in=cases).update(version=F("version") + 1)
        set_due(cases)


def _follow_moves() -> None:
    """An open case is seen where the register has the person live now."""
    lives = Person.objects.filter(pk=OuterRef("person_id")).values("region")
    moved = Case.objects.filter(closed=None).exclude(region=F("person__region"))
    moved.update(region=Subquery(lives))


def _need_no_decision(run: Run) -> None:
    """Findings whose change of payment no run proposes any more, once the month in which it takes effect is there."""
    changes = Flag.objects.filter(person=OuterRef("person_id"), code__in=CHANGES_PAYMENT, closed=None)
    waiting = Finding.objects.filter(~Exists(changes), decision_due=True, delivered__isnull=False)
    done = [one for one in waiting if takes_effect(one.preview) <= run.month]
    Finding.objects.filter(pk__in=[one.pk for one in done]).update(decision_due=False, to_decide=[])
    close_in_parts([one.case_id for one in done if one.case_id is not None])


def close_in_parts(cases: list[int]) -> int:
    """Close those that are finished; how many were."""
    return sum(close_finished(part) for part in parts(sorted(set(cases))))


def parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Lists of as many as a statement takes."""
    told = iter(rows)
    while part := list(islice(told, AT_ONCE)):
        yield part


def _settled(asked: list[Asked]) -> set[tuple[str, str]]:
    """The questions that people have settled, by task and key."""
    found: set[tuple[str, str]] = set()
    for part in parts(asked):
        rows = Matter.objects.filter(state=Matter.State.SETTLED, key__in=[one.key for one in part])
        found.update(rows.values_list("task", "key"))
    return found


def _holders(people: Iterable[int]) -> dict[int, Holder]:
    """What the register has of people, with their benefits."""
    found: dict[int, Holder] = {}
    for part in parts(sorted(set(people))):
        rows = Person.objects.filter(pk__in=part).values_list("pk", "region", "residence", "mobility", "birth_date")
        found |= {pk: Holder(region, residence, mobility, born) for pk, region, residence, mobility, born in rows}
        for benefit in Benefit.objects.filter(person__in=part).order_by("pk"):
            found[benefit.person_id].benefits.append(benefit)
    return found
