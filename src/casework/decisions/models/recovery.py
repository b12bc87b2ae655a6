"""What was paid too much, and how it comes back (LAW §6; 社会保险经办条例 art. 46). Sums are fen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.cases.models import Reviewed
from casework.decisions.models.decision import Decision
from casework.vault.fields import SealedText

PAYER = "recovery.payer"
"""What the sealed name of somebody who repays is, for the vault."""


class Recovery(models.Model):
    """追回: the sum that a decision asks back; what is planned and what came stand in rows of their own.

    It is closed when what came back and what was written off make the total. Repayments reach the ledger of the home
    only as negative payments that the core system delivers (`roster.payments`), never from here.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="recovery", verbose_name=_("决定"))
    total = models.BigIntegerField(_("应追回（分）"))
    written_off = models.BigIntegerField(_("核销（分）"), default=0)
    closed = models.DateTimeField(_("结清时间"), null=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("追回")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(total__gt=0, written_off__gte=0, written_off__lte=models.F("total")), name="recovery_sums"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}"


class Instalment(models.Model):
    """分期: what is to come back by when, or to be set off against a month's payment; `dropped` once planned anew."""

    class Way(models.TextChoices):
        RETURNED = "returned", _("退回")
        SET_OFF = "set_off", _("从待遇中抵扣")
        HEIRS = "heirs", _("由继承人退回")

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="instalments", verbose_name=_("追回"))
    way = models.CharField(_("方式"), max_length=10, choices=Way.choices)
    due = models.DateField(_("期限"))
    amount = models.BigIntegerField(_("金额（分）"))
    payer = SealedText(_("退款人"), purpose=PAYER, null=True)
    dropped = models.DateTimeField(_("作废时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("分期")
        ordering: ClassVar = ["due", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_is_positive")]

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.due}"


class Repayment(models.Model):
    """退款: what came back."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="repayments", verbose_name=_("追回"))
    way = models.CharField(_("方式"), max_length=10, choices=Instalment.Way.choices)
    day = models.DateField(_("日期"))
    amount = models.BigIntegerField(_("金额（分）"))
    receipt = models.CharField(_("凭证号"), max_length=60)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("退款")
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="repayment_is_positive"),
            models.UniqueConstraint(fields=["recovery", "receipt"], name="one_repayment"),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.receipt}"


class WriteOff(Reviewed):
    """核销: what will not come back, given up by two people for a written reason."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="write_offs", verbose_name=_("追回"))
    amount = models.BigIntegerField(_("金额（分）"))
    reason = models.TextField(_("理由"))

    class Meta(Reviewed.Meta):
        abstract = False
        verbose_name = verbose_name_plural = _("核销")
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0) & ~Q(reason=""), name="write_off_is_said"),
            models.UniqueConstraint(fields=["recovery"], condition=Q(state="proposed"), name="one_write_off_proposed"),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.amount}"
