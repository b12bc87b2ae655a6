"""A case: all that asks about one person, who has it, until when, and every step it took."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.people.fields import CodePointField
from casework.people.models import Person


class Task(models.TextChoices):
    """What a case is to find out or do."""

    VERIFY = "verify", _("核实情形")
    CONTRADICTION = "contradiction", _("核对矛盾")
    CANDIDATE = "candidate", _("确认归属")
    OPENING = "opening", _("查明上线前状态")
    REGISTER = "register", _("核对登记")
    OVERDUE = "overdue", _("逾期未认证")
    RECOVERY = "recovery", _("追回多发待遇")
    ALIVE = "alive", _("本人在世申诉")


class Origin(models.TextChoices):
    """What opened it."""

    RUN = "run", _("月度认定")
    CANDIDATE = "candidate", _("待归属记录")
    REPORT = "report", _("基层或单位报告")
    DECLARATION = "declaration", _("主动申报")
    TIP = "tip", _("举报线索")
    OBJECTION = "objection", _("异议")
    PERSON = "person", _("本人到场或来电")


class Case(models.Model):
    """核查: everything open about one person, at most one open case each.

    `region`, `office` and `employer` are those of the person and the benefit, by which it is seen (DESIGN §6); `at` is
    the office that has the work now since `received`, `handler` who there. `due` is the earliest day on which something
    in it is due, `escalated` the day on which the clock last took it a level up. `asked_at` is the place of an office
    of elsewhere where the person came or called: it sees the case too.
    """

    number = models.CharField(_("案号"), max_length=30, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases", verbose_name=_("领取人"))
    region = CodePointField(_("居住地区划"), max_length=12, blank=True)
    office = CodePointField(_("经办机构区划"), max_length=12, blank=True)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    asked_at = CodePointField(_("受理机构区划"), max_length=12, blank=True)
    origin = models.CharField(_("来源"), max_length=20, choices=Origin.choices)
    urgent = models.BooleanField(_("当日办理"), default=False)
    at = models.ForeignKey(Office, models.PROTECT, related_name="cases", verbose_name=_("现办机构"))
    received = models.DateTimeField(_("签收时间"), null=True)
    handler = models.ForeignKey(Account, models.PROTECT, null=True, related_name="cases", verbose_name=_("承办人"))
    due = models.DateField(_("办理期限"), null=True)
    escalated = models.DateField(_("超期提级日期"), null=True)
    opened = models.DateTimeField(_("立案时间"))
    opened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("立案人"))
    closed = models.DateTimeField(_("结案时间"), null=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("核查")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed=None), name="one_open_case"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["at", "due"], condition=Q(closed=None), name="open_cases_at_office"),
            models.Index(fields=["handler", "due"], condition=Q(closed=None), name="open_cases_of_handler"),
            models.Index(fields=["office", "due"], condition=Q(closed=None), name="open_cases_of_agency"),
            models.Index(fields=["region", "due"], condition=Q(closed=None), name="open_cases_by_region"),
            models.Index(fields=["asked_at"], condition=Q(closed=None) & ~Q(asked_at=""), name="cases_asked_elsewhere"),
        ]

    def __str__(self) -> str:
        return self.number


class Matter(models.Model):
    """事项: one question of a case: a fact to verify, a row to assign, a benefit to look at.

    `key` names what it is about: a signal's fact_id, a candidate's or question's key, a benefit_id; of what recurs
    (being overdue, an overpayment) with the month for which it is asked, as `B001@2026-10`. It ends `settled`, by an
    approved finding or decision, or `fallen`, when the run no longer asks; what has fallen may be asked again.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待办")
        SETTLED = "settled", _("已办结")
        FALLEN = "fallen", _("原因已消除")

    case = models.ForeignKey(Case, models.PROTECT, related_name="matters", verbose_name=_("核查"))
    task = models.CharField(_("事项"), max_length=20, choices=Task.choices)
    key = CodePointField(_("对象编号"), max_length=200)
    benefit_id = CodePointField(_("仅涉及的待遇编号"), max_length=60, blank=True)
    ground = models.CharField(_("情形"), max_length=40, blank=True)
    origin = models.CharField(_("来源"), max_length=20, choices=Origin.choices)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    opened = models.DateField(_("提出日期"))
    due = models.DateField(_("办理期限"), null=True)
    ended = models.DateField(_("办结日期"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("核查事项")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "task", "key"], name="one_matter"),
            models.CheckConstraint(condition=Q(state="open") ^ Q(ended__isnull=False), name="ended_matter_has_day"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["task", "key"], name="matter_by_key"),
            models.Index(fields=["case"], condition=Q(state="open"), name="open_matters"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"


class Step(models.Model):
    """流转: one step of a case, in order; what was sent to an office is received by somebody there."""

    class Act(models.TextChoices):
        OPENED = "opened", _("立案")
        ADDED = "added", _("并入新事项")
        FELL = "fell", _("事项原因消除")
        WITHDRAWN = "withdrawn", _("来源撤回记录")
        SETTLED = "settled", _("事项办结")
        SENT = "sent", _("下派")
        RECEIVED = "received", _("签收")
        RETURNED = "returned", _("退回")
        REPORTED = "reported", _("上报")
        ESCALATED = "escalated", _("提级")
        ASSIGNED = "assigned", _("分派")
        UNASSIGNED = "unassigned", _("撤销分派")
        HANDED_OVER = "handed_over", _("移交")
        NOTED = "noted", _("记录")
        ATTACHED = "attached", _("添加附件")
        STOPPED = "stopped", _("中止计时")
        WENT_ON = "went_on", _("恢复计时")
        FOUND = "found", _("提出核查结论")
        TAKEN_BACK = "taken_back", _("撤回核查结论")
        AGREED = "agreed", _("复核通过")
        DISAGREED = "disagreed", _("复核退回")
        DECIDED = "decided", _("作出决定")
        CLOSED = "closed", _("结案")

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", verbose_name=_("核查"))
    at = models.DateTimeField(_("时间"))
    act = models.CharField(_("步骤"), max_length=20, choices=Act.choices)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("人员"))
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", verbose_name=_("机构"))
    to = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", verbose_name=_("送往"))
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="steps", verbose_name=_("事项"))
    received = models.DateTimeField(_("签收时间"), null=True)
    text = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("流转记录")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"


class ClockStop(models.Model):
    """中止计时: days on which a case's clock stands still, with the reason."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="stops", verbose_name=_("核查"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True)
    reason = models.TextField(_("原因"))
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("人员"))

    class Meta:
        verbose_name = verbose_name_plural = _("中止计时")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(until=None), name="one_open_stop"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="stop_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.since}"
