"""A report: what one office has to say of one month."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Office
from casework.people.fields import CodePointField
from casework.reports.calendar import DATASETS
from casework.reports.models.delivery import Delivery
from casework.reports.states import UNSIGNED, Route, State


class Report(models.Model):
    """月报: of a village, a town or an employer for a month (Arts. 13, 14); one that reports nobody is a report too.

    `region` is the office's place, of an employer its county's; with `employer` it says who sees the report. `edition`
    counts how often it was signed, `version` every change, for pages that have grown stale. `size` is how many lines
    the last signed edition has, `first_signed` the day on which it was first reported.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="reports", verbose_name=_("填报机构"))
    month = models.IntegerField(_("年月"))
    route = models.CharField(_("类别"), max_length=10, choices=Route.choices)
    region = CodePointField(_("区划"), max_length=12)
    employer = CodePointField(_("单位编号"), max_length=60, blank=True)
    state = models.CharField(_("状态"), max_length=15, choices=State.choices, default=State.OPEN)
    edition = models.PositiveSmallIntegerField(_("第几次上报"), default=0)
    version = models.PositiveIntegerField(_("版本"), default=1)
    size = models.PositiveIntegerField(_("上报人数"), default=0)
    first_signed = models.DateField(_("首次上报日期"), null=True)
    delivery = models.ForeignKey(
        Delivery, models.PROTECT, null=True, related_name="reports", verbose_name=_("汇总批次")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("月报")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "month"], name="one_report_a_month"),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, delivery__isnull=False) | (~Q(state=State.MERGED) & Q(delivery=None)),
                name="report_merged_into_delivery",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["month", "region", "state"], name="reports_of_month")]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.month}"

    @property
    def is_signed(self) -> bool:
        """Whether it has gone up and was not sent back."""
        return self.state not in UNSIGNED

    @property
    def county(self) -> str:
        """The code of the agency that verifies it."""
        return str(self.region)[:6]

    @property
    def dataset(self) -> str:
        """What its lines become in the home."""
        return DATASETS[Route(self.route)]
