"""What was asked of the home: files taken in, batches released, months tried and run, lists offered."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account


class WorkKind(models.TextChoices):
    """What is done."""

    RECEIVE = "receive", _("接收文件")
    RELEASE = "release", _("放行批次")
    TRY = "try", _("试算")
    RUN = "run", _("正式运行")
    OFFER = "offer", _("交付名单")


class State(models.TextChoices):
    """How far it is. `failed` is what nobody foresaw: an administrator has it begun again."""

    SENDING = "sending", _("正在上传")
    WAITING = "waiting", _("等待处理")
    WORKING = "working", _("正在处理")
    DONE = "done", _("已完成")
    REFUSED = "refused", _("没有办成")
    FAILED = "failed", _("系统出错")


ENDED = (State.DONE, State.REFUSED)
QUARANTINED = "quarantined"
OUTCOMES = ("refused", "held", QUARANTINED, "already_received")
"""What somebody has to know of a file before they think that all is well, the gravest first."""


class Purpose(models.TextChoices):
    """Why a file is sent."""

    FILE = "file", _("报送文件")
    CORRECTIONS = "corrections", _("改正退回的行")
    WITHDRAWAL = "withdrawal", _("撤回记录")


class Work(models.Model):
    """交换工作: asked by somebody once, by the number its form had, so that a second click asks for nothing.

    dataset   of a file and a batch: who sees it; empty for what is the city's alone
    asked     what was asked for, as its act wrote it: numbers, months, names of files; nobody
    said      the sentence why it waits or was not done, in both languages
    result    what came of it, as home_work wrote it
    """

    id = models.UUIDField(_("编号"), primary_key=True, default=uuid.uuid4)
    kind = models.CharField(_("类别"), max_length=10, choices=WorkKind.choices)
    state = models.CharField(_("情况"), max_length=10, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(Account, models.PROTECT, related_name="exchange_work", verbose_name=_("提交人"))
    dataset = models.CharField(_("数据集"), max_length=60, blank=True)
    month = models.CharField(_("年月"), max_length=7, blank=True)
    asked = models.JSONField(_("所提交的"), default=dict)
    said = models.JSONField(_("说明"), default=dict)
    result = models.JSONField(_("结果"), default=dict)
    begun = models.DateTimeField(_("提交时间"), default=timezone.now)
    ended = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("交换工作")
        ordering: ClassVar = ["-begun"]
        indexes: ClassVar = [
            models.Index(fields=["dataset", "-begun"], name="work_of_dataset"),
            models.Index(fields=["by", "state"], name="work_of_account"),
            models.Index(fields=["kind", "-begun"], name="work_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.dataset} {self.month}"

    @property
    def what(self) -> str:
        """What is done; of a file why it was sent."""
        purpose = self.asked.get("purpose")
        return str(Purpose(purpose).label) if purpose else self.get_kind_display()

    @property
    def outcome(self) -> str:
        """Of a file that was taken in: the first of OUTCOMES that any of its receipts has; "" of all else."""
        receipts = self.result.get("receipts", []) if self.state == State.DONE else []
        found = {receipt["status"] for receipt in receipts}
        found |= {QUARANTINED for receipt in receipts if receipt["quarantined"]}
        return next((one for one in OUTCOMES if one in found), "")
