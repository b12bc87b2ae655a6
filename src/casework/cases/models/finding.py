"""A finding: what an office has found out, as a fact that the home is given through the door of all facts (LAW §2)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.cases.models.case import Case, Matter
from casework.cases.models.review import Reviewed
from casework.people.fields import CodePointField
from casework.people.models import Person


class Found(models.TextChoices):
    """The outcome of a verification; there is no fourth."""

    CONFIRMED = "confirmed", _("属实")
    REFUTED = "refuted", _("不属实")
    UNCONFIRMABLE = "unconfirmable", _("无法认定")


class Article9(models.TextChoices):
    """Which of the six kinds of source of Art. 9 it rests on."""

    DECLARED = "9.1", _("本人或家属申报")
    MONITORING = "9.2", _("部省联网监测")
    SHARED = "9.3", _("部门共享数据")
    PAPERS = "9.4", _("单位出具的证明材料")
    FOUND = "9.5", _("经办机构认定的事实")
    OTHER = "9.6", _("其他渠道")


class Finding(Reviewed):
    """核查结论: a row of `casework.facts` with its basis, its evidence, and the two people behind it.

    What a verification confirms or refutes is the fact; what follows for a benefit is the engine's word and another
    decision. A matter that cannot be determined is found `unconfirmable`: after review it yields a fact of that kind
    (8.2.1.6). Certifications, deferrals and revocations that officers record are findings too, without a matter.

    `evidence` are the items of the rulebook's list that are there (`casework.cases.evidence`), `papers` the written
    ones beside the attachments; `benefit_id` is set where the fact concerns one benefit alone. `preview` is what the
    engine said would follow, and `shown` the digest of what the sources' rows showed the handler. `pending` where a row
    was only found to be this person's, so that the fact is told as still to be verified; `goes_on` is the first day of
    what is still investigated after a refutation. A `kind` is missing where there is no fact to tell. `record` names it
    in the home, `delivered` is the batch that took it there, 0 where there is nothing to take. `to_decide` are
    the benefits whose payment it changes and on which nobody has decided yet, `decision_due` while there are such.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="findings", verbose_name=_("核查"))
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="findings", verbose_name=_("事项"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="findings", verbose_name=_("领取人"))
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    found = models.CharField(_("结论"), max_length=20, choices=Found.choices)
    kind = models.CharField(_("事实种类"), max_length=40, blank=True)
    start = models.DateField(_("发生日期"))
    end = models.DateField(_("结束日期"), null=True)
    outcome = models.CharField(_("结束的结果"), max_length=20, blank=True)
    benefit_id = CodePointField(_("仅涉及的待遇编号"), max_length=60, blank=True)
    source = models.CharField(_("来源渠道"), max_length=3, choices=Article9.choices)
    basis = models.TextField(_("依据"))
    evidence = models.JSONField(_("已有证据"), default=list)
    papers = models.TextField(_("纸质材料"), blank=True)
    preview = models.JSONField(_("认定预览"), default=dict)
    shown = models.CharField(_("所示内容摘要"), max_length=64, blank=True)
    pending = models.BooleanField(_("仅确认归属"), default=False)
    goes_on = models.DateField(_("继续核查的情形自"), null=True)
    record = models.CharField(_("记录编号"), max_length=30, unique=True)
    delivered = models.IntegerField(_("进入批次"), null=True)
    decision_due = models.BooleanField(_("待作决定"), default=False)
    to_decide = models.JSONField(_("待作决定的待遇"), default=list)
    undone_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="undoes", verbose_name=_("后来推翻它的结论")
    )

    class Meta(Reviewed.Meta):
        abstract = False
        verbose_name = verbose_name_plural = _("核查结论")
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="finding_ends_after_start"),
            models.CheckConstraint(condition=~Q(basis=""), name="finding_has_basis"),
            models.CheckConstraint(condition=Q(delivered=None) | Q(state="approved"), name="only_approved_delivered"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "office"], name="findings_to_review"),
            models.Index(fields=["record"], condition=Q(state="approved", delivered=None), name="findings_to_deliver"),
            models.Index(fields=["person"], condition=Q(decision_due=True), name="findings_to_decide"),
        ]

    def __str__(self) -> str:
        return self.record
