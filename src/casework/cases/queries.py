"""What pages of cases read: lists within a jurisdiction, a case with all that belongs to it, what waits for review."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Account, Office
from casework.cases.calendar import working_days
from casework.cases.models import Case, ClockStop, Finding, Matter, Review, Step
from casework.cases.scope import cases_within
from casework.people.models import Person

SOON = 3
"""Working days ahead that a list of what is due soon reaches."""


class Clock(StrEnum):
    """How a list is narrowed by the clock."""

    LATE = "late"
    DUE = "due"
    STOPPED = "stopped"
    URGENT = "urgent"


@dataclass(frozen=True)
class Filters:
    """How a list of open cases is narrowed; empty values narrow nothing."""

    at: int | None = None
    handler: int | None = None
    unassigned: bool = False
    unreceived: bool = False
    task: str = ""
    clock: str = ""


def open_cases(jurisdiction: Jurisdiction, filters: Filters, today: dt.date | None = None) -> QuerySet[Case]:
    """Open cases that are seen, the urgent and the earliest due first, each with its open matters as `open_matters`."""
    day = today or timezone.localdate()
    found = cases_within(jurisdiction).filter(closed=None)
    if filters.at is not None:
        found = found.filter(at=filters.at)
    if filters.handler is not None:
        found = found.filter(handler=filters.handler)
    if filters.unassigned:
        found = found.filter(handler=None)
    if filters.unreceived:
        found = found.filter(received=None)
    if filters.task:
        asked = Matter.objects.filter(case=OuterRef("pk"), state=Matter.State.OPEN, task=filters.task)
        found = found.filter(Exists(asked))
    if filters.clock:
        found = found.filter(_by_clock(Clock(filters.clock), day))
    matters = Prefetch("matters", Matter.objects.filter(state=Matter.State.OPEN).order_by("due", "pk"), "open_matters")
    ordered = found.order_by("-urgent", F("due").asc(nulls_last=True), "pk")
    return ordered.select_related("person", "at", "handler").prefetch_related(matters)


def own_cases(jurisdiction: Jurisdiction, by: Account) -> QuerySet[Case]:
    """What somebody has to do: the open cases that are theirs."""
    return open_cases(jurisdiction, Filters(handler=by.pk))


def late_by_office(jurisdiction: Jurisdiction, today: dt.date | None = None) -> list[tuple[Office, int, int]]:
    """Every office that has open cases, with how many and how many of them late, the most late first."""
    late = Count("pk", filter=_by_clock(Clock.LATE, today or timezone.localdate()))
    rows = cases_within(jurisdiction).filter(closed=None).order_by().values("at").annotate(all=Count("pk"), late=late)
    offices = Office.objects.in_bulk([row["at"] for row in rows])
    told = [(offices[row["at"]], row["all"], row["late"]) for row in rows]
    return sorted(told, key=lambda row: (-row[2], row[0].number))


def case_within(jurisdiction: Jurisdiction, number: str) -> Case:
    """A case that is seen, by its number. Raises Case.DoesNotExist for another, as for one that is not there."""
    found = cases_within(jurisdiction).select_related("at__region", "handler", "opened_by")
    return found.get(number=number)


def steps_of(case: Case) -> QuerySet[Step]:
    """The history of a case, in order."""
    return case.steps.select_related("by", "office", "to", "matter").order_by("at", "pk")


def stop_of(case: Case) -> ClockStop | None:
    """The stop of the clock that has not ended."""
    return case.stops.filter(until=None).first()


def to_review(jurisdiction: Jurisdiction, by: Account) -> QuerySet[Finding]:
    """Findings at somebody's agency that wait for a second person, but for their own."""
    seen = seen_beside_office(jurisdiction)
    waiting = Finding.objects.filter(seen, state=Review.PROPOSED, office=by.office.number).exclude(handler=by)
    return waiting.select_related("person", "case", "handler", "matter").order_by("proposed", "pk")


def findings_within(jurisdiction: Jurisdiction) -> QuerySet[Finding]:
    """The findings that are seen: by place and agency, and those of cases that are seen."""
    found = seen_beside_office(jurisdiction) | Q(case__in=cases_within(jurisdiction))
    return Finding.objects.filter(found).select_related("person", "case", "matter", "handler", "reviewer")


def findings_of(person: Person) -> QuerySet[Finding]:
    """Every finding about somebody, the newest first."""
    found = Finding.objects.filter(person=person).select_related("case", "handler", "reviewer", "matter")
    return found.order_by("-proposed", "-pk")


def seen_beside_office(jurisdiction: Jurisdiction) -> Q:
    """The condition on findings, which have a place and an agency and no employer."""
    return jurisdiction.of_columns("region", "office")


def _by_clock(clock: Clock, day: dt.date) -> Q:
    stopped = Q(Exists(ClockStop.objects.filter(case=OuterRef("pk"), until=None)))
    return {
        Clock.LATE: ~stopped & Q(due__lt=day),
        Clock.DUE: ~stopped & Q(due__gte=day, due__lte=working_days().after(day, SOON)),
        Clock.STOPPED: stopped,
        Clock.URGENT: Q(urgent=True),
    }[clock]
