"""Whom to call and to visit today and why; what came of it."""

import datetime as dt
from typing import NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.notices import queries
from casework.notices.forms import ReminderFilters, ReminderForm
from casework.notices.lists import reminders_asked
from casework.notices.models import Reminder
from casework.notices.recorded import ASKED, PHONE_SEEN
from casework.notices.reminders.record import record_reminder
from casework.people.access import shows_people
from casework.people.forms import Purpose
from casework.people.masking import masked_name
from casework.people.models import Person
from casework.people.recorded import LISTED, subject_of
from casework.people.revealing import Shown, shown_masked
from casework.ui.listing import listing_of
from casework.ui.voice import page_voice
from zige.law.months import last_day

OLD = 80
"""高龄: from this age on somebody is offered a visit (Art. 21)."""
AT_HOME = frozenset({"病残", "行动不便", "卧床"})
"""What the register writes of those who are visited (EXCHANGE §4)."""
REVEAL = "reveal"


class Row(NamedTuple):
    """A rung as the list of the day shows it."""

    reminder: Reminder
    name: str
    why: list[str]


@require_GET
@shows_people
def today(request: StaffRequest) -> HttpResponse:
    """Whom to call or to visit, the most pressing first."""
    day, filters = timezone.localdate(), ReminderFilters(request.jurisdiction, request.GET)
    found = reminders_asked(request.jurisdiction, filters, day)
    listing = listing_of(request.GET, found, filters)
    audit.record(request, LISTED, list="reminders", found=len(listing.page))
    listing.page.object_list = [Row(one, masked_name(one.person.name), why(one, day)) for one in listing.page]
    return render(request, "notices/today.html", {"listing": listing})


def why(one: Reminder, day: dt.date) -> list[str]:
    """Why somebody is called or visited, in a few words."""
    due, left = page_voice().month(one.due_month), (last_day(one.due_month) - day).days
    if left >= 0:
        told = [
            ngettext(
                "应在%(due)s底前认证，还有 %(n)s 天", "应在%(due)s底前认证，还有 %(n)s 天", left
            ) % {"due": due, "n": left}
        ]  # fmt: skip
    else:
        told = [_("应在%(due)s底前认证，已过期，未暂停") % {"due": due}]
    return [*told, *_at_home(one.person, day)]


def _at_home(person: Person, day: dt.date) -> list[str]:
    """21 上门服务: why a visit is offered at once."""
    reasons = []
    if person.birth_date and (day.year - person.birth_date.year) - (
        (day.month, day.day) < (person.birth_date.month, person.birth_date.day)
    ) >= OLD:  # fmt: skip
        reasons.append(_("高龄，可直接上门"))
    if person.mobility in AT_HOME:
        reasons.append(_("%(mobility)s，可直接上门") % {"mobility": person.mobility})
    return reasons


@require_http_methods(["GET", "POST"])
@shows_people
def reminder(request: StaffRequest, reminder: int) -> HttpResponse:
    """One person to call or to visit: the phone when it is asked for, and what came of it."""
    try:
        one = queries.reminder_within(request.jurisdiction, reminder)
    except Reminder.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这一步。")) from None
    if request.POST.get("step") == REVEAL:
        return _page(request, one, _shown(request, one), ReminderForm(initial={"version": one.version}))
    form = ReminderForm(request.POST or None, initial={"version": one.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            record_reminder(request, one, Reminder.Result(told["result"]), told["note"], told["version"])
        except ActRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("notices:reminder", reminder=one.pk)
        messages.success(request, _said(Reminder.Result(told["result"])))
        return redirect("notices:today")
    audit.record(request, ASKED, subject_of(one.person), rung=one.rung)
    return _page(request, one, shown_masked(one.person), form)


@transaction.atomic
def _shown(request: StaffRequest, one: Reminder) -> Shown:
    """Name and phone, recorded before they are shown."""
    audit.record(request, PHONE_SEEN, subject_of(one.person), Purpose.CONTACT.value)
    return Shown(one.person.name, "", one.person.phone or "", whole=True)


def _said(result: Reminder.Result) -> str:
    if result == Reminder.Result.SAID_DEAD:
        return _("已登记，并已转县级经办机构核实（第十四条）。核实以前待遇照发，也不再给此人发信息。")
    return _("已登记。")


def _page(request: StaffRequest, one: Reminder, shown: Shown, form: ReminderForm) -> HttpResponse:
    return render(request, "notices/reminder.html", {
        "reminder": one,
        "shown": shown,
        "form": form,
        "why": why(one, timezone.localdate()),
        "ladder": queries.ladder_of(one),
    })  # fmt: skip
