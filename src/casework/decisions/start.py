"""What the start page shows of decisions: those that wait for a second person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.roles import Role
from casework.accounts.start import Waiting
from casework.decisions.queries import to_review


def work(request: StaffRequest) -> Iterator[Waiting]:
    """For a reviewer."""
    if Role.COUNTY_REVIEWER in request.roles and not request.jurisdiction.is_empty:
        count = to_review(request.jurisdiction).count()
        yield Waiting(_("待复核的决定"), count, f"{reverse('decisions:list')}?list=review")
