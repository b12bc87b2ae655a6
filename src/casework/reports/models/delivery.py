"""A delivery: accepted lines of a county that the home has received as one file of a dataset."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.people.fields import CodePointField


class Delivery(models.Model):
    """月报汇总: what a county made of the reports that it had accepted up to a month (Art. 14).

    `batch` is the digest by which the home calls what it received, empty where all reports were nil and there was no
    line to send; `counts` those of the receipt.
    """

    region = CodePointField(_("县级区划"), max_length=6)
    month = models.IntegerField(_("年月"))
    dataset = models.CharField(_("数据集"), max_length=60)
    batch = models.CharField(_("批次"), max_length=64, blank=True)
    status = models.CharField(_("接收结果"), max_length=20, blank=True)
    counts = models.JSONField(_("数目"), default=dict)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("汇总人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("月报汇总")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["region", "month"], name="deliveries_of_county")]

    def __str__(self) -> str:
        return f"{self.region} {self.month} {self.dataset}"
