"""调低待遇: the grade fell but still entitles, so a smaller amount is paid from a month on (no ground of Art. 8)."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.decisions.acts.act import LAW_SAYS, Asked, LegalAct, Terms
from casework.decisions.kinds import Act, Basis
from casework.decisions.standing import amount_of
from casework.ui.voice import page_voice
from zige.kinds import BenefitKind, Standing
from zige.law.clauses import OTHER_LAW

OF_GRADES = (BenefitKind.INJURY_DISABILITY, BenefitKind.INJURY_CARE)
"""The kinds whose amount depends on a grade that is assessed again (hrss.assessments)."""
OTHER_KIND = _("只有伤残津贴和生活护理费随等级调整；此待遇不是。")
NOT_LOWER = _("新金额须大于零并低于现在的月待遇金额。")
NOT_BEGUN = _("起始年月早于首次领取年月；请核对。")


class Lower(LegalAct):
    """调低待遇。The month and the amount are entered as the assessment gave them; nothing else is."""

    act = Act.LOWER
    stops = True
    form = "lower"
    purpose = _("复查鉴定后等级降低、仍符合条件的，自规定的月份起按新金额发放。")

    def check_offered(self, asked: Asked) -> None:
        """Raises ActRefused for a kind that has no grade, and for a benefit that the law stops."""
        if asked.benefit.kind not in OF_GRADES:
            raise ActRefused(OTHER_KIND)
        now = asked.foreseen.now
        if now.side.standing is Standing.STOP:
            raise ActRefused(LAW_SAYS % {"month": page_voice().month(now.month), "standing": now.side.standing_text})

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused beyond that for an amount that is not lower and a month before the first."""
        benefit, month, amount = asked.benefit, int(asked.given["month"]), int(asked.given["amount"])
        self.check_offered(asked)
        if benefit.first_month is not None and month < benefit.first_month:
            raise ActRefused(NOT_BEGUN)
        before = amount_of(benefit, month)
        if before is None or not 0 < amount < before:
            raise ActRefused(NOT_LOWER)
        return Terms(
            month, asked.foreseen.now.paid, Basis.PERSON, amount=amount, amount_before=before, clauses=(OTHER_LAW,)
        )
