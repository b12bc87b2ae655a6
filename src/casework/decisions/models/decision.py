"""A decision: one act on one benefit, with what the engine said of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.cases.models import Case, Finding, Reviewed
from casework.decisions.kinds import Act, Basis
from casework.people.fields import CodePointField
from casework.people.models import Benefit, Person


class Group(models.Model):
    """成批决定: overdue suspensions decided together, after a sample of them was looked at one by one (Art. 7).

    `benefits` are those that may be in it, `sample` those of them that `seed` drew; `checked` says of each of the
    sample by whom and when it was looked at, and whether it stands. Its decisions are there once it was proposed.
    """

    number = models.CharField(_("批号"), max_length=30, unique=True)
    office = CodePointField(_("经办机构区划"), max_length=12)
    month = models.IntegerField(_("认定年月"))
    benefits = models.JSONField(_("待遇"), default=list)
    seed = models.CharField(_("抽样种子"), max_length=64)
    sample = models.JSONField(_("抽查的待遇"), default=list)
    checked = models.JSONField(_("抽查结果"), default=dict)
    handler = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    made = models.DateTimeField(_("建立时间"))
    dropped = models.DateTimeField(_("放弃时间"), null=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("成批决定")
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return self.number


class Decision(Reviewed):
    """决定: an act on a benefit from a month on, prepared by one person and approved by another.

    `month` is the first month it touches, `until` the last where it ends by itself (a deferral). `amount` in fen is
    the new monthly amount of a lowered benefit, or the whole sum paid back or recovered; `months` are those it is for,
    joined by |, as are `grounds` and `clauses`, the engine's. `before` and `amount_before` are what was in payment when
    it was proposed. `given` is what the handler entered beyond the reason, `said` what the engine said then, and
    `digest` the SHA-256 of that, so that it can be worked out again. `held_off` while an objection has suspended its
    effect; `replaced_by` once another decision took its place, after an objection or because it ends what was to begin
    later; `registered` is the month of the run whose register showed it in payment, from when on the register is asked
    again.
    """

    number = models.CharField(_("决定编号"), max_length=30, unique=True)
    act = models.CharField(_("决定"), max_length=10, choices=Act.choices)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="decisions", verbose_name=_("核查"))
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="decisions", verbose_name=_("所依核查结论")
    )
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="decisions", verbose_name=_("成批决定"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="decisions", verbose_name=_("领取人"))
    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="decisions", verbose_name=_("待遇"))
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    month = models.IntegerField(_("起始年月"))
    until = models.IntegerField(_("截止年月"), null=True)
    amount = models.BigIntegerField(_("金额（分）"), null=True)
    months = models.TextField(_("所涉年月"), blank=True)
    grounds = models.CharField(_("情形"), max_length=400, blank=True)
    clauses = models.CharField(_("条款"), max_length=400, blank=True)
    before = models.CharField(_("此前状态"), max_length=10, blank=True)
    amount_before = models.BigIntegerField(_("此前月待遇金额（分）"), null=True)
    given = models.JSONField(_("所填内容"), default=dict)
    basis = models.CharField(_("决定方式"), max_length=10, choices=Basis.choices)
    reason = models.TextField(_("理由"))
    said = models.JSONField(_("认定预览"), default=dict)
    digest = models.CharField(_("认定预览摘要"), max_length=64, blank=True)
    held_off = models.BooleanField(_("暂缓执行"), default=False)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name=_("被后来的决定取代")
    )

    registered = models.IntegerField(_("名册体现年月"), null=True)

    class Meta(Reviewed.Meta):
        abstract = False
        verbose_name = verbose_name_plural = _("决定")
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
            models.UniqueConstraint(
                fields=["benefit", "act"], condition=Q(state="proposed"), name="one_decision_proposed"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "office"], name="decisions_to_review"),
            models.Index(fields=["benefit", "month"], name="decisions_of_benefit"),
            models.Index(fields=["month", "office"], condition=Q(state="approved"), name="decisions_of_month"),
        ]

    def __str__(self) -> str:
        return self.number
