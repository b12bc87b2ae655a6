"""By what lists of runs are narrowed; it stays in the address."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.accounts.forms.places import PlaceFilters
from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Region
from casework.runs.wording import ATTENTION, Certified, benefit_kinds, standings

LENGTHS = {Region.Level.COUNTY: 6, Region.Level.TOWN: 9, Region.Level.VILLAGE: 12}
"""Digits of a code of each level."""


class FilterForm(PlaceFilters):
    """Where, and of which kind of benefit; a figure's link names the place in one word, `region`."""

    kind = forms.ChoiceField(label=gettext_lazy("险种"), required=False)

    def __init__(self, jurisdiction: Jurisdiction, address: QueryDict) -> None:
        super().__init__(jurisdiction, _by_level(address))
        self.choose("kind", benefit_kinds())

    def choose(self, field: str, choices: list[tuple[str, str]]) -> None:
        """All, or one of these."""
        self.fields[field].choices = [("", _("全部")), *choices]  # type: ignore[attr-defined]

    def asked(self, field: str) -> str:
        """What a field says, of `region` the place chosen; nothing where it is not understood."""
        if field == "region":
            return self.place
        return str(self.cleaned_data.get(field, "")) if self.is_bound and not self.errors.get(field) else ""


class FlagFilters(FilterForm):
    """Of a list of flags of several codes also which of them."""

    code = forms.ChoiceField(label=gettext_lazy("要做什么"), required=False)

    def __init__(self, codes: tuple[str, ...], jurisdiction: Jurisdiction, address: QueryDict) -> None:
        super().__init__(jurisdiction, address)
        self.choose("code", [(code, str(ATTENTION[code])) for code in codes])
        if len(codes) == 1:
            del self.fields["code"]


class BenefitFilters(FilterForm):
    """How a benefit stands, and how it was certified."""

    standing = forms.ChoiceField(label=gettext_lazy("状态"), required=False)
    certified = forms.ChoiceField(label=gettext_lazy("认证情况"), required=False)

    def __init__(self, jurisdiction: Jurisdiction, address: QueryDict) -> None:
        super().__init__(jurisdiction, address)
        self.choose("standing", standings())
        self.choose("certified", [(one.value, str(one.label)) for one in Certified])


def _by_level(address: QueryDict) -> QueryDict:
    """The same with `region` as a place of each level."""
    said = address.copy()
    region = "".join(said.pop("region", [""])[-1:])
    for level, digits in LENGTHS.items():
        if len(region) >= digits:
            said[level.value] = region[:digits]
    return said
