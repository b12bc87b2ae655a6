"""退回的行: corrected in a table or by file. Whoever looks at them is recorded (Art. 18)."""

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.views.pages import signed_in
from casework.exchange.acts.correct import correct_rows
from casework.exchange.acts.redeliver import Row
from casework.exchange.forms import Once
from casework.exchange.quarantine import Quarantine, reasons
from casework.exchange.recorded import DOWNLOADED, OPENED, batch_subject
from casework.exchange.scope import desk_of
from casework.exchange.signing import must_sign
from casework.exchange.views.pages import attached
from casework.ui.listing import Listing, listing_of
from casework.ui.voice import page_voice
from zige.errors import DeliveryRefused
from zige.store.batches import SHORT

ROWS = 20
Faults = dict[int, list[str]]


class Cell(NamedTuple):
    """A value of a row: the name of its field, what the column is called, what stands in it."""

    name: str
    label: str
    value: str


class Shown(NamedTuple):
    """A row as the table shows it; `reasons` are those it still has as corrected, else those it was set aside for;
    of one that was sent there are none."""

    line: int
    cells: list[Cell]
    reasons: list[str]
    surplus: list[str]
    sent: bool
    changed: bool


@never_cache
def table(request: StaffRequest, number: int) -> HttpResponse:
    """Rows with a field for each value; what was changed goes in as a new delivery of the same dataset and month."""
    quarantine = _quarantine(request, number)
    listing = listing_of(request.GET, quarantine.rows.rows(), size=ROWS)
    try:
        if request.method == "POST":
            return _corrected(request, quarantine, listing)
        return _page(request, quarantine, listing, Once(), [], {})
    except DeliveryRefused as refusal:  # the contract is another since
        messages.error(request, refusal.sentence(page_voice().language))
        return redirect("exchange:batch", number)


@require_GET
@never_cache
def workbook(request: StaffRequest, number: int) -> HttpResponse:
    """The rows that are left in the workbook that `zige quarantine` writes, to be corrected and sent back as a file."""
    quarantine = _quarantine(request, number)
    batch, left = quarantine.batch, quarantine.left.height
    if not left:
        messages.error(request, _("退回的行都已改正送出，没有要下载的。"))
        return redirect("exchange:quarantine", number)
    audit.record(request, DOWNLOADED, batch_subject(number), dataset=batch.dataset, rows=left)
    return attached(quarantine.workbook(), f"{batch.dataset}_{batch.month}_{batch.id[:SHORT]}_退回.xlsx")


def _quarantine(request: StaffRequest, number: int) -> Quarantine:
    desk = desk_of(request)
    batch = desk.batch(number)
    found = Quarantine(desk.contracts[batch.dataset], batch)
    if found.rows.is_empty():
        raise Http404(_("这个批次没有退回的行，或已过保存期限。"))
    return found


def _corrected(request: StaffRequest, quarantine: Quarantine, listing: Listing[Any]) -> HttpResponse:
    form = Once(request.POST)
    changed = _changed(request, quarantine, listing, form.asked() if form.is_valid() else None)
    faults = quarantine.faults(changed)
    form.add_errors(_problems(quarantine, changed, faults))
    if form.is_valid():
        try:
            correct_rows(form.asked(), signed_in(request), quarantine, changed)
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("exchange:work", form.asked())
    return _page(request, quarantine, listing, form, changed, faults)


def _problems(quarantine: Quarantine, changed: list[Row], faults: Faults) -> list[str]:
    """Why these rows cannot be sent."""
    if must_sign(quarantine.contract):
        return [_("本部门的文件须有签名；请下载工作簿改正，连同签名的清单作为文件报送。")]
    if not changed:
        return [_("没有改动任何一行；请先在表格中改正。")]
    if faults:
        lines = _("、").join(str(line) for line in sorted(faults))
        return [_("第 %(lines)s 行改后仍有问题，见该行的说明；改好或改回原样后再提交。") % {"lines": lines}]
    return []


def _changed(request: StaffRequest, quarantine: Quarantine, listing: Listing[Any], number: UUID | None) -> list[Row]:
    """The rows of this page of which a value is other than it was; none that this form did not send itself before."""
    rows, sent = [], quarantine.lines_sent(but=number)
    for line, _codes, raw in listing.page:
        before = [value.strip() for value in quarantine.values(raw)]
        values = [request.POST.get(_field(line, at), old).strip() for at, old in enumerate(before)]
        if values != before and line not in sent:
            rows.append(Row(line, values))
    return rows


def _page(
    request: StaffRequest, quarantine: Quarantine, listing: Listing[Any], form: Once, changed: list[Row], faults: Faults
) -> HttpResponse:
    batch, sent, written = quarantine.batch, quarantine.lines_sent(), {row.line: row for row in changed}
    shown = [_shown(quarantine, row, sent, written, faults) for row in listing.page]
    audit.record(request, OPENED, batch_subject(batch.number), dataset=batch.dataset, rows=len(shown))
    listing.page.object_list = shown
    context = {
        "batch": batch,
        "listing": listing,
        "form": form,
        "must_sign": must_sign(quarantine.contract),
        "left": quarantine.left.height,
    }
    return render(request, "exchange/quarantine.html", context)


def _shown(quarantine: Quarantine, row: Any, sent: set[int], written: dict[int, Row], faults: Faults) -> Shown:
    line, codes, raw = row
    values = written[line].values if line in written else quarantine.values(raw)
    named = zip(quarantine.columns, values, strict=True)
    cells = [Cell(_field(line, at), column.header, value) for at, (column, value) in enumerate(named)]
    told = reasons(faults.get(line, []) if line in written else [] if line in sent else codes)
    return Shown(line, cells, told, quarantine.surplus(raw), line in sent, line in written)


def _field(line: int, at: int) -> str:
    return f"r{line}c{at}"
