"""7 补发待遇: a benefit that goes on was paid too little for months that are past (LAW §6)."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.decisions.acts.act import NOT_FROM_HERE, Asked, LegalAct, Terms, in_words
from casework.decisions.kinds import Act, Basis
from casework.decisions.outstanding import paid_back
from zige.kinds import Standing

NOTHING = _("没有少发的月份，或都已决定补发；无须再作决定。")


class PayBack(LegalAct):
    """7 补发待遇。The months and the sum are the settlement's, paid with the list of the month being decided."""

    act = Act.PAY_BACK
    purpose = _("以前月份少发的待遇，随本月待遇一并补发。")

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where nothing is due; a benefit that is not paid is resumed, and that pays back too."""
        now = asked.foreseen.now
        if now.paid is not Standing.CONTINUE:
            raise ActRefused(NOT_FROM_HERE % {"standing": in_words(now.paid)})
        already = paid_back(asked.benefit, asked.itself)
        due = {month: fen for month, fen in now.back_pay.items() if month not in already}
        if not due:
            raise ActRefused(NOTHING)
        return Terms(
            now.month, now.paid, Basis.PERSON, amount=sum(due.values()), months=tuple(sorted(due)), clauses=("7",)
        )
