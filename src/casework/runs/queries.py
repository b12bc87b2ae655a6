"""Reads of what runs found: lists within a jurisdiction, and what there is of one person."""

import datetime as dt

from django.db.models import QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.people.models import Benefit, Person
from casework.people.scope import seen_beside
from casework.runs.models import Certification, Determination, Flag, Run, Signal


def newest_run() -> Run | None:
    """The run whose findings are the open ones; None before the first import."""
    return Run.objects.order_by("-month", "-number").first()


def open_flags(jurisdiction: Jurisdiction, codes: tuple[str, ...]) -> QuerySet[Flag]:
    """The open flags of these codes that are seen, village by village."""
    found = Flag.objects.filter(seen_beside(jurisdiction), code__in=codes, closed=None)
    return found.select_related("person").order_by("region", "person", "benefit_id")


def benefit_of(person: Person, benefit_id: str) -> Benefit:
    """A benefit of somebody, of those that are seen. Raises Benefit.DoesNotExist for another's."""
    found = next((one for one in person.benefits.all() if one.pk == benefit_id), None)
    if found is None:
        raise Benefit.DoesNotExist
    return found


def determinations_of(person: Person) -> QuerySet[Determination]:
    """Every determination of somebody's benefits that are seen, closed ones too."""
    of_person = Determination.objects.filter(benefit__in=person.benefits.all())
    return of_person.select_related("benefit", "opened").order_by("benefit_id", "-opened__month", "-pk")


def signals_of(person: Person) -> QuerySet[Signal]:
    """Every signal with its rows."""
    return Signal.objects.filter(person=person).select_related("closed").prefetch_related("evidence")


def certifications_of(person: Person) -> QuerySet[Certification]:
    """Every certification."""
    return Certification.objects.filter(person=person).select_related("closed")


def first_day(month: int) -> dt.date:
    """The first day of a month of the engine."""
    return dt.date(month // 12, month % 12 + 1, 1)
