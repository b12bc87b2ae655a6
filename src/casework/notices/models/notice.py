"""A notice: what somebody was told, as it was told, never changed afterwards."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.decisions.models import Decision, Objection
from casework.notices.kinds import Kind
from casework.notices.writing.content import Decided
from casework.people.fields import CodePointField
from casework.people.models import Person
from casework.vault.fields import SealedText

CONTENT, CODE = "notice.content", "notice.code"
"""What a sealed content and the digest of a code are, for the vault."""


class Notice(models.Model):
    """通知: of one kind, to one person, perhaps about one benefit and by one decision.

    `content` is all it says (`writing.content`), sealed; the columns beside it are what lists need. `digest` is the
    SHA-256 of the file in which it was set, `place` its place there where many were issued at once. `code`
    stands only as a digest, by which somebody who has the paper finds it. Months are joined by |, `amount` is fen.
    """

    class State(models.TextChoices):
        ISSUED = "issued", _("待送达")
        ON_WAY = "on_way", _("送达中")
        DELIVERED = "delivered", _("已送达")
        REFUSED = "refused", _("拒收")
        RETURNED = "returned", _("退回")
        WITHDRAWN = "withdrawn", _("已撤回")

    number = models.CharField(_("编号"), max_length=30, unique=True)
    code = models.BinaryField(_("校验码摘要"), max_length=16, unique=True)
    kind = models.CharField(_("种类"), max_length=20, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="notices", verbose_name=_("领取人"))
    benefit_id = CodePointField(_("待遇编号"), max_length=60, blank=True)
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="notices", verbose_name=_("决定"))
    objection = models.ForeignKey(Objection, models.PROTECT, null=True, related_name="notices", verbose_name=_("异议"))
    from_office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("发出机构"))
    effective_month = models.IntegerField(_("起始年月"), null=True)
    months = models.TextField(_("所涉年月"), blank=True)
    amount = models.BigIntegerField(_("金额（分）"), null=True)
    clauses = models.CharField(_("条款"), max_length=400, blank=True)
    decided = models.CharField(_("由谁作出"), max_length=10, choices=[(one.value, one.value) for one in Decided])
    issued = models.DateField(_("日期"))
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("发出人"))
    state = models.CharField(_("送达状态"), max_length=10, choices=State.choices, default=State.ISSUED)
    content = SealedText(_("内容"), purpose=CONTENT)
    digest = models.CharField(_("文件摘要"), max_length=64)
    place = models.IntegerField(_("文件中的次序"), null=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("通知")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(decision__isnull=False), name="one_notice_of_a_decision"
            ),
            models.UniqueConstraint(
                fields=["objection"], condition=Q(objection__isnull=False), name="one_answer_to_an_objection"
            ),
            models.CheckConstraint(condition=Q(decided__in=[one.value for one in Decided]), name="notice_says_who"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "region"], name="notices_by_region"),
            models.Index(fields=["state", "office"], name="notices_by_office"),
            models.Index(fields=["person"], name="notices_of_person"),
        ]

    def __str__(self) -> str:
        return self.number
