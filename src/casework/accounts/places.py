"""What codes of places are called: `511102001001` is 市中区 泊水街道 肖公嘴社区.

A page asks the database once for the places of its reader's jurisdiction, and once for each county beyond that
somebody on it lives in or is paid from, whatever the number of rows.
"""

from django.http import HttpRequest

from casework.accounts.jurisdiction import NOBODY, Jurisdiction
from casework.accounts.models import Region

CITY, COUNTY, LEVELS = 4, 6, (6, 9, 12)
"""Digits that name a city, a county, and a place on each level from the county down."""


class Places:
    """The names that one page needs, as its reader is used to them."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._prefix = jurisdiction.prefix or ""
        self._asked: set[str] = set()
        self._names: dict[str, str] = {}

    def full(self, code: str) -> str:
        """From the county down; the code itself where no place has it."""
        return self._from(code, "")

    def short(self, code: str) -> str:
        """Without what all of the reader's places have in common."""
        return self._from(code, self._prefix)

    def _from(self, code: str, common: str) -> str:
        within = [code[:digits] for digits in LEVELS if len(code) >= digits]
        if not within or not self._known(within[-1]):
            return code
        told = [one for one in within if not common.startswith(one)] or within[-1:]
        return " ".join(self._names[one] for one in told if one in self._names)

    def _known(self, code: str) -> bool:
        """Whether a place has this code, after asking for all that lie near it, once."""
        county = code[:COUNTY]
        if county not in self._asked:
            within_city = len(self._prefix) == CITY and county.startswith(self._prefix)
            near = self._prefix if within_city else county
            self._names |= dict(Region.objects.filter(code__startswith=near).values_list("code", "name"))
            self._asked |= {one[:COUNTY] for one in self._names} | {county}
        return code in self._names


def places_of(request: HttpRequest) -> Places:
    """The names for one page; the same to all who ask while it is drawn."""
    if not hasattr(request, "places"):
        request.places = Places(getattr(request, "jurisdiction", NOBODY))  # type: ignore[attr-defined]
    found: Places = request.places  # type: ignore[attr-defined]
    return found
