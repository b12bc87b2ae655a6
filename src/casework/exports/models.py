"""What was asked to be exported and who agreed; filters of list pages that somebody saved under a name."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office


class Purpose(models.TextChoices):
    """目的: what a list of people may leave the system for (个人信息保护法 Art. 6)."""

    VISIT = "visit", _("上门走访、提醒")
    VERIFY = "verify", _("核实情形")
    PAYMENT = "payment", _("办理发放、补发或追回")
    REPORT = "report", _("上报、汇总")
    INSPECTION = "inspection", _("监督检查")


class Export(models.Model):
    """导出: a list asked for as a file; the file itself is kept nowhere.

    `filters` is the list's address after its question mark. `whole`: names and numbers are not masked. One that is too
    large for one person waits until a second agrees, and is then made anew when it is collected.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待另一人同意")
        AGREED = "agreed", _("已同意，待下载")
        REFUSED = "refused", _("未同意")
        DONE = "done", _("已下载")

    class Form(models.TextChoices):
        XLSX = "xlsx", _("Excel 工作簿")
        CSV = "csv", _("CSV 文本")

    account = models.ForeignKey(Account, models.PROTECT, related_name="exports", verbose_name=_("导出人"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("机构"))
    page = models.CharField(_("名单"), max_length=60)
    filters = models.CharField(_("筛选条件"), max_length=500, blank=True)
    purpose = models.CharField(_("目的"), max_length=20, choices=Purpose.choices)
    reason = models.CharField(_("用途说明"), max_length=200)
    whole = models.BooleanField(_("含完整姓名和号码"))
    form = models.CharField(_("格式"), max_length=4, choices=Form.choices)
    count = models.PositiveIntegerField(_("行数"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices)
    asked = models.DateTimeField(_("提出时间"), auto_now_add=True)
    second = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("同意人"))
    answered = models.DateTimeField(_("答复时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("导出")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "office"], name="exports_by_state"),
            models.Index(fields=["account", "state"], name="exports_of_account"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(second=None) | ~Q(second=F("account")), name="nobody_agrees_to_own"),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "refused"]) | Q(second__isnull=False), name="answer_is_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """By which a file and the audit name it."""
        return f"E-{self.pk:06d}"


class SavedFilter(models.Model):
    """常用筛选: the filters of a list page under a name, of one account."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="filters", verbose_name=_("账号"))
    page = models.CharField(_("名单"), max_length=60)
    name = models.CharField(_("名称"), max_length=30)
    filters = models.CharField(_("筛选条件"), max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = _("常用筛选")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "page", "name"], name="one_filter_of_name")]

    def __str__(self) -> str:
        return self.name
