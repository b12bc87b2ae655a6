"""The lists of this app, as they are exported: who has reported a month; an employer's people due for certification."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Office
from casework.exports.sheets import Column, Sheet
from casework.people.models import Person
from casework.people.sheets import name_of, numbers_of
from casework.reports.acts.taking import ROUTES
from casework.reports.calendar import due_on, today
from casework.reports.certification import AHEAD, due_for
from casework.reports.forms import OfficeFilters
from casework.reports.listing import offices_asked
from casework.reports.states import UNSIGNED, State
from casework.runs.models import Determination
from zige.law.months import format_month, month_of


def _offices(request: StaffRequest, address: QueryDict) -> QuerySet[Office]:
    rows = offices_asked(request.jurisdiction, OfficeFilters(address))
    return rows.annotate(
        state=F("found__state"), size=F("found__size"), signed=F("found__first_signed"), of_month=F("found__month")
    )


def _of_offices(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        Column(gettext_lazy("机构"), lambda one: one.name),
        Column(gettext_lazy("类别"), lambda one: one.get_kind_display()),
        Column(gettext_lazy("所在地"), _place),
        Column(gettext_lazy("状态"), lambda one: State(one.state).label if one.state else _("未上报")),
        Column(gettext_lazy("人数"), lambda one: "" if one.state in (None, *UNSIGNED) else one.size),
        Column(gettext_lazy("上报日期"), lambda one: one.signed or ""),
        Column(gettext_lazy("迟报"), lambda one: _("迟报") if _is_late(one) else ""),
    )


def _place(office: Any) -> str:
    above = office.region.parent
    return f"{above.name if above else ''} {office.region.name}".strip()


def _is_late(office: Any) -> bool:
    return bool(office.signed and office.signed > due_on(office.of_month, ROUTES[office.kind]))


def _due(request: StaffRequest, _address: QueryDict) -> QuerySet[Determination]:
    return due_for(request.jurisdiction, month_of(today()) + AHEAD)


def _of_due(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        name_of(_who),
        Column(gettext_lazy("待遇编号"), lambda one: one.benefit_id),
        Column(gettext_lazy("应认证年月"), lambda one: format_month(one.due_month)),
        Column(gettext_lazy("最近认证日"), lambda one: one.last_certified or ""),
        *numbers_of(_who),
    )


def _who(one: Any) -> Person:
    person: Person = one.benefit.person
    return person


SHEETS = (
    Sheet("reports:offices", gettext_lazy("各机构的月报"), _of_offices, _offices),
    Sheet("reports:due", gettext_lazy("待认证人员"), _of_due, _due),
)
