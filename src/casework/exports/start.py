"""What the start page shows of exports: those of others that wait for one's agreement, and own ones to be collected."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.start import Waiting
from casework.exports.queries import AGREES, to_answer


def work(request: StaffRequest) -> Iterator[Waiting]:
    """Only where something waits: it is rare."""
    if request.roles & AGREES and request.jurisdiction.prefix:
        count = to_answer(request).count()
        if count:
            yield Waiting(_("待您同意的导出"), count, reverse("exports:list"))
