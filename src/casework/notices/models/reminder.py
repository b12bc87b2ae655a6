"""The ladder by which somebody is reminded before their benefit could be paused (Art. 7)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.people.fields import CodePointField
from casework.people.models import Person


class Rung(models.TextChoices):
    """提醒方式, in order: each as many days before the end of the due month as the rulebook says, the last on it."""

    MESSAGE = "message", _("短信")
    CALL = "call", _("电话")
    VILLAGE = "village", _("村社联系")
    VISIT = "visit", _("上门")


class Reminder(models.Model):
    """提醒步骤: one rung for one benefit and one due month; open until it has a result."""

    class Result(models.TextChoices):
        SENT = "sent", _("已发出")
        REACHED = "reached", _("已联系到本人或家属")
        NOT_REACHED = "not_reached", _("没有联系到")
        WRONG_NUMBER = "wrong_number", _("号码不对或没有号码")
        MOVED = "moved", _("已搬走")
        REFUSED = "refused", _("本人不愿办理")
        SAID_DEAD = "said_dead", _("家属或邻居说已去世")
        FALLEN = "fallen", _("已认证或不再需要")

    benefit_id = CodePointField(_("待遇编号"), max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders", verbose_name=_("领取人"))
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    due_month = models.IntegerField(_("应认证年月"))
    rung = models.CharField(_("方式"), max_length=10, choices=Rung.choices)
    day = models.DateField(_("应办日期"))
    result = models.CharField(_("结果"), max_length=20, choices=Result.choices, blank=True)
    ended = models.DateTimeField(_("登记时间"), null=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("提醒步骤")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["benefit_id", "due_month", "rung"], name="one_reminder"),
            models.CheckConstraint(condition=Q(result="") ^ Q(ended__isnull=False), name="ended_reminder_has_result"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "day"], condition=Q(result=""), name="open_reminders_by_region"),
            models.Index(fields=["office", "day"], condition=Q(result=""), name="open_reminders_by_office"),
            models.Index(fields=["employer", "day"], condition=Q(result=""), name="open_reminders_by_empl"),
            models.Index(fields=["person"], name="reminders_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.benefit_id} {self.rung}"
