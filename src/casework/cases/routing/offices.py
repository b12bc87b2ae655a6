"""From a level to the office that is there; where there is none, the one above it has the work."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Office, Region
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind
from casework.cases.routing.rules import First

TOWN_DIGITS, VILLAGE_DIGITS = 9, 12
NO_CITY = _("还没有导入区划和机构，无处办理；请先导入（zige offices import）。")
UPWARDS = {
    First.VILLAGE: (First.VILLAGE, First.TOWN, First.AGENCY, First.CITY),
    First.TOWN: (First.TOWN, First.AGENCY, First.CITY),
    First.EMPLOYER: (First.EMPLOYER, First.AGENCY, First.CITY),
    First.AGENCY: (First.AGENCY, First.CITY),
    First.CITY: (First.CITY,),
}
"""Who has it where the office asked for is not there."""


@dataclass(frozen=True)
class Offices:
    """Every office that may have a case, by kind and number, and the city's own agency; none that is disabled."""

    numbered: dict[tuple[str, str], int]
    city: int

    @classmethod
    def all(cls) -> "Offices":
        """As the database has them. Raises ActRefused where there is no agency of the city."""
        told = list(Office.objects.filter(is_active=True).values_list("kind", "number", "pk", "region__level"))
        city = [pk for kind, _number, pk, level in told if (kind, level) == (OfficeKind.AGENCY, Region.Level.CITY)]
        if not city:
            raise ActRefused(NO_CITY)
        return cls({(kind, number): pk for kind, number, pk, _level in told}, city[0])

    def first(self, level: First, region: str, office: str, employer: str) -> int:
        """The key of the office that has the work: of the level asked for, else the nearest above it."""
        found = (self._at(each, region, office, employer) for each in UPWARDS[level])
        return next(pk for pk in found if pk is not None)

    def _at(self, level: First, region: str, office: str, employer: str) -> int | None:
        if level is First.CITY:
            return self.city
        kind, number = {
            First.VILLAGE: (OfficeKind.VILLAGE, region if len(region) == VILLAGE_DIGITS else ""),
            First.TOWN: (OfficeKind.TOWN, region[:TOWN_DIGITS] if len(region) >= TOWN_DIGITS else ""),
            First.EMPLOYER: (OfficeKind.EMPLOYER, employer),
            First.AGENCY: (OfficeKind.AGENCY, office),
        }[level]
        return self.numbered.get((kind, number))
