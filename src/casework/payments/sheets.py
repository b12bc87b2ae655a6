"""The tabs of a payment list, as they are exported: what is told, and how it differs from the run and from payment."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.exports.sheets import Column, Sheet
from casework.payments.forms import DifferenceFilters, LineFilters
from casework.payments.models import Difference, Line, Mismatch, PaymentList
from casework.payments.queries import differences_asked, lines_asked, mismatches_of
from casework.payments.views.pages import list_seen
from casework.people.models import Person
from casework.people.sheets import name_of, numbers_of
from casework.ui.versions import whole_number
from casework.ui.voice import page_voice
from zige.explain.voice import in_yuan
from zige.kinds import Standing
from zige.law.months import format_month
from zige.words import STANDINGS

LIST = "drawn"


def _list(request: StaffRequest, address: QueryDict) -> PaymentList:
    """The list that the address names. Raises Http404 for one that is not seen."""
    return list_seen(request, whole_number(address.get(LIST, "")))


def _lines(request: StaffRequest, address: QueryDict) -> QuerySet[Line]:
    return lines_asked(_list(request, address), LineFilters(address))


def _of_lines(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        Column(_("行号"), lambda one: one.position),
        name_of(_who),
        Column(_("待遇编号"), lambda one: one.benefit_id),
        Column(_("类别"), lambda one: one.get_kind_display()),
        Column(_("起始年月"), lambda one: format_month(one.since)),
        Column(_("金额（元）"), lambda one: _money(one.once or one.monthly)),
        Column(_("所涉年月"), lambda one: one.months.replace("|", " ")),
        Column(_("决定编号"), lambda one: one.decision.number if one.decision else ""),
        Column(_("回执"), lambda one: one.get_answer_display()),
        Column(_("回执说明"), lambda one: one.said),
        *numbers_of(_who),
    )


def _differences(request: StaffRequest, address: QueryDict) -> QuerySet[Difference]:
    return differences_asked(_list(request, address), DifferenceFilters(address))


def _of_differences(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        name_of(_who),
        Column(_("待遇编号"), lambda one: one.benefit_id),
        Column(_("将按此发放"), lambda one: _standing(one.pays)),
        Column(_("认定为"), lambda one: _standing(one.says)),
        Column(_("差异"), lambda one: one.get_kind_display()),
        Column(_("说明"), lambda one: one.reason),
        Column(_("说明人"), lambda one: one.by or ""),
        *numbers_of(_who),
    )


def _mismatches(request: StaffRequest, address: QueryDict) -> QuerySet[Mismatch]:
    return mismatches_of(_list(request, address))


def _of_mismatches(_request: StaffRequest) -> tuple[Column, ...]:
    return (
        name_of(_who),
        Column(_("待遇编号"), lambda one: one.benefit_id),
        Column(_("不符"), lambda one: one.get_kind_display()),
        Column(_("应发（元）"), lambda one: _money(one.due)),
        Column(_("实发（元）"), lambda one: _money(one.paid)),
        *numbers_of(_who),
    )


def _who(one: Any) -> Person:
    person: Person = one.person
    return person


def _money(fen: int | None) -> object:
    return "" if fen is None else in_yuan(fen)


def _standing(code: str) -> str:
    return page_voice().say(STANDINGS[Standing(code)])


SHEETS = (
    Sheet("payments:list", _("发放清单的变更"), _of_lines, _lines, LIST),
    Sheet("payments:differences", _("发放清单的差异"), _of_differences, _differences, LIST),
    Sheet("payments:mismatches", _("与实际发放不符"), _of_mismatches, _mismatches, LIST),
)
