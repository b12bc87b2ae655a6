"""A deferral for many at once: a disaster, a system that failed (Art. 7, 正当理由)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.cases.models import Reviewed
from casework.people.fields import CodePointField


class Deferral(Reviewed):
    """成批延期: everyone of an office who lives in a place and draws one of these kinds need not certify until a day.

    `region` is how the code of the place begins, empty for all; `kinds` are kinds of benefit, none for all. Once
    approved it is a finding for each person, which the home is given like every other; `people` counts them.
    """

    class Cause(models.TextChoices):
        DISASTER = "disaster", _("自然灾害等不可抗力")
        SYSTEM = "system", _("系统故障或数据迟到")
        OTHER = "other", _("其他正当理由")

    number = models.CharField(_("编号"), max_length=30, unique=True)
    office = CodePointField(_("经办机构区划"), max_length=12)
    region = CodePointField(_("居住地区划开头"), max_length=12, blank=True)
    kinds = models.JSONField(_("险种"), default=list)
    cause = models.CharField(_("原因"), max_length=10, choices=Cause.choices)
    start = models.DateField(_("自"))
    end = models.DateField(_("至"))
    basis = models.TextField(_("依据"))
    people = models.PositiveIntegerField(_("人数"))

    class Meta(Reviewed.Meta):
        abstract = False
        verbose_name = verbose_name_plural = _("成批延期")
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(condition=Q(end__gte=F("start")) & ~Q(basis=""), name="deferral_is_said"),
        ]

    def __str__(self) -> str:
        return self.number
