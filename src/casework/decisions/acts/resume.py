"""6, 7 恢复发放: no ground is in force any more, so payment goes on again, with what is due for the months before."""

from django.utils.translation import gettext_lazy as _

from casework.cases.models import Review
from casework.decisions.acts.act import Asked, LegalAct, Terms, check_effect
from casework.decisions.foreseeing import Month
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision
from casework.decisions.outstanding import paid_back
from casework.decisions.standing import amount_of
from zige.law.months import parse_month

OVERDUE = "unconfirmed"
"""The ground of being overdue, whose end Art. 7 itself names."""


class Resume(LegalAct):
    """6, 7 恢复发放。From the first month in which the law gives payment: after a late certification the next month.

    What is due for the months before is part of it and is paid in the same list, unless another decision pays it. So
    is the month of the certification itself, which no ledger covers yet (LAW §6), once the core system has shown that
    it withholds: the law has it due from the next month on (LAW §5), and that is when arrears are to come.
    """

    act = Act.RESUME
    purpose = _("停止或暂停的情形已经消除或被查否；自规定的月份起恢复发放，少发的月份一并补发。")

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused while a ground is in force in this month and the next."""
        month = check_effect(asked, self.act)
        already = paid_back(asked.benefit, asked.itself)
        found = month.back_pay | _withheld_now(asked, month)
        due = {one: fen for one, fen in found.items() if one not in already}
        return Terms(
            month.month, month.paid, Basis.PERSON, amount=sum(due.values()) or None, months=tuple(sorted(due)),
            clauses=("7",) if _was_overdue(asked, month) else ("6",),
        )  # fmt: skip


def _withheld_now(asked: Asked, month: Month) -> dict[int, int]:
    """The month being decided with its amount in fen, where payment resumes after it and it will not have been paid.

    The law gives it as seen from the month after, and the ledger ends with the month before, in which nothing was paid.
    """
    now = asked.foreseen.now.month
    given = {parse_month(one.month) for one in month.side.strip.months if one.state == "continue"}
    covered = {parse_month(one.month): one for one in month.side.settlement.months}
    last = covered.get(now - 1)
    if now == month.month or now not in given or now in covered or last is None or not last.due or last.paid:
        return {}
    amount = amount_of(asked.benefit, now)
    return {now: amount} if amount else {}


def _was_overdue(asked: Asked, month: Month) -> bool:
    """Whether what ends is an overdue suspension: by the law's months, or by the decision that suspended."""
    if any(ground.code == OVERDUE and ground.when == "past" for ground in month.side.grounds):
        return True
    suspended = Decision.objects.filter(benefit=asked.benefit, act=Act.SUSPEND, state=Review.APPROVED)
    last = suspended.order_by("-month", "-reviewed").first()
    return last is not None and OVERDUE in last.grounds.split("|")
