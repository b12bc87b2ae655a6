"""How a notice arrived, or did not."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.notices.models.notice import Notice


class Delivery(models.Model):
    """送达记录: one attempt, its way and its result; nothing is overwritten by the next."""

    class Way(models.TextChoices):
        MESSAGE = "message", _("短信")
        POST = "post", _("邮寄")
        IN_PERSON = "in_person", _("当面")
        VILLAGE_BOARD = "village_board", _("村社公告栏")

    class Result(models.TextChoices):
        ON_WAY = "on_way", _("已发出或已交付送达人")
        DELIVERED = "delivered", _("送达")
        REFUSED = "refused", _("拒收")
        RETURNED = "returned", _("退回或未找到")

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries", verbose_name=_("通知"))
    way = models.CharField(_("方式"), max_length=20, choices=Way.choices)
    result = models.CharField(_("结果"), max_length=10, choices=Result.choices)
    day = models.DateField(_("日期"))
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))
    to = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", verbose_name=_("交付的机构"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    recorded = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("送达记录")
        ordering: ClassVar = ["recorded", "pk"]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.way}"
