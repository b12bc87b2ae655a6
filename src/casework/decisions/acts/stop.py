"""8(1) 停止发放: a fact that was verified, the 18th birthday or the last month granted ends payment."""

from django.utils.translation import gettext_lazy as _

from casework.decisions.acts.act import (
    Asked,
    LegalAct,
    Terms,
    basis_of,
    check_effect,
    check_no_contradiction,
    clauses_of,
    codes_of,
)
from casework.decisions.kinds import Act


class Stop(LegalAct):
    """8(1) 停止发放。The month is the first in which the law stops what is paid."""

    act = Act.STOP
    stops = True
    purpose = _("有核实属实的停止情形，或领取期限已满、年满18周岁；自规定的月份起停止发放。")

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where no ground in force stops, or where signals contradict each other."""
        month = check_effect(asked, self.act)
        check_no_contradiction(month)
        grounds = month.grounds
        return Terms(month.month, month.paid, basis_of(grounds), grounds=codes_of(grounds), clauses=clauses_of(grounds))
