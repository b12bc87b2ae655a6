"""8(2) 暂停发放, 7 逾期未认证: a fact that was verified, or the term that has run out, suspends payment."""

from django.utils.translation import gettext_lazy as _

from casework.decisions.acts.act import Withholding
from casework.decisions.kinds import Act


class Suspend(Withholding):
    """8(2) 暂停发放。The month is the first in which the law suspends what is paid."""

    act = Act.SUSPEND
    purpose = _("有核实属实的暂停情形，或逾期未认证；自规定的月份起暂停发放，情形消除后恢复并补发。")
