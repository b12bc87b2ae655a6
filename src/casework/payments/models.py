"""A payment list of one agency and month: only what changes stands in it, for the core system pays on what it was told.

Months are integers (`year * 12 + month - 1`), sums are fen.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.cases.models import Review, Reviewed
from casework.decisions.models import Decision, Instalment
from casework.people.fields import CodePointField
from casework.people.models import Benefit, Person


class PaymentList(Reviewed):
    """发放清单: prepared by one person, approved by another, then exported, answered and compared with what was paid.

    `digest` is the SHA-256 of the file that was exported; it is written when the list is approved, so that what goes
    out is what was approved.
    """

    number = models.CharField(_("清单编号"), max_length=30, unique=True)
    office = CodePointField(_("经办机构区划"), max_length=12)
    month = models.IntegerField(_("发放年月"))
    digest = models.CharField(_("文件摘要"), max_length=64, blank=True)
    exported = models.DateTimeField(_("导出时间"), null=True)
    answered = models.DateTimeField(_("回执时间"), null=True)
    compared = models.DateTimeField(_("核对时间"), null=True)

    class Meta(Reviewed.Meta):
        abstract = False
        verbose_name = verbose_name_plural = _("发放清单")
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.UniqueConstraint(fields=["office"], condition=Q(state=Review.PROPOSED), name="one_list_under_way"),
            models.CheckConstraint(
                condition=Q(state=Review.APPROVED) | Q(exported=None), name="only_approved_list_exported"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "-month"], name="lists_of_office")]

    def __str__(self) -> str:
        return self.number


class Line(models.Model):
    """清单行: one thing that changes for one benefit.

    `monthly` is what is paid each month from `since` on, None where that stays; `once` is added to this month's
    payment, taken off where negative, for `months` joined by |. What is told once, a sum or a set-off, is told again
    only after the core system rejected it.
    """

    class Kind(models.TextChoices):
        HOLD = "hold", _("暂停发放")
        STOP = "stop", _("停止发放")
        RELEASE = "release", _("恢复发放")
        AMOUNT = "amount", _("调整金额")
        BACK_PAY = "back_pay", _("补发")
        SET_OFF = "set_off", _("抵扣")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("待回执")
        ACCEPTED = "accepted", _("已接受")
        REJECTED = "rejected", _("被拒绝")

    list = models.ForeignKey(PaymentList, models.CASCADE, related_name="lines", verbose_name=_("发放清单"))
    position = models.IntegerField(_("行号"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="+", verbose_name=_("待遇"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("领取人"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="payment_lines", verbose_name=_("决定")
    )
    instalment = models.ForeignKey(
        Instalment, models.PROTECT, null=True, related_name="payment_lines", verbose_name=_("分期")
    )
    since = models.IntegerField(_("起始年月"))
    standing = models.CharField(_("待遇状态"), max_length=10)
    monthly = models.BigIntegerField(_("月待遇金额（分）"), null=True)
    once = models.BigIntegerField(_("一次性金额（分）"), default=0)
    months = models.TextField(_("所涉年月"), blank=True)
    answer = models.CharField(_("回执"), max_length=10, choices=Answer.choices, default=Answer.WAITING)
    said = models.CharField(_("回执说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("清单行")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "position"], name="one_line"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(kind="back_pay") & ~Q(answer="rejected"), name="sum_told_once"
            ),
            models.UniqueConstraint(fields=["instalment"], condition=~Q(answer="rejected"), name="set_off_once"),
            models.CheckConstraint(condition=Q(decision=None) ^ Q(instalment=None), name="line_has_one_cause"),
            models.CheckConstraint(condition=~Q(kind="set_off") | Q(once__lt=0), name="set_off_takes_off"),
            models.CheckConstraint(condition=~Q(kind="back_pay") | Q(once__gt=0), name="back_pay_adds"),
        ]

    def __str__(self) -> str:
        return f"{self.list_id}:{self.position}"


class Difference(models.Model):
    """差异: where what is paid will not be what the engine says, and why that is so; without a reason no approval."""

    class Kind(models.TextChoices):
        UNDECIDED = "undecided", _("认定建议改变，尚未决定")
        CONTRARY = "contrary", _("决定与最新认定不一致")

    list = models.ForeignKey(PaymentList, models.CASCADE, related_name="differences", verbose_name=_("发放清单"))
    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="+", verbose_name=_("待遇"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("领取人"))
    kind = models.CharField(_("差异"), max_length=10, choices=Kind.choices)
    pays = models.CharField(_("将按此发放"), max_length=10)
    says = models.CharField(_("认定为"), max_length=10)
    grounds = models.CharField(_("情形"), max_length=400, blank=True)
    reason = models.TextField(_("说明"), blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("说明人"))

    class Meta:
        verbose_name = verbose_name_plural = _("差异")
        ordering: ClassVar = ["kind", "benefit"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["list", "benefit"], name="one_difference")]

    def __str__(self) -> str:
        return f"{self.list_id} {self.benefit_id}"


class Mismatch(models.Model):
    """不符: a benefit of which something else was paid in the month than should have been."""

    class Kind(models.TextChoices):
        PAID_THOUGH_HELD = "paid_though_held", _("应停未停")
        NOT_PAID = "not_paid", _("应发未发")
        OTHER_AMOUNT = "other_amount", _("金额不符")

    list = models.ForeignKey(PaymentList, models.CASCADE, related_name="mismatches", verbose_name=_("发放清单"))
    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="+", verbose_name=_("待遇"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("领取人"))
    kind = models.CharField(_("不符"), max_length=20, choices=Kind.choices)
    due = models.BigIntegerField(_("应发（分）"))
    paid = models.BigIntegerField(_("实发（分）"))

    class Meta:
        verbose_name = verbose_name_plural = _("不符")
        ordering: ClassVar = ["kind", "benefit"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "benefit"], name="one_mismatch"),
            models.CheckConstraint(condition=~Q(due=F("paid")), name="mismatch_differs"),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.benefit_id}"
