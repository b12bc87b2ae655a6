"""月度运行: a month is tried, what would change is reviewed, and just that is run (Arts. 6, 12)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.exchange import parts
from casework.exchange.acts.run_month import ask_run, ask_try, go_on_with_run
from casework.exchange.forms import DifferenceFilters, ReviewedForm, TryForm
from casework.exchange.models import State, Work, WorkKind
from casework.exchange.queries import not_there, runs_shown
from casework.exchange.recorded import DIFFERENCES, work_subject
from casework.exchange.scope import desk_of
from casework.exchange.views.pages import attached
from casework.exchange.wording import ACTIONS, difference, grounds_of
from casework.ui.listing import listing_of
from casework.ui.voice import page_voice
from zige.law.months import parse_month

SHOWN = 12
"""Works that the page of months shows, the latest."""


def show_all(request: StaffRequest) -> HttpResponse:
    """What was run, and a month to be tried."""
    form = TryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_try(form.asked(), signed_in(request), form.cleaned_data["month"])
        return redirect("exchange:work", form.asked())
    work = Work.objects.filter(kind__in=(WorkKind.TRY, WorkKind.RUN)).select_related("by")[:SHOWN]
    context = {"form": form, "listing": listing_of(request.GET, runs_shown()), "work": work}
    return render(request, "exchange/months.html", context)


def tried(request: StaffRequest, number: UUID) -> HttpResponse:
    """What would change; run it, once it was reviewed."""
    work, form = _tried(number), ReviewedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_run(form.asked(), signed_in(request), work)
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("exchange:work", form.asked())
    result, month = work.result, parse_month(work.month)
    filters = DifferenceFilters(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {"action": "", "ground": ""}
    found = [row for row in result["rows"] if _is_asked(row, **asked)]
    listing = listing_of(request.GET, found, filters)
    listing.page.object_list = [difference(row, month) for row in listing.page]
    context = {
        "work": work,
        "form": form,
        "listing": listing,
        "told": result["told"],
        "by_action": [(code, text, result["by_action"].get(code, 0)) for code, text in ACTIONS.items()],
        "by_ground": [(code, text, result["by_ground"][code]) for code, text in grounds_of(result["by_ground"], month)],
        "not_there": page_voice().listed([row.title for row in not_there(desk_of(request), work.month)]),
        "fetchable": parts.is_made(work.pk),
        "only_first": result["differing"] > len(result["rows"]),
    }
    return render(request, "exchange/tried.html", context)


@require_POST
def again(request: StaffRequest, number: UUID) -> HttpResponse:
    """What comes after a run, once more, where it was refused."""
    work = get_object_or_404(Work, pk=number, kind=WorkKind.RUN)
    if not go_on_with_run(signed_in(request), work):
        messages.error(request, _("没有要接着做的：运行没有停在导入这一步。"))
    return redirect("exchange:work", work.pk)


@require_GET
def all_differences(request: StaffRequest, number: UUID) -> HttpResponse:
    """All of them for a spreadsheet, by number of the benefit."""
    work = _tried(number)
    try:
        content = parts.made(work.pk)
    except FileNotFoundError:
        raise Http404(_("这个文件只保留一天；请重新试算。")) from None
    audit.record(request, DIFFERENCES, work_subject(work.pk), month=work.month, rows=work.result["differing"])
    return attached(content, f"{work.month}_{_('试算差异')}.csv")


def _is_asked(row: dict[str, Any], action: str, ground: str) -> bool:
    return action in ("", row["action"]) and (not ground or ground in (row["grounds"] or "").split("|"))


def _tried(number: UUID) -> Work:
    found = Work.objects.filter(pk=number, kind=WorkKind.TRY, state=State.DONE).select_related("by").first()
    if found is None:
        raise Http404(_("没有这次试算，或还没有完成。"))
    return found
