"""The lists of what runs found, as they are exported."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.places import places_of
from casework.exports.sheets import Column, Sheet
from casework.people.models import Person
from casework.people.sheets import name_of, numbers_of
from casework.runs.forms import BenefitFilters, FlagFilters
from casework.runs.lists import LISTS, asked_by, flags_asked
from casework.runs.models import Determination, Flag
from casework.runs.queries import benefits_asked, newest_run
from casework.runs.wording import ATTENTION, benefit_kinds, standings
from zige.law.months import format_month


def _flags(name: str, request: StaffRequest, address: QueryDict) -> QuerySet[Flag]:
    codes = LISTS[name][2]
    return flags_asked(request.jurisdiction, codes, FlagFilters(codes, request.jurisdiction, address))


def _benefits(request: StaffRequest, address: QueryDict) -> QuerySet[Determination]:
    return benefits_asked(request.jurisdiction, asked_by(BenefitFilters(request.jurisdiction, address)), newest_run())


def _of_flags(request: StaffRequest) -> tuple[Column, ...]:
    kinds, places = dict(benefit_kinds()), places_of(request)
    return (
        name_of(_who),
        Column(_("待遇编号"), lambda row: row.benefit_id),
        Column(_("险种"), lambda row: kinds.get(row.kind, row.kind)),
        Column(_("居住地"), lambda row: places.full(row.region)),
        Column(_("要做什么"), lambda row: ATTENTION.get(row.code, row.code)),
        Column(_("应认证年月"), lambda row: _month(row.due_month)),
        *numbers_of(_who),
    )


def _of_benefits(request: StaffRequest) -> tuple[Column, ...]:
    kinds, named, places = dict(benefit_kinds()), dict(standings()), places_of(request)
    return (
        name_of(_holder),
        Column(_("待遇编号"), lambda row: row.benefit_id),
        Column(_("险种"), lambda row: kinds.get(row.benefit.kind, row.benefit.kind)),
        Column(_("状态"), lambda row: named[row.standing]),
        Column(_("居住地"), lambda row: places.full(_holder(row).region)),
        Column(_("最近认证日"), lambda row: row.last_certified),
        Column(_("应认证年月"), lambda row: _month(row.due_month)),
        *numbers_of(_holder),
    )


def _who(row: Any) -> Person:
    person: Person = row.person
    return person


def _holder(row: Any) -> Person:
    person: Person = row.benefit.person
    return person


def _month(month: int | None) -> str:
    return "" if month is None else format_month(month)


SHEETS = (
    *(Sheet(f"runs:{name}", told[0], _of_flags, partial(_flags, name)) for name, told in LISTS.items()),
    Sheet("runs:benefits", _("待遇名单"), _of_benefits, _benefits),
)
