"""A reminder: an office was told that its report is missing."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.people.fields import CodePointField


class Reminder(models.Model):
    """催报: shown on the office's own page until it has reported."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="reminders", verbose_name=_("被催报机构"))
    month = models.IntegerField(_("年月"))
    region = CodePointField(_("区划"), max_length=12)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("催报人"))
    by = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("催报机构"))
    day = models.DateField(_("催报日期"))

    class Meta:
        verbose_name = verbose_name_plural = _("催报")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "month", "day"], name="one_reminder_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.month}"
