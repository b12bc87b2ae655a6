"""6 续发: a verification found nothing against payment, and two people say that it goes on."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.decisions.acts.act import LAW_SAYS, NOT_FROM_HERE, Asked, LegalAct, Terms, in_words
from casework.decisions.kinds import Act, Basis
from casework.ui.voice import page_voice
from zige.kinds import Standing


class Continue(LegalAct):
    """6 续发。Changes nothing in payment: the law gives what is paid, in this month and the next."""

    act = Act.CONTINUE
    purpose = _("核实后没有停止或暂停的情形，照常发放。")

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where payment does not go on, or the law no longer gives it in one of the two months."""
        now = asked.foreseen.now
        if now.paid is not Standing.CONTINUE:
            raise ActRefused(NOT_FROM_HERE % {"standing": in_words(now.paid)})
        for month in (now, asked.foreseen.following):
            if month.side.standing is not Standing.CONTINUE:
                told = {"month": page_voice().month(month.month), "standing": month.side.standing_text}
                raise ActRefused(LAW_SAYS % told)
        return Terms(now.month, now.paid, Basis.PERSON, clauses=("6",))
