"""What one person prepares and another approves (DESIGN §6): the columns that a finding and a decision share."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account


class Review(models.TextChoices):
    """How far a second person has agreed."""

    PROPOSED = "proposed", _("待复核")
    APPROVED = "approved", _("已复核")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")


class Reviewed(models.Model):
    """Prepared by a handler, looked at by a reviewer, who are two people.

    Proposed → approved, returned (with a note, to be proposed again) or withdrawn by the handler. What is approved
    stays as it is: it is undone by another act, not changed. `version` counts every change, for pages grown stale.
    """

    state = models.CharField(_("复核状态"), max_length=10, choices=Review.choices, default=Review.PROPOSED)
    handler = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    proposed = models.DateTimeField(_("提出时间"))
    reviewer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("复核人"))
    reviewed = models.DateTimeField(_("复核时间"), null=True)
    review_note = models.TextField(_("复核意见"), blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(reviewer=F("handler")), name="%(app_label)s_%(class)s_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[Review.APPROVED, Review.RETURNED])
                | Q(reviewer__isnull=False, reviewed__isnull=False),
                name="%(app_label)s_%(class)s_reviewed_by_somebody",
            ),
        ]
