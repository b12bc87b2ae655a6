"""Whose data somebody sees: the one place that says so, for lists, counts, search and exports alike (DESIGN §6).

Two offices matter to a person. The benefit's agency (`office`, six digits; 511100 is the city's own) verifies and
decides; the place of residence (`region`, twelve digits) certifies, visits and reports. Either lets an office see the
person. Who has no jurisdiction sees nobody. On PostgreSQL the database is told it too (`database_scope`).
"""

from dataclasses import dataclass

from django.db.models import Q

from casework.accounts.models import Account, Office
from casework.accounts.roles import HANDLER_AND_REVIEWER, OF_CITY_ALONE, SEES_PEOPLE, Role


@dataclass(frozen=True)
class Jurisdiction:
    """What is seen: places whose code begins with `prefix`, the people of some `employers`, or nobody.

    `prefix` None sees no place; the empty one would see all and is never given.
    """

    prefix: str | None = None
    employers: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nobody is seen."""
        return not self.prefix and not self.employers

    def of_columns(self, region: str = "", office: str = "", employer: str = "") -> Q:
        """The condition on rows by the columns they have of these three; of a row without any, that none is seen.

        A lookup over a relation with many rows would find and count somebody twice: ask with `Exists` there.
        """
        seen = Q()
        for column in filter(None, (region, office)):
            if self.prefix:
                seen |= Q(**{f"{column}__gte": self.prefix, f"{column}__lt": _following(self.prefix)})
        if employer and self.employers:
            seen |= Q(**{f"{employer}__in": sorted(self.employers)})
        return seen or Q(pk__in=[])


def _following(prefix: str) -> str:
    """The first code behind all that begin with these digits: a range is found in an index, in either database."""
    return str(int(prefix) + 1)


NOBODY = Jurisdiction()


def jurisdiction_of(account: Account, roles: frozenset[Role]) -> Jurisdiction:
    """What an account sees in these roles; nobody where none of them looks people up."""
    if not roles & SEES_PEOPLE:
        return NOBODY
    office = account.office
    if office.kind == Office.Kind.EMPLOYER:
        return Jurisdiction(employers=frozenset({office.number}))
    if office.kind == Office.Kind.SUPERVISING_BODY:
        below = office.below.filter(kind=Office.Kind.EMPLOYER).values_list("number", flat=True)
        return Jurisdiction(employers=frozenset(below))
    if office.is_of_city and not roles & OF_CITY_ALONE and roles & HANDLER_AND_REVIEWER:
        return Jurisdiction(prefix=office.region.code)
    if office.kind in (Office.Kind.AGENCY, Office.Kind.TOWN, Office.Kind.VILLAGE):
        return Jurisdiction(prefix=office.region.prefix)
    return NOBODY
