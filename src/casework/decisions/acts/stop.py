"""8(1) 停止发放: a fact that was verified, the 18th birthday or the last month granted ends payment."""

from django.utils.translation import gettext_lazy as _

from casework.decisions.acts.act import Withholding
from casework.decisions.kinds import Act


class Stop(Withholding):
    """8(1) 停止发放。The month is the first in which the law stops what is paid."""

    act = Act.STOP
    purpose = _("有核实属实的停止情形，或领取期限已满、年满18周岁；自规定的月份起停止发放。")
