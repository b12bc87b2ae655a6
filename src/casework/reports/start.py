"""What the start page shows of monthly reports: one's own that is due, and those of others that wait for one's desk."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.roles import OfficeKind, Role
from casework.accounts.start import Waiting
from casework.accounts.views.pages import signed_in
from casework.reports.acts.taking import REPORTERS, ROUTES
from casework.reports.calendar import due_on, is_late, month_due, today
from casework.reports.completeness import Standing, offices_of_month, stands
from casework.reports.models import Report
from casework.reports.scope import reports_within
from casework.reports.states import Route, State
from casework.ui.voice import page_voice


def work(request: StaffRequest) -> Iterator[Waiting]:
    """For each desk of who asks; nothing where nothing is to be done."""
    month = month_due(today())
    found = [*_of_reporters(request, month), *_of_handlers(request, month), *_of_reviewers(request, month)]
    yield from (one for one in found if one.count)


def _of_reporters(request: StaffRequest, month: int) -> Iterator[Waiting]:
    """One's own report until it is signed, and for a town those of its villages that it has to countersign."""
    account = signed_in(request)
    route = ROUTES.get(OfficeKind(account.office.kind))
    if route is None or REPORTERS[route] not in request.roles:
        return
    reports = {one.office_id: one for one in reports_within(request.jurisdiction).filter(month=month)}
    own = reports.get(account.office_id)
    if own is None or not own.is_signed:
        text = _("%(month)s的月报还没有报") % {"month": page_voice().month(month)}
        yield Waiting(text, 1, reverse("reports:mine"), _pressing(own, month, route))
    if route is Route.TOWN:
        count = sum(one.route == Route.VILLAGE and one.state == State.SUBMITTED for one in reports.values())
        yield Waiting(_("等会签的村社月报"), count, f"{reverse('reports:countersign')}?month={month}")


def _pressing(own: Report | None, month: int, route: Route) -> str:
    if own is not None and own.state == State.RETURNED:
        return _("已退回，请改好后重新上报")
    if is_late(month, route, today()):
        return _("已过期限，请马上报")
    return _("请在 %(day)s 前上报") % {"day": page_voice().day(due_on(month, route))}


def _of_handlers(request: StaffRequest, month: int) -> Iterator[Waiting]:
    if Role.COUNTY_HANDLER not in request.roles:
        return
    asked = {Standing.COUNTY: _("等接收的月报"), Standing.OVERDUE: _("逾期未报月报的机构")}
    counts = {one.value: Count("pk", filter=stands(one, month)) for one in asked}
    found = offices_of_month(request.jurisdiction, month).aggregate(**counts)
    listed = f"{reverse('reports:offices')}?month={month}&standing="
    for one, text in asked.items():
        yield Waiting(text, found[one.value], f"{listed}{one.value}")


def _of_reviewers(request: StaffRequest, month: int) -> Iterator[Waiting]:
    if Role.COUNTY_REVIEWER in request.roles:
        accepted = reports_within(request.jurisdiction).filter(month__lte=month, state=State.ACCEPTED)
        yield Waiting(_("等汇总的月报"), accepted.count(), f"{reverse('reports:merge')}?month={month}")
