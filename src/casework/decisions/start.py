"""What the start page shows of decisions: those that wait for a second person, objections that wait for an answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.accounts.middleware import StaffRequest
from casework.accounts.roles import HANDLER_AND_REVIEWER, Role
from casework.accounts.start import Waiting
from casework.decisions.models import Group
from casework.decisions.queries import groups_within, objections_within, to_review


def work(request: StaffRequest) -> Iterator[Waiting]:
    """For a reviewer, and for a handler what was objected to."""
    if request.jurisdiction.is_empty or not request.roles & HANDLER_AND_REVIEWER:
        return
    if Role.COUNTY_REVIEWER in request.roles:
        count = to_review(request.jurisdiction).count()
        yield Waiting(_("待复核的决定"), count, f"{reverse('decisions:list')}?list=review")
        groups = Group.objects.filter(pk__in=groups_within(request.jurisdiction).values("pk"))
        waiting = groups.filter(decisions__state="proposed").distinct().count()
        yield Waiting(_("待复核的成批暂停"), waiting, reverse("decisions:groups"))
    open_ones = objections_within(request.jurisdiction).filter(result="")
    late = open_ones.filter(due__lt=timezone.localdate()).count()
    note = ngettext("其中 %(count)s 件已逾期", "其中 %(count)s 件已逾期", late) % {"count": late} if late else ""
    yield Waiting(_("待答复的异议"), open_ones.count(), reverse("decisions:objections"), note)
