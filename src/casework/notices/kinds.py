"""What a notice tells: one kind for each text under `texts/`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """通知种类: an act or a fact that the person is told of (DESIGN §7)."""

    SUSPEND = "suspend", _("暂停发放")
    SUSPEND_OVERDUE = "suspend_overdue", _("逾期未认证暂停发放")
    STOP = "stop", _("停止发放")
    STOP_DEATH = "stop_death", _("因去世停止发放（致亲属）")
    RESUME = "resume", _("恢复发放")
    LOWER = "lower", _("调低待遇")
    RECOVER = "recover", _("追回多发待遇")
    RECOVER_HEIRS = "recover_heirs", _("追回去世后多发待遇（致亲属）")
    PAY_BACK = "pay_back", _("补发待遇")
    DEFER = "defer", _("延期认证")
    REVOKE = "revoke", _("撤销一次认证")
    CERTIFIED = "certified", _("无感认证告知")
    REMINDER = "reminder", _("认证提醒")
    DUE = "due", _("认证到期提醒")
    OBJECTION_UPHELD = "objection_upheld", _("异议成立")
    OBJECTION_DISMISSED = "objection_dismissed", _("异议不成立")
    PAPERS = "papers", _("请补充材料")
