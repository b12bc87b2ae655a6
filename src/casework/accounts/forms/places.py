"""A place is chosen from what the reader's office covers, level by level: county, town, village."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Region

BELOW = {4: Region.Level.COUNTY, 6: Region.Level.TOWN, 9: Region.Level.VILLAGE}
"""The level of places within one whose codes begin with so many digits; its field is called like it."""


class PlaceFilters(forms.Form):
    """Fields for the levels below the reader's own place; each is there once the one above it is chosen.

    Who sees people by their employer, or the people of one village, has none. `place` is the beginning of the codes
    that were chosen; empty where nothing was.
    """

    def __init__(self, jurisdiction: Jurisdiction, address: QueryDict) -> None:
        self._said = address.copy()
        super().__init__(self._said)
        self.place, within = "", jurisdiction.prefix or ""
        while within:
            within = self._level(within)
        self.order_fields(BELOW.values())

    def _level(self, within: str) -> str:
        """The field for places within one; which of them was chosen, empty where none was."""
        level = BELOW.get(len(within))
        places = Region.objects.filter(level=level, code__startswith=within).order_by("code")
        there = dict(places.values_list("code", "name")) if level else {}
        if level is None or not there:
            return ""
        choices = [("", _("全部")), *there.items()]
        self.fields[level.value] = forms.ChoiceField(label=level.label, required=False, choices=choices)
        chosen = self._said.get(level.value, "")
        if chosen not in there:
            self._said.pop(level.value, None)  # a town of another county than the one chosen now
            return ""
        self.place = chosen
        return chosen
