"""Whose cases somebody sees: those of people that are seen, and those asked for at their own office (DESIGN §6)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.cases.models import Case
from casework.people.scope import benefits_within, seen_beside


def cases_within(jurisdiction: Jurisdiction) -> QuerySet[Case]:
    """The cases that are seen; none where there is no jurisdiction."""
    return Case.objects.filter(seen(jurisdiction))


def seen(jurisdiction: Jurisdiction) -> Q:
    """The condition on cases: place, agency, employer, another benefit of the person, or where it was asked for."""
    if jurisdiction.is_empty:
        return Q(pk__in=[])
    held = benefits_within(jurisdiction).filter(person=OuterRef("person_id"))
    return seen_beside(jurisdiction) | jurisdiction.of_columns(region="asked_at") | Q(Exists(held))
