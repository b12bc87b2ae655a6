"""13 An employer's people who are due for certification, on a list that can be printed."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.people.access import shows_people
from casework.people.forms import Purpose
from casework.people.masking import masked_name, masked_phone
from casework.reports.calendar import today
from casework.reports.certification import AHEAD, due_for
from casework.reports.recorded import DUE_LISTED
from casework.runs.models import Determination
from casework.runs.queries import newest_run
from casework.ui.listing import listing_of
from zige.law.months import month_of

ROWS = 200
"""More than on other lists: it is printed."""


class Row(NamedTuple):
    """A benefit as the list shows it."""

    one: Determination
    name: str
    phone: str
    overdue: bool


@shows_people
def due(request: StaffRequest) -> HttpResponse:
    """Masked; a POST shows names and phones whole, to call and to print, and says so in the audit."""
    whole = request.method == "POST"
    listing = listing_of(request.GET, due_for(request.jurisdiction, month_of(today()) + AHEAD), size=ROWS)
    purpose = Purpose.CERTIFY.value if whole else ""
    audit.record(request, DUE_LISTED, purpose=purpose, found=len(listing.page), whole=whole)
    listing.page.object_list = [_row(one, whole=whole) for one in listing.page]
    context = {"listing": listing, "whole": whole, "run": newest_run()}
    return render(request, "reports/due.html", context)


def _row(one: Determination, *, whole: bool) -> Row:
    person, phone = one.benefit.person, str(one.benefit.person.phone or "")
    overdue = one.due_month is not None and one.due_month < month_of(today())
    if whole:
        return Row(one, str(person.name), phone, overdue)
    return Row(one, masked_name(str(person.name)), masked_phone(phone), overdue)
