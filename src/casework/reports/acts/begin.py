"""An office begins its report of a month."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind
from casework.audit import record
from casework.reports.acts.taking import REPORTERS, ROUTES
from casework.reports.calendar import may_be_reported, today
from casework.reports.models import Report
from casework.reports.recorded import OPENED, subject_of
from casework.reports.states import Route

NOT_REPORTING = _("您的机构不报月报；月报由村社、镇街和参保单位填报。")
NOT_NOW = _("这个月的月报不能填报：只能报本月和过去 12 个月的。")


@transaction.atomic
def begin(by: Account, month: int) -> Report:
    """The office's report of the month, which may be there already. Raises ActRefused."""
    route = ROUTES.get(OfficeKind(by.office.kind))
    if route is None or REPORTERS[route] not in by.roles_on(today()):
        raise ActRefused(NOT_REPORTING)
    if not may_be_reported(month, today()):
        raise ActRefused(NOT_NOW)
    place = by.office.region_id[:6] if route is Route.EMPLOYER else by.office.region_id
    employer = by.office.number if route is Route.EMPLOYER else ""
    report, new = Report.objects.get_or_create(
        office=by.office, month=month, defaults={"route": route, "region": place, "employer": employer}
    )
    if new:
        record(by, OPENED, subject_of(report), month=month)
    return report
