"""What the start page shows of notices: whom to call and to visit today, and what has not arrived."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.start import Waiting
from casework.notices.queries import reminders_today, undelivered
from casework.notices.roles import DELIVERS, REMINDS


def waiting(request: StaffRequest) -> Iterator[Waiting]:
    """What waits for these roles."""
    if request.roles & REMINDS:
        today = reminders_today(request.jurisdiction, timezone.localdate()).count()
        yield Waiting(_("今日联系"), today, reverse("notices:today"))
    if request.roles & DELIVERS:
        yield Waiting(_("未送达的通知"), undelivered(request.jurisdiction).count(), reverse("notices:list"))
