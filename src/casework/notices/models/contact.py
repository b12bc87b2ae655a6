"""What stands on the notices of an office: whom to ask, and where it is contested; and the numbers it has given out."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Office


class Contact(models.Model):
    """联系方式: without one an office issues no notice, since every notice must say whom to ask."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="contact", verbose_name=_("机构"))
    phone = models.CharField(_("电话"), max_length=40)
    address = models.CharField(_("地址"), max_length=120)
    hours = models.CharField(_("办公时间"), max_length=80, blank=True)
    reconsideration = models.CharField(_("行政复议机关"), max_length=60)
    court = models.CharField(_("管辖法院"), max_length=60)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("通知上的联系方式")

    def __str__(self) -> str:
        return str(self.office)


class Sequence(models.Model):
    """通知编号: the last number that an office gave to a notice in a year."""

    office = models.CharField(_("经办机构区划"), max_length=12)
    year = models.IntegerField(_("年"))
    last = models.IntegerField(_("最后的编号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("通知编号")
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "year"], name="one_sequence")]

    def __str__(self) -> str:
        return f"{self.office}-{self.year}"
