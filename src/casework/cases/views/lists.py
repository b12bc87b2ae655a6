"""What is to be done: cases by whose they are and when they are due."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.page_access import opens
from casework.accounts.views.pages import signed_in
from casework.cases.forms import CaseFilters, Whose
from casework.cases.models import Case
from casework.cases.offering import colleagues_of
from casework.cases.queries import open_cases
from casework.cases.views.assigning import assigned_before
from casework.cases.wording import matter_in_words
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import LISTED
from casework.ui.listing import listing_of


class Row(NamedTuple):
    """A case as the list shows it."""

    case: Case
    name: str
    asked: list[str]

    @property
    def pk(self) -> int:
        """What a tick in the list chooses."""
        return self.case.pk

    def __str__(self) -> str:
        return f"{self.name} {self.case.number}".strip()


@require_GET
@shows_people
def show_all(request: StaffRequest) -> HttpResponse:
    """Open cases, the urgent first, then by the day they are due."""
    account, form = signed_in(request), CaseFilters(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    listing = listing_of(request.GET, open_cases(request.jurisdiction, form.asked(account)), form)
    audit.record(request, LISTED, list="cases", found=len(listing.page))
    listing.page.object_list = [
        Row(case, masked_name(case.person.name), [matter_in_words(matter) for matter in case.open_matters])
        for case in listing.page
    ]
    colleagues = colleagues_of(account) if said.get("whose") != Whose.ALL and listing.count else []
    context = {
        "listing": listing,
        "colleagues": colleagues,
        "choosable": bool(colleagues),
        "takes_alive": opens(request, "cases:alive"),
        "today": timezone.localdate(),
        "assigned": assigned_before(request),
    }
    return render(request, "cases/cases.html", context)
