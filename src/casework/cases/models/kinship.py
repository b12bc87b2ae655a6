"""Whom an officer may not handle: themselves and the relatives they have declared (Art. 27)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.people.models import Person


class Kinship(models.Model):
    """回避关系: an account and somebody in the register whom it may not handle."""

    class Kind(models.TextChoices):
        SELF = "self", _("本人")
        SPOUSE = "spouse", _("配偶")
        BLOOD = "blood", _("直系或三代以内旁系血亲")
        IN_LAW = "in_law", _("近姻亲")
        OTHER = "other", _("其他可能影响公正的关系")

    account = models.ForeignKey(Account, models.PROTECT, related_name="kinships", verbose_name=_("账号"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("领取人"))
    kind = models.CharField(_("关系"), max_length=10, choices=Kind.choices)
    declared = models.DateTimeField(_("申报时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("回避关系")
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "person"], name="one_kinship")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.person_id}"
