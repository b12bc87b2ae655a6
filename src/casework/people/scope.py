"""Who is seen by somebody: the conditions of a jurisdiction on people and on what belongs to them (DESIGN §6).

Of two offices that matter to a person, the agency stands in each benefit. A condition is asked for as `EXISTS`, so that
somebody with two benefits is found once and counted once.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.people.models import Benefit, Person

OFFICE_DIGITS = 6
"""An agency is that of a county or the city: what lies within a town has none of its own."""


def people_within(jurisdiction: Jurisdiction) -> QuerySet[Person]:
    """The people that are seen; nobody where there is no jurisdiction."""
    return Person.objects.filter(seen(jurisdiction))


def seen(jurisdiction: Jurisdiction) -> Q:
    """The condition on people."""
    held = _held(jurisdiction)
    by_benefit = Q() if held is None else Q(Exists(held.filter(person=OuterRef("pk"))))
    if jurisdiction.prefix:
        return Q(region__prefix=jurisdiction.prefix) | by_benefit
    return by_benefit if held is not None else Q(pk__in=[])


def seen_beside(jurisdiction: Jurisdiction) -> Q:
    """The condition on rows with columns `region`, `office` and `employer` of their own."""
    condition = Q()
    if jurisdiction.prefix:
        condition |= Q(region__prefix=jurisdiction.prefix)
        if len(jurisdiction.prefix) <= OFFICE_DIGITS:
            condition |= Q(office__prefix=jurisdiction.prefix)
    if jurisdiction.employers:
        condition |= Q(employer__in=sorted(jurisdiction.employers))
    return condition or Q(pk__in=[])


def is_narrow(jurisdiction: Jurisdiction) -> bool:
    """Whether so few are seen that a search begins with them: those of a town, a village or of employers."""
    return jurisdiction.prefix is None or len(jurisdiction.prefix) > OFFICE_DIGITS


def _held(jurisdiction: Jurisdiction) -> QuerySet[Benefit] | None:
    """The benefits by which somebody is seen wherever they live."""
    condition = Q()
    if jurisdiction.prefix and len(jurisdiction.prefix) <= OFFICE_DIGITS:
        condition |= Q(office__prefix=jurisdiction.prefix)
    if jurisdiction.employers:
        condition |= Q(employer__in=sorted(jurisdiction.employers))
    return Benefit.objects.filter(condition) if condition else None
