"""6, 7 恢复发放: no ground is in force any more, so payment goes on again, with what is due for the months before."""

from django.utils.translation import gettext_lazy as _

from casework.cases.models import Review
from casework.decisions.acts.act import Asked, LegalAct, Terms, check_effect
from casework.decisions.foreseeing import Month
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision
from casework.decisions.outstanding import paid_back

OVERDUE = "unconfirmed"
"""The ground of being overdue, whose end Art. 7 itself names."""


class Resume(LegalAct):
    """6, 7 恢复发放。From the first month in which the law gives payment: after a late certification the next month.

    What is due for the months before is part of it and is paid in the same list, unless another decision pays it.
    """

    act = Act.RESUME
    purpose = _("停止或暂停的情形已经消除或被查否；自规定的月份起恢复发放，少发的月份一并补发。")

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused while a ground is in force in this month and the next."""
        month = check_effect(asked, self.act)
        already = paid_back(asked.benefit, asked.itself)
        due = {one: fen for one, fen in month.back_pay.items() if one not in already}
        return Terms(
            month.month, month.paid, Basis.PERSON, amount=sum(due.values()) or None, months=tuple(sorted(due)),
            clauses=("7",) if _was_overdue(asked, month) else ("6",),
        )  # fmt: skip


def _was_overdue(asked: Asked, month: Month) -> bool:
    """Whether what ends is an overdue suspension: by the law's months, or by the decision that suspended."""
    if any(ground.code == OVERDUE and ground.when == "past" for ground in month.side.grounds):
        return True
    suspended = Decision.objects.filter(benefit=asked.benefit, act=Act.SUSPEND, state=Review.APPROVED)
    last = suspended.order_by("-month", "-reviewed").first()
    return last is not None and OVERDUE in last.grounds.split("|")
