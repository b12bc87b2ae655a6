"""What was really paid in a month, beside what should have been: every benefit of the agency, not only the lines."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.models import Review
from casework.decisions.standing import in_payment
from casework.payments.access import taken
from casework.payments.models import Line, Mismatch, PaymentList
from casework.payments.recorded import COMPARED, subject_of
from zige.kinds import Standing
from zige.law.months import format_month
from zige.running.paid import paid_in

NOT_PAID_YET = _("还没有收到 %(month)s 的发放台账；请在收到台账后再核对。")
AT_ONCE = 1000


class Expected(NamedTuple):
    """Of a benefit in the month: what is due in fen, and what a set-off takes off it."""

    benefit: str
    person: int
    due: int
    set_off: int


@transaction.atomic
def compare(by: Account, drawn: PaymentList, version: int) -> int:
    """How many benefits do not agree; what an earlier comparison found is replaced."""
    held = taken(by, drawn, version, Review.APPROVED)
    paid = dict(paid_in(settings.HOME, held.month).iter_rows())
    if not paid:
        raise ActRefused(NOT_PAID_YET % {"month": format_month(held.month)})
    held.mismatches.all().delete()
    found = list(_mismatches(held, paid))
    Mismatch.objects.bulk_create(found, AT_ONCE)
    held.compared = timezone.now()
    held.save()
    audit.record(by, COMPARED, subject_of(held), mismatches=len(found))
    return len(found)


def _mismatches(held: PaymentList, paid: dict[str, int]) -> Iterator[Mismatch]:
    """A set-off may be booked in the month itself or in the months it is for: either agrees."""
    for one in _expected(held):
        really = paid.get(one.benefit, 0)
        if really not in (one.due, one.due + one.set_off):
            yield Mismatch(
                list=held,
                benefit_id=one.benefit,
                person_id=one.person,
                kind=_kind(one.due, really),
                due=one.due,
                paid=really,
            )


def _expected(held: PaymentList) -> Iterator[Expected]:
    """Benefits whose amount nobody knows are left out."""
    taken_off = held.lines.filter(kind=Line.Kind.SET_OFF, answer=Line.Answer.ACCEPTED).order_by()
    set_offs = dict(taken_off.values("benefit").annotate(sum=Sum("once")).values_list("benefit", "sum"))
    columns = ("pk", "person", "paid_standing", "paid_amount")
    for benefit, person, standing, amount in in_payment(held.month, held.office).values_list(*columns).iterator():
        if amount is not None:
            due = amount if standing == Standing.CONTINUE else 0
            yield Expected(benefit, person, due, set_offs.get(benefit, 0))


def _kind(due: int, paid: int) -> Mismatch.Kind:
    if not due:
        return Mismatch.Kind.PAID_THOUGH_HELD
    return Mismatch.Kind.OTHER_AMOUNT if paid else Mismatch.Kind.NOT_PAID
