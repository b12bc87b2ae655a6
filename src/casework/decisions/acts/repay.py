"""退款: what came back is recorded with its receipt; what was kept back from a payment is recorded the same way.

The ledger of the home hears of it only when the core system delivers it as a negative payment (`roster.payments`).
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.locking import hold_for_act
from casework.decisions.acts.collecting import taken_recovery
from casework.decisions.models import Instalment, Recovery, Repayment
from casework.decisions.recovering import balance_of, close_if_settled
from casework.decisions.who import account_of
from casework.decisions.wording import money
from casework.people.recorded import subject_of

TOO_MUCH = _("最多还可退回 %(left)s；多退的请先退还本人。")
NOT_POSITIVE = _("金额须大于零。")
KNOWN = _("凭证号已登记过；同一笔退款不能登记两次。")
TO_COME = _("退款日期不能在今天以后。")
NO_RECEIPT = _("请写凭证号。")


@dataclass(frozen=True)
class Payment:
    """Fen that came on a day, how, with the number of its receipt."""

    way: Instalment.Way
    day: dt.date
    amount: int
    receipt: str


@transaction.atomic
def repay(request: StaffRequest, number: int, version: int, paid: Payment) -> Recovery:
    """The account after it, closed where nothing is left. Raises ActRefused, Stale."""
    recovery = taken_recovery(request, number, version)
    return _take(request, account_of(request), recovery, paid)


@transaction.atomic
def kept_back(number: int, paid: Payment) -> None:
    """What the core system says that it has really kept back; by nobody in particular, and once for a receipt.

    What it keeps beyond what is left is no repayment: the next settlement finds the month underpaid and pays it back.
    """
    hold_for_act()
    recovery = Recovery.objects.select_for_update(of=("self",)).select_related("decision__person").get(pk=number)
    amount = min(paid.amount, balance_of(recovery).left)
    if amount > 0 and not recovery.repayments.filter(receipt=paid.receipt).exists():
        _take(None, None, recovery, replace(paid, amount=amount))


def _take(request: StaffRequest | None, by: Account | None, recovery: Recovery, paid: Payment) -> Recovery:
    _check(recovery, paid)
    Repayment.objects.create(
        recovery=recovery, way=paid.way, day=paid.day, amount=paid.amount, receipt=paid.receipt.strip(), by=by
    )
    closed = close_if_settled(recovery)
    subject, decision = subject_of(recovery.decision.person), recovery.decision.number
    audit.record(request, "recovery.repaid", subject, number=decision, way=paid.way)
    if closed:
        audit.record(request, "recovery.closed", subject, number=decision)
    return recovery


def _check(recovery: Recovery, paid: Payment) -> None:
    left = balance_of(recovery).left
    if paid.amount <= 0:
        raise ActRefused(NOT_POSITIVE)
    if paid.amount > left:
        raise ActRefused(TOO_MUCH % {"left": money(left)})
    if paid.day > timezone.localdate():
        raise ActRefused(TO_COME)
    if not paid.receipt.strip():
        raise ActRefused(NO_RECEIPT)
    if recovery.repayments.filter(receipt=paid.receipt.strip()).exists():
        raise ActRefused(KNOWN)
