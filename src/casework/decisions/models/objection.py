"""Objections and appeals against a decision, with their deadlines (社会保险经办条例 art. 52)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.decisions.models.decision import Decision


class Objection(models.Model):
    """异议: against a decision, to the office itself, to the reviewing body, or in court.

    `late` where it came after the term for its kind, `due` the last day to answer, both of `casework.decisions.terms`.
    `outcome` is the decision by which one that was found wrong is changed or revoked.
    """

    class Kind(models.TextChoices):
        OBJECTION = "objection", _("向经办机构提出异议")
        REVIEW = "review", _("行政复议")
        SUIT = "suit", _("行政诉讼")

    class Result(models.TextChoices):
        UPHELD = "upheld", _("维持原决定")
        CHANGED = "changed", _("变更决定")
        REVOKED = "revoked", _("撤销决定")
        WITHDRAWN = "withdrawn", _("申请人撤回")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="objections", verbose_name=_("决定"))
    kind = models.CharField(_("种类"), max_length=10, choices=Kind.choices)
    filed = models.DateField(_("提出日期"))
    late = models.BooleanField(_("超过期限"), default=False)
    due = models.DateField(_("答复期限"), null=True)
    text = models.TextField(_("理由"))
    taken_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("受理人"))
    holds_off = models.BooleanField(_("暂缓执行"), default=False)
    result = models.CharField(_("结果"), max_length=10, choices=Result.choices, blank=True)
    answered = models.DateField(_("答复日期"), null=True)
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("答复人"))
    outcome = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="answers", verbose_name=_("因此作出的决定")
    )
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("异议")
        ordering: ClassVar = ["filed", "pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.kind}"
