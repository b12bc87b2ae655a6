"""最近提交: what was asked for and what came of it; the receipts of a file."""

from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework.accounts.middleware import StaffRequest
from casework.exchange import parts
from casework.exchange.models import State, Work, WorkKind
from casework.exchange.quarantine import reasons
from casework.exchange.scope import Desk, desk_of
from casework.exchange.views.pages import tabs
from casework.exchange.wording import title_of
from casework.jobs.alone import is_there
from casework.ui.listing import listing_of
from casework.ui.voice import page_voice
from zige.exchange.reasons import LINE_HEADER, REASON_HEADER

OURS = (LINE_HEADER, REASON_HEADER)
"""Columns that rows which came back have from us."""
HELD, RELEASED = "held", "released"
OPEN = (State.WAITING, State.WORKING)


class Told(NamedTuple):
    """A receipt as the page shows it: what it says, each code with what to do, columns of theirs that were not used."""

    receipt: dict[str, Any]
    message: str
    codes: list[tuple[str, int]]
    unused: list[str]


class Line(NamedTuple):
    """A work as the list shows it."""

    work: Work
    title: str
    outcome: str


@require_GET
def show_all(request: StaffRequest) -> HttpResponse:
    """The newest first."""
    desk = desk_of(request)
    listing = listing_of(request.GET, desk.work())
    held = {batch.number for batch in desk.batches() if batch.held}
    listing.page.object_list = [Line(work, _title(desk, work), _outcome(work, held)) for work in listing.page]
    return render(request, "exchange/works.html", {"listing": listing, "tabs": tabs("exchange:works")})


@require_GET
def show(request: StaffRequest, number: UUID) -> HttpResponse:
    """How far one is."""
    desk = desk_of(request)
    work = desk.work().filter(pk=number).first()
    if work is None:
        raise Http404(_("在您的数据范围内没有这项工作。"))
    if work.kind == WorkKind.TRY and work.state == State.DONE:
        return redirect("exchange:tried", work.pk)
    context = {
        "work": work,
        "title": _title(desk, work),
        "said": work.said.get(page_voice().language, ""),
        "outcome": _outcome(work, {batch.number for batch in desk.batches() if batch.held}),
        "receipts": [receipt_told(receipt) for receipt in work.result.get("receipts", [])],
        "fetchable": parts.is_made(work.pk),
        "is_open": work.state in OPEN,
        "no_worker": work.state in OPEN and not is_there(settings.HOME.path),
    }
    return render(request, "exchange/work.html", context)


def receipt_told(receipt: dict[str, Any]) -> Told:
    """In the language of the page."""
    codes = [(sentence, count) for code, count in receipt["codes"].items() for sentence in reasons([code])]
    unused = [one for one in receipt["unknown_columns"] if one not in OURS]
    return Told(receipt, receipt["message"][page_voice().language], codes, unused)


def _outcome(work: Work, held: set[int]) -> str:
    """What came of it; `released` where what was held then is not any more."""
    waits = any(receipt["number"] in held for receipt in work.result.get("receipts", []))
    return RELEASED if work.outcome == HELD and not waits else work.outcome


def _title(desk: Desk, work: Work) -> str:
    """What it is about: a dataset, a consumer."""
    contract = desk.contracts.get(work.dataset)
    return title_of(contract) if contract else str(work.asked.get("consumer", ""))
