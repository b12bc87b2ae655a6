"""Verified results for provincial monitoring: a list by month, and the file that goes back."""

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.decisions.clock import month_to_decide
from casework.payments.monitoring import file_of, results_within
from casework.payments.recorded import REPORTED_BACK
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import LISTED
from casework.runs.wording import fact_kind
from casework.ui.listing import listing_of
from casework.ui.voice import page_voice
from zige.law.months import format_month

BACK = 12
"""Months that are offered."""


class MonthFilter(forms.Form):
    """In which month it was verified."""

    month = forms.TypedChoiceField(label=_("核实年月"), coerce=int, required=False, empty_value=None)

    def __init__(self, last: int, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(month, page_voice().month(month)) for month in range(last, last - BACK, -1)]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]


@require_GET
@shows_people
def results(request: StaffRequest) -> HttpResponse:
    """What was verified in a month, masked."""
    form, month = _asked(request.GET)
    listing = listing_of(request.GET, results_within(request.jurisdiction, month), form)
    audit.record(request, LISTED, list="monitoring", found=len(listing.page))
    listing.page.object_list = [
        (one, masked_name(one.person.name), fact_kind(one.kind)) for one in listing.page.object_list
    ]
    return render(request, "payments/monitoring.html", {"listing": listing, "month": month})


@require_POST
@shows_people
@never_cache
def download(request: StaffRequest) -> HttpResponse:
    """The file of a month, with whole names and numbers; that it was taken is recorded."""
    _, month = _asked(request.POST)
    found = list(results_within(request.jurisdiction, month))
    audit.record(request, REPORTED_BACK, format_month(month), results=len(found))
    name = f"monitoring-{format_month(month)}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file_of(found), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(given: QueryDict) -> tuple[MonthFilter, int]:
    """The form and its month; that of the newest run where none is chosen."""
    last = month_to_decide()
    form = MonthFilter(last, given)
    chosen = form.cleaned_data["month"] if form.is_valid() else None
    return form, chosen or last
