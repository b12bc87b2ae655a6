"""A merging: a reviewer's order to send what is accepted into the home, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.people.fields import CodePointField


class Merging(models.Model):
    """汇总: what was ordered for a county and a month; done by the worker, one at a time for each county.

    `refusal` is the sentence in each language where it came to nothing; empty where it was done.
    """

    region = CodePointField(_("县级区划"), max_length=6)
    month = models.IntegerField(_("年月"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("汇总人"))
    at = models.DateTimeField(_("时间"))
    ended = models.DateTimeField(_("完成时间"), null=True)
    refusal = models.JSONField(_("未办成的原因"), default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("汇总")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region"], condition=Q(ended=None), name="one_merging_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.month}"
