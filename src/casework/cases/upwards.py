"""The level above: village → town → the benefit's agency → the city."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Office
from casework.accounts.refusal import ActRefused
from casework.cases.models import Case
from casework.cases.routing import First, Offices
from casework.cases.transitions import Level, level_of

ABOVE = {Level.VILLAGE: First.TOWN, Level.TOWN: First.AGENCY, Level.EMPLOYER: First.AGENCY, Level.AGENCY: First.CITY}
TOP = _("已经在最上一级。")


def office_above(case: Case) -> Office:
    """The office of the level above the one that has the case. Raises ActRefused at the top."""
    above = key_above(case, Offices.all())
    if above is None:
        raise ActRefused(TOP)
    return Office.objects.select_related("region").get(pk=above)


def key_above(case: Case, offices: Offices) -> int | None:
    """Its key; None at the top."""
    level = level_of(case.at.kind, of_city=case.at.is_of_city)
    if level is None or level not in ABOVE:
        return None
    above = offices.first(ABOVE[level], case.region, case.office, case.employer)
    return above if above != case.at_id else None
