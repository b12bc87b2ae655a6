"""Whose cases somebody sees: those of people that are seen, and those asked for at their own office (DESIGN §6)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.accounts.database_scope import database_shows
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


@contextmanager
def whole(case: Case, jurisdiction: Jurisdiction) -> Iterator[None]:
    """The database shows what belongs to a case that is seen, also to an office of elsewhere where it was asked for.

    It then shows the rows of the agency whose case it is; on SQLite there is nothing to show.
    """
    own = Case.objects.filter(seen_beside(jurisdiction), pk=case.pk).exists()
    with database_shows(jurisdiction if own else Jurisdiction(prefix=case.office)):
        yield
