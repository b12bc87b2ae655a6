"""8(2) 暂停发放, 7 逾期未认证: a fact that was verified, or the term that has run out, suspends payment."""

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


class Suspend(LegalAct):
    """8(2) 暂停发放。The month is the first in which the law suspends what is paid."""

    act = Act.SUSPEND
    stops = True
    purpose = _("有核实属实的暂停情形，或逾期未认证；自规定的月份起暂停发放，情形消除后恢复并补发。")

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where no ground in force suspends, or where signals contradict each other."""
        month = check_effect(asked, self.act)
        check_no_contradiction(month)
        grounds = month.grounds
        return Terms(month.month, month.paid, basis_of(grounds), grounds=codes_of(grounds), clauses=clauses_of(grounds))
