"""The list of offices with their reports of a month: what its filters leave; the page and its export ask the same."""

from django.db.models import QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.models import Office
from casework.reports.completeness import Standing, of_kind, offices_of_month, stands
from casework.reports.forms import OfficeFilters


def offices_asked(jurisdiction: Jurisdiction, form: OfficeFilters) -> QuerySet[Office]:
    """The offices that are seen and asked for, place by place, each with its report as `found`."""
    rows = offices_of_month(jurisdiction, form.chosen)
    if form.is_valid():
        rows = rows.filter(of_kind(form.cleaned_data["kind"]), region__code__startswith=form.cleaned_data["place"])
        if form.cleaned_data["standing"]:
            rows = rows.filter(stands(Standing(form.cleaned_data["standing"]), form.chosen))
    return rows.select_related("region__parent").order_by("region", "kind", "number")
