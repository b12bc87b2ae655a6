"""批次: what was received, its receipt, why it is held; a held one is released by the city."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.exchange.acts.release import ask_release
from casework.exchange.forms import BatchFilters, WhyForm
from casework.exchange.queries import BatchRow, batches_shown, matches_of, sent_of
from casework.exchange.records import can_be_withdrawn
from casework.exchange.scope import desk_of
from casework.exchange.views.pages import tabs
from casework.exchange.views.work import receipt_told
from casework.ui.listing import listing_of
from zige.store.batches import AGAIN, QUARANTINE


@require_GET
def show_all(request: StaffRequest) -> HttpResponse:
    """The newest first."""
    desk = desk_of(request)
    form = BatchFilters(desk, request.GET)
    asked = form.cleaned_data if form.is_valid() else {"dataset": "", "month": "", "state": ""}
    listing = listing_of(request.GET, batches_shown(desk, **asked), form)
    return render(request, "exchange/batches.html", {"listing": listing, "tabs": tabs("exchange:batches")})


@require_GET
def show(request: StaffRequest, number: int) -> HttpResponse:
    """One batch; how surely its rows are somebody's is for the city."""
    desk = desk_of(request)
    batch = desk.batch(number)
    row = BatchRow(batch, desk.contracts[batch.dataset])
    was_delivered = batch.receipt["status"] != AGAIN
    context = {
        "row": row,
        "told": receipt_told(batch.receipt),
        "arrivals": batch.arrivals[1:],
        "matches": matches_of(batch) if desk.of_city else None,
        "sent": sent_of(desk, batch),
        "quarantine": batch.table(QUARANTINE) is not None,
        "withdrawable": was_delivered and can_be_withdrawn(row.contract, batch),
        "of_city": desk.of_city,
    }
    return render(request, "exchange/batch.html", context)


def release(request: StaffRequest, number: int) -> HttpResponse:
    """Let it be used, with the reason."""
    desk = desk_of(request)
    batch, form = desk.batch(number), WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_release(form.asked(), signed_in(request), batch, form.cleaned_data["why"])
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("exchange:work", form.asked())
    row = BatchRow(batch, desk.contracts[batch.dataset])
    context = {"form": form, "row": row, "told": receipt_told(batch.receipt), "submit": _("放行")}
    return render(request, "exchange/release.html", context)
