"""An office is reminded that its report is missing; it sees so on its own page, and the reminder is kept."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind, Role
from casework.audit import record
from casework.reports.acts.taking import ROUTES
from casework.reports.calendar import is_over, today
from casework.reports.models import Reminder, Report
from casework.reports.recorded import REMINDED
from casework.reports.states import UNSIGNED, Route

MAY_REMIND = frozenset({Role.TOWN, Role.COUNTY_HANDLER})
NOT_YOURS = _("催报由镇街和县级经办办理，不在您的岗位上。")
NOBODY = _("所选机构都已上报，或今天已经催报过。")
TOO_EARLY = _("这个月还没有过完，不到催报的时候。")


@transaction.atomic
def remind(by: Account, offices: Iterable[Office], month: int) -> int:
    """How many were reminded: those that have not signed and were not reminded today. Raises ActRefused for none."""
    if not by.roles_on(today()) & MAY_REMIND:
        raise ActRefused(NOT_YOURS)
    if not is_over(month, today()):
        raise ActRefused(TOO_EARLY)
    asked = list(offices)
    reported = Report.objects.filter(office__in=asked, month=month).exclude(state__in=UNSIGNED)
    told_today = Reminder.objects.filter(office__in=asked, month=month, day=today())
    done = {*reported.values_list("office", flat=True), *told_today.values_list("office", flat=True)}
    reminders = [_reminder(by, office, month) for office in asked if office.pk not in done]
    if not reminders:
        raise ActRefused(NOBODY)
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    record(by, REMINDED, month=month, offices=[one.office_id for one in reminders])
    return len(reminders)


def _reminder(by: Account, office: Office, month: int) -> Reminder:
    route = ROUTES[OfficeKind(office.kind)]
    is_employer = route is Route.EMPLOYER
    return Reminder(
        office=office,
        month=month,
        region=office.region_id[:6] if is_employer else office.region_id,
        employer=office.number if is_employer else "",
        account=by,
        by=by.office,
        day=today(),
    )
