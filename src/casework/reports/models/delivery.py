"""A delivery: accepted lines of a county that the home has received as one file of a dataset."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.people.fields import CodePointField
from casework.reports.models.merging import Merging


class Delivery(models.Model):
    """月报批次: what a merging gave of one dataset (Art. 14).

    `batch` is the number by which the home calls what it received, None where all reports were nil and there was no
    line to send; `counts` those of the receipt.
    """

    merging = models.ForeignKey(Merging, models.PROTECT, related_name="deliveries", verbose_name=_("汇总"))
    region = CodePointField(_("县级区划"), max_length=6)
    dataset = models.CharField(_("数据集"), max_length=60)
    batch = models.IntegerField(_("批次"), null=True)
    status = models.CharField(_("接收结果"), max_length=20, blank=True)
    counts = models.JSONField(_("数目"), default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("月报批次")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["region"], name="deliveries_of_county")]

    def __str__(self) -> str:
        return f"{self.region} {self.dataset}"
