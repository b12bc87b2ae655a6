"""What the start page shows of decisions: those that wait for a second person, objections that wait for an answer."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.accounts.middleware import StaffRequest
from casework.accounts.roles import HANDLER_AND_REVIEWER, Role
from casework.accounts.start import Waiting
from casework.cases.models import Review
from casework.decisions.queries import decisions_within, objections_within, to_redo
from casework.decisions.who import account_of


def work(request: StaffRequest) -> Iterator[Waiting]:
    """For a reviewer, and for a handler what was objected to."""
    if request.jurisdiction.is_empty or not request.roles & HANDLER_AND_REVIEWER:
        return
    if Role.COUNTY_REVIEWER in request.roles:
        proposed = decisions_within(request.jurisdiction).filter(state=Review.PROPOSED).order_by()
        told = proposed.aggregate(single=Count("pk", filter=Q(group=None)), groups=Count("group", distinct=True))
        yield Waiting(_("待复核的决定"), told["single"], f"{reverse('decisions:list')}?list=review")
        yield Waiting(_("待复核的成批暂停"), told["groups"], reverse("decisions:groups"))
    if Role.COUNTY_HANDLER in request.roles:
        count = to_redo(request.jurisdiction).filter(office=account_of(request).office.number).count()
        if count:
            yield Waiting(_("退回待重办的决定"), count, f"{reverse('decisions:list')}?list=returned")
    late = Count("pk", filter=Q(due__lt=timezone.localdate()))
    waiting = objections_within(request.jurisdiction).filter(result="").order_by().aggregate(all=Count("pk"), late=late)
    count = waiting["late"]
    note = ngettext("其中 %(count)s 件已逾期", "其中 %(count)s 件已逾期", count) % {"count": count} if count else ""
    yield Waiting(_("待答复的异议"), waiting["all"], reverse("decisions:objections"), note)
