"""The words of decisions: what is done to a benefit, and whether a rule or a person decided it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """What is done to a benefit; each is one file of `casework.decisions.acts`."""

    CONTINUE = "continue", _("续发")
    SUSPEND = "suspend", _("暂停发放")
    STOP = "stop", _("停止发放")
    RESUME = "resume", _("恢复发放")
    LOWER = "lower", _("调低待遇")
    RECOVER = "recover", _("追回多发待遇")
    PAY_BACK = "pay_back", _("补发待遇")
    DEFER = "defer", _("延期认证")
    CERTIFY = "certify", _("记录认证")
    REVOKE = "revoke", _("撤销认证")


class Basis(TextChoices):
    """Whether the rule alone gives it (overdue, the 18th birthday, a date) or a person judged a fact (LAW §2)."""

    RULE = "rule", _("依规则")
    PERSON = "person", _("经人认定")
