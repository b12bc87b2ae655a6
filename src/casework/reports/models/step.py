"""A step: what was done to a report, by whom and when; signatures are steps that cover a content."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.reports.models.report import Report
from casework.reports.states import Act
from casework.vault.fields import SealedText

CONTENT = "report.content"
"""What a sealed value is, for the vault."""


class Step(models.Model):
    """月报步骤: the history of a report. Nothing here is changed or removed.

    What was signed, countersigned or accepted has its whole canonical `content`, sealed, and the `signature` over it
    (`signing`), so that every edition can be read and checked later.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="steps", verbose_name=_("月报"))
    edition = models.PositiveSmallIntegerField(_("第几次上报"))
    act = models.CharField(_("操作"), max_length=15, choices=Act.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("办理人"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("办理机构"))
    at = models.DateTimeField(_("时间"))
    reason = models.CharField(_("理由"), max_length=400, blank=True)
    content = SealedText(_("签名内容"), purpose=CONTENT, null=True)
    signature = models.BinaryField(_("签名"), max_length=32, null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("月报步骤")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.act}"
