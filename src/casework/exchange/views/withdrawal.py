"""撤回记录: by their numbers, looked up in the file as it came, shown before they are withdrawn (LAW §2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.views.pages import signed_in
from casework.exchange.acts.withdraw import withdraw_records
from casework.exchange.forms import WithdrawForm
from casework.exchange.models import Purpose
from casework.exchange.queries import lines_sent
from casework.exchange.recorded import RECORDS_OPENED, batch_subject
from casework.exchange.records import Records, records_of
from casework.exchange.scope import desk_of
from casework.exchange.signing import must_sign
from casework.exchange.wording import title_of
from casework.ui import review
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.exchange.contract import Contract
from zige.store.batches import Batch

LISTED = 20


@never_cache
def withdraw(request: StaffRequest, number: int) -> HttpResponse:
    """Numbers, then what they are, then done."""
    desk = desk_of(request)
    batch = desk.delivered(number)
    contract, form = desk.contracts[batch.dataset], WithdrawForm(request.POST or None)
    if must_sign(contract):
        messages.error(request, _("本部门的文件须有签名；请报送一个记录状态为撤回的文件，连同签名的清单。"))
        return redirect("exchange:batch", number)
    step = request.POST.get(review.STEP)
    records = _found(form, contract, batch) if request.method == "POST" and step != review.EDIT else None
    if records is None:
        return render(request, "exchange/withdraw.html", {"form": form, "batch": batch, "title": title_of(contract)})
    if step == review.CONFIRM:
        withdraw_records(form.asked(), signed_in(request), records)
        return redirect("exchange:work", form.asked())
    return _review(request, form, records)


def _found(form: WithdrawForm, contract: Contract, batch: Batch) -> Records | None:
    """All that were named; None where one is not there, which the form then says."""
    if not form.is_valid():
        return None
    try:
        records = records_of(contract, batch, form.wanted())
    except ZigeError as refusal:
        form.add_error(None, refusal.sentence(page_voice().language))
        return None
    missing = sorted(form.wanted() - records.numbers)
    if missing:
        form.add_error(
            "numbers", _("这个批次接收的行里没有：%(numbers)s。") % {"numbers": _("、").join(missing[:LISTED])}
        )
        return None
    before = lines_sent(batch, Purpose.WITHDRAWAL, but=form.asked())
    withdrawn = sorted(records.numbered(before))
    if withdrawn:
        form.add_error("numbers", _("已经撤回过：%(numbers)s。") % {"numbers": _("、").join(withdrawn[:LISTED])})
        return None
    return records


def _review(request: StaffRequest, form: WithdrawForm, records: Records) -> HttpResponse:
    batch, (headers, rows) = records.batch, records.told()
    audit.record(request, RECORDS_OPENED, batch_subject(batch.number), dataset=batch.dataset, rows=len(rows))
    sent = ngettext(
        "这 %(count)s 行作为撤回重新报送，原来的版本保留。",
        "这 %(count)s 行作为撤回重新报送，原来的版本保留。",
        len(rows),
    )
    consequences = [
        sent % {"count": len(rows)},
        _("据此提出的不利情形从下一次运行起不再成立；已经作出的决定由经办机构另行更正。"),
        _("据此确认在世的认证也不再算数。"),
    ]
    context = {"form": form, "title": title_of(records.contract), "headers": headers, "rows": rows}
    told = [(_("批次"), batch.number), (_("年月"), batch.month), (_("行数"), len(rows))]
    return render(request, "exchange/withdraw_review.html", context | {"consequences": consequences, "told": told})
