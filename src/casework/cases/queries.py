"""What pages of cases read: lists within a jurisdiction, a case with all that belongs to it, what waits for review."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
    returned_to: int | None = None
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
    if filters.returned_to is not None:
        found = found.filter(Exists(_returned(filters.returned_to)))
    if filters.task:
        asked = Matter.objects.filter(case=OuterRef("pk"), state=Matter.State.OPEN, task=filters.task)
        found = found.filter(Exists(asked))
    if filters.clock:
        found = found.filter(_by_clock(Clock(filters.clock), day))
    matters = Prefetch("matters", Matter.objects.filter(state=Matter.State.OPEN).order_by("due", "pk"), "open_matters")
    ordered = found.order_by("-urgent", F("due").asc(nulls_last=True), "pk")
    return ordered.select_related("person", "at", "handler").prefetch_related(matters)


class AtOffice(NamedTuple):
    """How many open cases an office has, and how many of them are late."""

    office: Office
    open: int
    late: int


class OfOfficer(NamedTuple):
    """How many open cases somebody has at an office, how many are late; `gone` who works there no more."""

    account: Account
    open: int
    late: int
    gone: bool


def by_office(jurisdiction: Jurisdiction, today: dt.date | None = None) -> list[AtOffice]:
    """Every office that has open cases, the most late first."""
    rows = _counted(cases_within(jurisdiction), "at", today)
    offices = Office.objects.select_related("region").in_bulk([row["at"] for row in rows])
    told = [AtOffice(offices[row["at"]], row["all"], row["late"]) for row in rows]
    return sorted(told, key=lambda one: (-one.late, one.office.number))


def by_officer(jurisdiction: Jurisdiction, office: Office, today: dt.date | None = None) -> list[OfOfficer]:
    """Who has open cases at an office, those first who are gone, then the most late."""
    rows = _counted(cases_within(jurisdiction).filter(at=office).exclude(handler=None), "handler", today)
    accounts = Account.objects.select_related("office").in_bulk([row["handler"] for row in rows])
    told = [
        OfOfficer(one, row["all"], row["late"], not one.is_active or one.office_id != office.pk)
        for row in rows
        for one in [accounts[row["handler"]]]
    ]
    return sorted(told, key=lambda one: (not one.gone, -one.late, one.account.name))


class Work(NamedTuple):
    """Open cases: of somebody's office, late there, of who works there no more; their own, with a finding returned."""

    here: int
    late: int
    left: int
    mine: int
    returned: int


def work_of(jurisdiction: Jurisdiction, by: Account, today: dt.date | None = None) -> Work:
    """What waits for somebody, in one question to the database."""
    here, late = Q(at=by.office_id), _by_clock(Clock.LATE, today or timezone.localdate())
    gone = Q(handler__isnull=False) & (Q(handler__is_active=False) | ~Q(handler__office=by.office_id))
    wanted = {
        "here": here, "late": here & late, "left": here & gone, "mine": Q(handler=by.pk),
        "returned": Q(Exists(_returned(by.pk))),
    }  # fmt: skip
    counts = {name: Count("pk", filter=condition) for name, condition in wanted.items()}
    return Work(**cases_within(jurisdiction).filter(closed=None).order_by().aggregate(**counts))


def _returned(account: int) -> QuerySet[Finding]:
    """What somebody found, was returned, and nobody has proposed anew though the matter is open."""
    again = Finding.objects.filter(matter=OuterRef("matter"), state__in=[Review.PROPOSED, Review.APPROVED])
    theirs = Finding.objects.filter(case=OuterRef("pk"), handler=account, state=Review.RETURNED)
    return theirs.filter(~Exists(again), matter__state=Matter.State.OPEN)


def _counted(cases: QuerySet[Case], column: str, today: dt.date | None) -> list[dict[str, int]]:
    late = Count("pk", filter=_by_clock(Clock.LATE, today or timezone.localdate()))
    return list(cases.filter(closed=None).order_by().values(column).annotate(all=Count("pk"), late=late))


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
