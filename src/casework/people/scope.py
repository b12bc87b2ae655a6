"""Who is seen by somebody: the conditions of a jurisdiction on people and on what belongs to them (DESIGN §6).

Of two offices that matter to a person, the agency stands in each benefit. A condition is asked for as `EXISTS`, so that
somebody with two benefits is found once and counted once. Of two benefits that two agencies pay, each sees its own.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.people.models import Benefit, Person

OFFICE_DIGITS = 6
"""An agency is that of a county or the city: what lies within a town has none of its own."""


def people_within(jurisdiction: Jurisdiction) -> QuerySet[Person]:
    """The people that are seen; nobody where there is no jurisdiction."""
    return Person.objects.filter(seen(jurisdiction))


def benefits_within(jurisdiction: Jurisdiction) -> QuerySet[Benefit]:
    """The benefits that are seen."""
    return Benefit.objects.filter(seen_beside(jurisdiction))


def seen(jurisdiction: Jurisdiction) -> Q:
    """The condition on people: by where they live, or by a benefit wherever they live."""
    held = Benefit.objects.filter(jurisdiction.of_columns(office=_office(jurisdiction), employer="employer"))
    return jurisdiction.of_columns(region="region") | Q(Exists(held.filter(person=OuterRef("pk"))))


def seen_beside(jurisdiction: Jurisdiction) -> Q:
    """The condition on rows with columns `region`, `office` and `employer` of their own."""
    return jurisdiction.of_columns("region", _office(jurisdiction), "employer")


def seen_benefits(jurisdiction: Jurisdiction, benefit: str = "") -> Q:
    """The condition on benefits, or on rows with one (`benefit` "benefit__"): by its agency, employer or residence."""
    office = _office(jurisdiction)
    return jurisdiction.of_columns(
        f"{benefit}person__region", f"{benefit}{office}" if office else "", f"{benefit}employer"
    )


def is_narrow(jurisdiction: Jurisdiction) -> bool:
    """Whether so few are seen that a search begins with them: those of a town, a village or of employers."""
    return jurisdiction.prefix is None or len(jurisdiction.prefix) > OFFICE_DIGITS


def _office(jurisdiction: Jurisdiction) -> str:
    """The column of the agency, where a jurisdiction reaches as far as one."""
    reaches = jurisdiction.prefix is not None and len(jurisdiction.prefix) <= OFFICE_DIGITS
    return "office" if reaches else ""
