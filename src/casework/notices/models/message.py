"""Messages to phones: an outbox that a gateway empties, and who wants none."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.notices.kinds import Kind
from casework.notices.models.notice import Notice
from casework.notices.models.reminder import Reminder
from casework.people.fields import CodePointField
from casework.people.models import Person


class Message(models.Model):
    """短信: a text without link, name or number, waiting for the gateway or done with.

    `key` says what it is about and names it to the gateway, so that it is written once and sent once. The phone is read
    from the register when it is sent, and stands nowhere here.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("发送失败")
        NO_PHONE = "no_phone", _("没有手机号")
        UNWANTED = "unwanted", _("本人不要短信")
        STOPPED = "stopped", _("有死亡信号，不发送")
        DROPPED = "dropped", _("已不需要")

    key = CodePointField(_("编号"), max_length=120, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="messages", verbose_name=_("领取人"))
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="messages", verbose_name=_("通知"))
    reminder = models.ForeignKey(
        Reminder, models.PROTECT, null=True, related_name="messages", verbose_name=_("提醒步骤")
    )
    kind = models.CharField(_("种类"), max_length=20, choices=Kind.choices)
    text = models.CharField(_("内容"), max_length=300)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("已试次数"), default=0)
    next_try = models.DateTimeField(_("下次发送"), null=True)
    receipt = models.CharField(_("网关回执"), max_length=80, blank=True)
    problem = models.CharField(_("失败原因"), max_length=80, blank=True)
    written = models.DateTimeField(_("写入时间"))
    ended = models.DateTimeField(_("办结时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("短信")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state="waiting") ^ Q(ended__isnull=False), name="ended_message_has_time")
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_try"], condition=Q(state="waiting"), name="messages_waiting"),
            models.Index(fields=["state", "office", "written"], name="messages_of_office"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class Silence(models.Model):
    """不要短信: somebody who wants no messages; they are called or visited instead."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="silence", verbose_name=_("领取人"))
    since = models.DateField(_("自"))
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("不要短信")

    def __str__(self) -> str:
        return f"{self.person_id}"
