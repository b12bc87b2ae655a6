"""14 A town countersigns the reports of its villages for a month as a whole, once it has signed its own."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.audit import record
from casework.reports.acts.taking import CHANGED, move, step, take
from casework.reports.models import Report, Step
from casework.reports.recorded import COUNTERSIGNED
from casework.reports.signing import covered
from casework.reports.signing import sign as put_signature
from casework.reports.states import UNSIGNED, Act, Route, State

OWN_FIRST = _("请先签名上报本镇街自己的月报，没有情况的也要报；然后会签各村社的。")
NOTHING = _("这个月没有等待会签的村社月报。")


@transaction.atomic
def countersign(by: Account, month: int, shown: Mapping[int, int]) -> int:
    """How many were countersigned; `shown` are the reports that the page showed, with their versions."""
    if not Report.objects.filter(office=by.office, month=month).exclude(state__in=UNSIGNED).exists():
        raise ActRefused(OWN_FIRST)
    waiting = list(waiting_in(by.office.region_id, month))
    if not waiting:
        raise ActRefused(NOTHING)
    if {report.pk: report.version for report in waiting} != dict(shown):
        raise ActRefused(CHANGED)
    taken = [take(by, report, report.version, Act.COUNTERSIGN) for report in waiting]
    told = {"month": month, "reports": covered(last_signatures([report for report, _ in taken]))}
    for report, way in taken:
        move(report, way.to)
        signed = step(by, report, Act.COUNTERSIGN)
        put_signature(signed, told)
        signed.save()
    numbers = [report.pk for report, _ in taken]
    record(by, COUNTERSIGNED, f"office:{by.office_id}", month=month, reports=numbers)
    return len(numbers)


def waiting_in(town: str, month: int) -> "list[Report]":
    """The signed reports of a town's villages, in a fixed order."""
    found = Report.objects.filter(month=month, route=Route.VILLAGE, state=State.SUBMITTED)
    return list(found.filter(region__prefix=town).select_related("office").order_by("pk"))


def last_signatures(reports: list[Report]) -> list[Step]:
    """The signature of the present edition of each."""
    found = Step.objects.filter(report__in=reports, act=Act.SIGN).order_by("pk")
    newest = {one.report_id: one for one in found}
    return [newest[report.pk] for report in reports]
