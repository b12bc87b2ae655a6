"""What the start page shows of cases: those at one's office, and what waits for a second person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.accounts.middleware import StaffRequest
from casework.accounts.page_access import opens
from casework.accounts.start import Waiting
from casework.accounts.views.pages import signed_in
from casework.cases.queries import Work, to_review, work_of


def work(request: StaffRequest) -> Iterator[Waiting]:
    """Cases of the office, so many of them late; findings to review."""
    account = signed_in(request)
    if request.jurisdiction.is_empty:
        return
    if opens(request, "cases:cases"):
        yield from _cases(work_of(request.jurisdiction, account), supervises=opens(request, "cases:workload"))
    if opens(request, "cases:findings"):
        count = to_review(request.jurisdiction, account).count()
        yield Waiting(_("待复核的结论"), count, reverse("cases:findings"))


def _cases(found: Work, *, supervises: bool) -> Iterator[Waiting]:
    address, late = reverse("cases:cases"), found.late
    note = ngettext("其中 %(count)s 件已超期", "其中 %(count)s 件已超期", late) % {"count": late} if late else ""
    yield Waiting(_("本机构在办的核查"), found.here, address, note)
    yield Waiting(_("我承办的核查"), found.mine, f"{address}?whose=mine")
    if found.returned:
        yield Waiting(_("退回给我的核查结论"), found.returned, f"{address}?whose=returned")
    if found.left and supervises:
        yield Waiting(_("承办人已停用或调离的核查"), found.left, reverse("cases:workload"), _("请移交给同事"))
