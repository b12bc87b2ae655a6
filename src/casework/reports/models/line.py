"""A line: somebody who should no longer be paid, or not for now, as the office says."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.people.fields import CodePointField
from casework.people.models import Person
from casework.reports.models.report import Report
from casework.vault.fields import SealedText

NAME, NUMBER = "report.name", "report.number"
"""What a sealed value is, for the vault."""


class Line(models.Model):
    """上报人员: what a report says of one person.

    Name and number stand here as they were reported, sealed: a signed report says what it said, whatever the register
    says later. `person` is who was chosen from the register; None for somebody who was not found there. `papers` are
    the codes of the papers that are there (`situations.yaml`), `kept` says where.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="lines", verbose_name=_("月报"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, db_constraint=False, related_name="reported", verbose_name=_("领取人")
    )
    name = SealedText(_("姓名"), purpose=NAME)
    id_number = SealedText(_("证件号码"), purpose=NUMBER)
    number_blind = models.BinaryField(_("证件号码索引"), max_length=16)
    situation = models.CharField(_("情形"), max_length=20)
    day = models.DateField(_("发生日期"))
    benefit_id = CodePointField(_("待遇编号"), max_length=60, blank=True)
    papers = models.JSONField(_("已有材料"), default=list)
    kept = models.CharField(_("材料存放处"), max_length=200, blank=True)
    remarks = models.CharField(_("备注"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("上报人员")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number_blind", "situation"], name="one_line_a_situation")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.pk}"
