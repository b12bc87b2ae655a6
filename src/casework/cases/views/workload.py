"""Who has how much: open and late cases by office and by officer of one's own; all of one who leaves handed on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.views.pages import signed_in
from casework.cases.acts.hand_over import hand_over_all
from casework.cases.forms import HandOverForm
from casework.cases.offering import colleagues_of
from casework.cases.queries import by_office, by_officer
from casework.people.access import shows_people
from casework.people.recorded import LISTED
from casework.ui.versions import whole_number


@require_GET
@shows_people
def show(request: StaffRequest) -> HttpResponse:
    """The offices that are seen, the most late first, and the officers of one's own."""
    by, offices = signed_in(request), by_office(request.jurisdiction)
    audit.record(request, LISTED, list="workload", found=len(offices))
    context = {
        "offices": offices,
        "officers": by_officer(request.jurisdiction, by.office),
        "office": by.office,
        "hands_over": by in colleagues_of(by),
    }
    return render(request, "cases/workload.html", context)


@require_http_methods(["GET", "POST"])
@shows_people
def hand_all_over(request: StaffRequest) -> HttpResponse:
    """Everything that somebody has at one's own office, to a colleague, with the reason."""
    by, of = signed_in(request), request.GET.get("of", "")
    theirs = Account.objects.filter(cases__at=by.office_id, cases__closed=None).distinct()
    leaving = theirs.filter(pk=whole_number(of)).first()
    if leaving is None:
        messages.error(request, _("请先选谁的核查要移交；此人在本机构没有承办的核查。"))
        return redirect("cases:workload")
    form = HandOverForm([one for one in colleagues_of(by) if one != leaving], request.POST or None)
    if form.is_valid():
        found = hand_over_all(by, leaving, form.cleaned_data["to"], form.cleaned_data["text"])
        if found.done:
            said = ngettext("已移交 %(count)s 件给%(name)s。", "已移交 %(count)s 件给%(name)s。", len(found.done))
            messages.success(request, said % {"count": len(found.done), "name": form.cleaned_data["to"].name})
        for case, sentence in found.refused:
            messages.error(request, f"{case.number}：{sentence}")
        return redirect("cases:workload")
    return render(request, "cases/hand_all_over.html", {"form": form, "leaving": leaving})
