"""The list of decisions, as it is exported."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.decisions.listing import decisions_asked
from casework.decisions.models import Decision
from casework.exports.sheets import Column, Sheet
from casework.people.models import Person
from casework.people.sheets import name_of, numbers_of
from zige.explain.voice import in_yuan
from zige.law.months import format_month


def _rows(request: StaffRequest, address: QueryDict) -> QuerySet[Decision]:
    return decisions_asked(request.jurisdiction, address)[2]


def _columns(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        Column(_("决定编号"), lambda one: one.number),
        Column(_("决定"), lambda one: one.get_act_display()),
        name_of(_who),
        Column(_("待遇编号"), lambda one: one.benefit_id),
        Column(_("起始年月"), lambda one: "" if one.month is None else format_month(one.month)),
        Column(_("金额"), lambda one: "" if one.amount is None else in_yuan(one.amount)),
        Column(_("经办人"), lambda one: one.handler),
        Column(_("复核人"), lambda one: one.reviewer),
        Column(_("复核状态"), lambda one: one.get_state_display()),
        *numbers_of(_who),
    )


def _who(one: Any) -> Person:
    person: Person = one.person
    return person


SHEETS = (Sheet("decisions:list", _("决定"), _columns, _rows),)
