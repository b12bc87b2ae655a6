"""What stands on the notices of an office: whom to ask, and where it is contested; and the numbers it has given out."""

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
