"""What the start page shows of cases: those at one's office, and what waits for a second person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.accounts.middleware import StaffRequest
from casework.accounts.page_access import opens
from casework.accounts.start import Waiting
from casework.accounts.views.pages import signed_in
from casework.cases.queries import Clock, Filters, left_behind, open_cases, to_review


def work(request: StaffRequest) -> Iterator[Waiting]:
    """Cases of the office, so many of them late; findings to review."""
    account = signed_in(request)
    if request.jurisdiction.is_empty:
        return
    if opens(request, "cases:cases"):
        here = open_cases(request.jurisdiction, Filters(at=account.office_id)).count()
        late = open_cases(request.jurisdiction, Filters(at=account.office_id, clock=Clock.LATE)).count()
        note = ngettext("其中 %(count)s 件已超期", "其中 %(count)s 件已超期", late) % {"count": late} if late else ""
        yield Waiting(_("本机构在办的核查"), here, reverse("cases:cases"), note)
        mine = open_cases(request.jurisdiction, Filters(handler=account.pk)).count()
        yield Waiting(_("我承办的核查"), mine, f"{reverse('cases:cases')}?whose=mine")
        returned = open_cases(request.jurisdiction, Filters(returned_to=account.pk)).count()
        if returned:
            yield Waiting(_("退回给我的核查结论"), returned, f"{reverse('cases:cases')}?whose=returned")
    if opens(request, "cases:workload"):
        left = left_behind(request.jurisdiction, account.office)
        if left:
            yield Waiting(_("承办人已停用或调离的核查"), left, reverse("cases:workload"), _("请移交给同事"))
    if opens(request, "cases:findings"):
        count = to_review(request.jurisdiction, account).count()
        yield Waiting(_("待复核的结论"), count, reverse("cases:findings"))
