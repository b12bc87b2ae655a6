"""What the start page shows of payment lists: those that wait for a second person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.roles import Role
from casework.accounts.start import Waiting
from casework.cases.models import Review
from casework.payments.queries import lists_within


def work(request: StaffRequest) -> Iterator[Waiting]:
    """For a reviewer; where there is one alone it opens at once."""
    if Role.COUNTY_REVIEWER not in request.roles or request.jurisdiction.is_empty:
        return
    waiting = list(lists_within(request.jurisdiction).filter(state=Review.PROPOSED).values_list("pk", flat=True))
    alone = len(waiting) == 1
    href = reverse("payments:list", args=waiting) if alone else reverse("payments:lists")
    yield Waiting(_("待复核的发放清单"), len(waiting), href)
