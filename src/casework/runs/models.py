"""What runs found. Only the import writes here; what a person decides stands in tables of its own, in later apps.

Each row says which run opened it, and which closed it: a signal, flag or question that the newest run no longer has is
closed, never deleted, and opened again by a run that has it again. Of determinations a new row is opened whenever
anything in one changes, so that the closed ones are its history.

What the import writes points to what the same import wrote, in one transaction; the database does not check each of
millions of rows again (`db_constraint=False`), a test does.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.people.fields import CodePointField
from casework.people.models import Benefit, Person
from casework.vault.fields import SealedText

OPEN = Q(closed=None)
WRITTEN = "candidate.written"
"""What a sealed row of a delivery is, for the vault."""


class Run(models.Model):
    """认定运行: a run of the home that was imported."""

    month = models.IntegerField(_("认定年月"))
    number = models.IntegerField(_("次序"))
    digest = models.CharField(_("收据摘要"), max_length=64)
    counts = models.JSONField(_("数目"))
    imported = models.DateTimeField(_("导入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("认定运行")
        verbose_name_plural = _("认定运行")
        constraints: ClassVar = [models.UniqueConstraint(fields=["month", "number"], name="one_run")]

    def __str__(self) -> str:
        return f"{self.month}/{self.number}"


class Tally(models.Model):
    """数目: how many benefits of a kind a place had in a month, by the run of that month that was imported last.

    `place` is a region code cut to a level (4 digits: the city). Of `residents` those are counted who live there (where
    nobody says where, the agency's place stands); else those whom the place sees, by residence or by its agency.
    """

    class Measure(models.TextChoices):
        STANDING = "standing", _("待遇状态")
        CERTIFIED = "certified", _("认证情况")
        FLAG = "flag", _("提示")

    place = CodePointField(_("地方"), max_length=12)
    residents = models.BooleanField(_("按居住地"))
    month = models.IntegerField(_("认定年月"))
    measure = models.CharField(_("所数"), max_length=10, choices=Measure.choices)
    code = models.CharField(_("取值"), max_length=20)
    kind = models.CharField(_("险种"), max_length=30)
    count = models.IntegerField(_("待遇份数"))

    class Meta:
        verbose_name = _("数目")
        verbose_name_plural = _("数目")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "residents", "month", "measure", "code", "kind"], name="one_tally"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.month} {self.measure} {self.code} {self.kind}"


class Found(models.Model):
    """Something found by a run: open until a run closes it."""

    opened = models.ForeignKey(
        Run, models.PROTECT, db_constraint=False, related_name="+", db_index=False, verbose_name=_("首见于")
    )
    closed = models.ForeignKey(
        Run, models.PROTECT, db_constraint=False, related_name="+", db_index=False, null=True, verbose_name=_("消除于")
    )

    class Meta:
        abstract = True


class Determination(Found):
    """认定结果: how a benefit stands, from the month of `opened` until a run found otherwise (LAW §7)."""

    benefit = models.ForeignKey(
        Benefit, models.PROTECT, db_constraint=False, verbose_name=_("待遇"), related_name="determinations"
    )
    standing = models.CharField(_("待遇状态"), max_length=10)
    grounds = models.CharField(_("情形"), max_length=400, blank=True)
    action = models.CharField(_("处理"), max_length=10)
    last_certified = models.DateField(_("最近认证日"), null=True)
    cycle_start = models.IntegerField(_("本周期起始年月"), null=True)
    due_month = models.IntegerField(_("应认证年月"), null=True)
    attention = models.CharField(_("提示"), max_length=100, blank=True)
    back_pay_months = models.TextField(_("应补发年月"), blank=True)
    overpaid_months = models.TextField(_("多发年月"), blank=True)
    settlement = models.BigIntegerField(_("清算金额（分）"))

    class Meta:
        verbose_name = _("认定结果")
        verbose_name_plural = _("认定结果")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["benefit"], condition=OPEN, name="one_open_determination"),
        ]

    def __str__(self) -> str:
        return f"{self.benefit_id} {self.standing}"


class Flag(Found):
    """提示: what a benefit asks a person to look at or to do: an attention code or a change in payment (LAW §7)."""

    benefit = models.ForeignKey(
        Benefit, models.PROTECT, db_constraint=False, verbose_name=_("待遇"), related_name="flags"
    )
    code = models.CharField(_("提示"), max_length=20)
    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, verbose_name=_("领取人"), related_name="flags"
    )
    kind = models.CharField(_("险种"), max_length=30)
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    due_month = models.IntegerField(_("应认证年月"), null=True)

    class Meta:
        verbose_name = _("提示")
        verbose_name_plural = _("提示")
        constraints: ClassVar = [models.UniqueConstraint(fields=["benefit", "code"], name="one_flag")]
        indexes: ClassVar = [
            models.Index(
                fields=["code", "region", "person", "office", "employer"], condition=OPEN, name="open_flags_by_region"
            ),
            models.Index(fields=["employer", "code"], condition=OPEN, name="open_flags_by_employer"),
        ]

    def __str__(self) -> str:
        return f"{self.benefit_id} {self.code}"


class Signal(Found):
    """信号: a fact as a run judged it, whatever number of rows it was told in. It is no decision (DESIGN §1)."""

    fact_id = CodePointField(_("事实编号"), max_length=120, primary_key=True)
    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, verbose_name=_("领取人"), related_name="signals"
    )
    benefit_id = CodePointField(_("仅涉及的待遇编号"), max_length=60, blank=True)
    kind = models.CharField(_("事实种类"), max_length=40)
    start = models.DateField(_("发生日期"), null=True)
    end = models.DateField(_("结束日期"), null=True)
    outcome = models.CharField(_("结束的结果"), max_length=20, blank=True)
    status = models.CharField(_("核实状态"), max_length=20)
    department = models.CharField(_("提供部门"), max_length=60)
    received = models.DateField(_("收到日期"), null=True)

    class Meta:
        verbose_name = _("信号")
        verbose_name_plural = _("信号")

    def __str__(self) -> str:
        return str(self.fact_id)


class Evidence(Found):
    """依据: a row of a delivery that makes a signal, and how surely it is about this person (EXCHANGE §2)."""

    signal = models.ForeignKey(
        Signal, models.PROTECT, db_constraint=False, verbose_name=_("信号"), related_name="evidence"
    )
    batch = models.IntegerField(_("批次序号"))
    line = models.IntegerField(_("行号"))
    place = models.IntegerField(_("同一行中的次序"))
    start = models.DateField(_("发生日期"), null=True)
    end = models.DateField(_("结束日期"), null=True)
    dataset = models.CharField(_("数据集"), max_length=60)
    status = models.CharField(_("核实状态"), max_length=20, blank=True)
    level = models.IntegerField(_("匹配级别"), null=True)

    class Meta:
        verbose_name = _("依据")
        verbose_name_plural = _("依据")
        constraints: ClassVar = [models.UniqueConstraint(fields=["signal", "batch", "line", "place"], name="one_row")]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.batch}:{self.line}"


class Certification(Found):
    """认证: a day on which somebody was proved alive, by which kinds of proof, and whether silently (Art. 3)."""

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        db_constraint=False,
        verbose_name=_("领取人"),
        related_name="certifications",
        db_index=False,
    )
    day = models.DateField(_("认证日期"))
    by = models.CharField(_("认证依据"), max_length=400, blank=True)
    silently = models.BooleanField(_("无感认证"), null=True)

    class Meta:
        verbose_name = _("认证")
        verbose_name_plural = _("认证")
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "day"], name="one_certification")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


class Question(Found):
    """待查: what an officer must find out, as the register or a delivery asks it."""

    key = CodePointField(_("编号"), max_length=200, unique=True)
    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, verbose_name=_("领取人"), related_name="questions"
    )
    kind = models.CharField(_("种类"), max_length=40)
    other = models.BigIntegerField(_("另一人"), null=True)
    dataset = models.CharField(_("数据集"), max_length=60, blank=True)
    day = models.DateField(_("日期"), null=True)
    batch = models.IntegerField(_("批次序号"), null=True)
    line = models.IntegerField(_("行号"), null=True)

    class Meta:
        verbose_name = _("待查")
        verbose_name_plural = _("待查")

    def __str__(self) -> str:
        return str(self.key)


class Candidate(Found):
    """待归属: a row of a delivery that may be somebody's, which a person must assign; what was written is sealed."""

    key = CodePointField(_("编号"), max_length=60, unique=True)
    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, verbose_name=_("可能是"), related_name="candidates"
    )
    dataset = models.CharField(_("数据集"), max_length=60)
    batch = models.IntegerField(_("批次序号"))
    line = models.IntegerField(_("行号"))
    level = models.IntegerField(_("匹配级别"), null=True)
    score = models.FloatField(_("可能性"), null=True)
    reason_zh = models.TextField(_("理由"), blank=True)
    reason_en = models.TextField(_("理由（英文）"), blank=True)
    written = SealedText(_("所写内容"), purpose=WRITTEN, null=True)
    written_blind = models.BinaryField(_("所写内容摘要"), max_length=16, null=True)

    class Meta:
        verbose_name = _("待归属")
        verbose_name_plural = _("待归属")

    def __str__(self) -> str:
        return str(self.key)
