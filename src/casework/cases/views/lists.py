"""What is to be done: cases by whose they are and when they are due; many can be assigned at once."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.page_access import opens
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.cases.acts.assign import assign_many
from casework.cases.forms import CaseFilters, Whose
from casework.cases.models import Case
from casework.cases.offering import workers_at
from casework.cases.queries import open_cases
from casework.cases.scope import cases_within
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
    colleagues = _colleagues(account) if said.get("whose") != Whose.ALL and listing.count else []
    context = {
        "listing": listing,
        "colleagues": colleagues,
        "choosable": bool(colleagues),
        "takes_alive": opens(request, "cases:alive"),
        "today": timezone.localdate(),
    }
    return render(request, "cases/cases.html", context)


@require_POST
@shows_people
def assign_some(request: StaffRequest) -> HttpResponse:
    """Those ticked become the work of one colleague; each that is refused says why."""
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isascii() and pk.isdigit()]
    to = get_object_or_404(Account.objects.filter(office=signed_in(request).office_id), pk=request.POST.get("to") or 0)
    cases = cases_within(request.jurisdiction).filter(pk__in=chosen).order_by("pk")
    found = assign_many(signed_in(request), [(case, _version(request, case)) for case in cases], to)
    if found.done:
        said = ngettext("已分派 %(count)s 件给%(name)s。", "已分派 %(count)s 件给%(name)s。", len(found.done))
        messages.success(request, said % {"count": len(found.done), "name": to.name})
    for case, sentence in found.refused:
        messages.error(request, f"{case.number}：{sentence}")
    if not chosen:
        messages.error(request, _("请先选中要分派的核查。"))
    return redirect(f"{request.path.rsplit('/', 1)[0]}/?{request.GET.urlencode()}")


def _version(request: StaffRequest, case: Case) -> int:
    said = request.POST.get(f"version-{case.pk}", "")
    return int(said) if said.isascii() and said.isdigit() else 0


def _colleagues(account: Account) -> list[Account]:
    """Whom somebody may assign to; nobody where their office has no cases."""
    try:
        return workers_at(account.office)
    except ActRefused:
        return []
