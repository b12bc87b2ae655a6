"""The lists of notices and reminders, as they are exported."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.places import places_of
from casework.exports.sheets import Column, Sheet
from casework.notices.forms import NoticeFilters, ReminderFilters
from casework.notices.lists import notices_asked, reminders_asked
from casework.notices.models import Notice, Reminder
from casework.people.models import Person
from casework.people.sheets import name_of, numbers_of
from zige.law.months import format_month


def _notices(request: StaffRequest, address: QueryDict) -> QuerySet[Notice]:
    return notices_asked(request.jurisdiction, NoticeFilters(request.jurisdiction, address))


def _reminders(request: StaffRequest, address: QueryDict) -> QuerySet[Reminder]:
    form = ReminderFilters(request.jurisdiction, address)
    return reminders_asked(request.jurisdiction, form, timezone.localdate())


def _of_notices(request: StaffRequest) -> tuple[Column, ...]:
    places = places_of(request)
    return (
        name_of(_who),
        Column(_("编号"), lambda row: row.number),
        Column(_("通知种类"), lambda row: row.get_kind_display()),
        Column(_("居住地"), lambda row: places.full(row.region)),
        Column(_("发出日期"), lambda row: row.issued),
        Column(_("送达状态"), lambda row: row.get_state_display()),
    )


def _of_reminders(request: StaffRequest) -> tuple[Column, ...]:
    places = places_of(request)
    return (
        name_of(_who),
        Column(_("待遇编号"), lambda row: row.benefit_id),
        Column(_("方式"), lambda row: row.get_rung_display()),
        Column(_("应认证年月"), lambda row: format_month(row.due_month)),
        Column(_("居住地"), lambda row: places.full(row.region)),
        *numbers_of(_who),
    )


def _who(row: Any) -> Person:
    person: Person = row.person
    return person


SHEETS = (
    Sheet("notices:list", _("通知送达"), _of_notices, _notices),
    Sheet("notices:today", _("今日联系"), _of_reminders, _reminders),
)
