"""The rows of a list, narrowed by what its form says: the same for the page and for what is exported of it."""

import datetime as dt

from django.db.models import QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.notices.forms import ALL_STATES, NoticeFilters, ReminderFilters
from casework.notices.models import Notice, Reminder
from casework.notices.queries import notices_within, reminders_today, undelivered


def notices_asked(jurisdiction: Jurisdiction, form: NoticeFilters) -> QuerySet[Notice]:
    """Those that have not arrived, unless others are asked for."""
    asked = form.cleaned_data if form.is_valid() else {}
    state = asked.get("state", "")
    found = notices_within(jurisdiction) if state else undelivered(jurisdiction)
    if state and state != ALL_STATES:
        found = found.filter(state=state)
    if asked.get("kind"):
        found = found.filter(kind=asked["kind"])
    return found.filter(region__prefix=form.place) if form.place else found


def reminders_asked(jurisdiction: Jurisdiction, form: ReminderFilters, day: dt.date) -> QuerySet[Reminder]:
    """Whom to call and to visit by a day."""
    found, asked = reminders_today(jurisdiction, day), form.cleaned_data if form.is_valid() else {}
    if asked.get("rung"):
        found = found.filter(rung=asked["rung"])
    return found.filter(region__prefix=form.place) if form.place else found
