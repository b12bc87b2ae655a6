"""Act: fill the queue of reminders from what the newest run says, and take out who needs none any more.

A rung is opened on its day for a benefit that is being paid, whose person lives as far as anybody has told, and whose
due month the newest run still says is the same: who was certified has a later one. If the ladder begins late, rungs
whose days have passed are opened at once. The same again changes nothing.
"""

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from casework.notices.kinds import Kind
from casework.notices.models import Message, Reminder
from casework.notices.models.reminder import Rung
from casework.notices.outbox.living import told_dead
from casework.notices.outbox.plain import PlainTexts
from casework.notices.outbox.writing import put_out
from casework.notices.reminders.ladder import days_before, due_on
from casework.runs.models import Determination
from zige.kinds import Standing
from zige.law.months import last_day, month_of

AT_ONCE = 2000
"""Rungs opened in one transaction."""


class Filled(NamedTuple):
    """How many rungs were opened, opened again, and taken out."""

    opened: int
    again: int
    fallen: int


def fill(day: dt.date | None = None) -> Filled:
    """Bring the queue to the state of a day."""
    day = day or timezone.localdate()
    fallen, again = _take_out(), _open_again()
    return Filled(sum(_open(rung, day) for rung in Rung), again, fallen)


def _waiting(day: dt.date, rung: Rung) -> QuerySet[Determination]:
    """Benefits whose rung is due on a day and not in the queue."""
    there = Reminder.objects.filter(benefit_id=OuterRef("benefit_id"), due_month=OuterRef("due_month"), rung=rung)
    due = _reminded().filter(due_month__lte=_latest_due(day, rung))
    return due.filter(~Exists(there)).select_related("benefit__person").order_by("pk")


def _reminded() -> QuerySet[Determination]:
    """Who is to be reminded at all, whenever that is due."""
    paid = Determination.objects.filter(
        closed=None, due_month__isnull=False, benefit__listed=True, benefit__standing=Standing.CONTINUE
    )
    return paid.exclude(standing=Standing.STOP).filter(~told_dead("benefit__person"))


def _latest_due(day: dt.date, rung: Rung) -> int:
    """The latest due month whose rung is due by a day."""
    until = day + dt.timedelta(days=days_before(day)[rung])
    month = month_of(until)
    return month if last_day(month) <= until else month - 1


def _open(rung: Rung, day: dt.date) -> int:
    texts = {kind: PlainTexts(kind, day) for kind in (Kind.REMINDER, Kind.DUE)}
    opened = last = 0
    while some := list(_waiting(day, rung).filter(pk__gt=last)[:AT_ONCE]):
        opened += _open_some(rung, day, some, texts)
        last = some[-1].pk
    return opened


@transaction.atomic
def _open_some(rung: Rung, day: dt.date, some: list[Determination], texts: dict[Kind, PlainTexts]) -> int:
    """Open a rung for these. A message that could not say whom to call waits until the office has filled that in."""
    told = [(one, _text(one, day, texts)) for one in some]
    opened = [(one, text) for one, text in told if text is not None or rung != Rung.MESSAGE]
    reminders = Reminder.objects.bulk_create(_reminder(one, rung, day) for one, _ in opened)
    written = {}
    if rung != Rung.MESSAGE:
        written = _written_before([reminder.benefit_id for reminder in reminders])
    put_out(
        _message(reminder, text)
        for reminder, (_, text) in zip(reminders, opened, strict=True)
        if text is not None and (rung == Rung.MESSAGE or written.get(reminder.benefit_id) == reminder.due_month)
    )
    return len(reminders)


def _reminder(one: Determination, rung: Rung, day: dt.date) -> Reminder:
    assert one.due_month is not None
    return Reminder(
        benefit_id=one.benefit_id,
        person=one.benefit.person,
        region=one.benefit.person.region,
        office=one.benefit.office,
        employer=one.benefit.employer,
        due_month=one.due_month,
        rung=rung,
        day=due_on(rung, one.due_month, day),
    )


def _written_before(benefits: list[str]) -> dict[str, int]:
    """For whom the first message is done with, and of which due month: who was written to just now is not again."""
    first = Reminder.objects.filter(benefit_id__in=benefits, rung=Rung.MESSAGE).exclude(result="")
    return dict(first.order_by("due_month").values_list("benefit_id", "due_month"))


def _text(one: Determination, day: dt.date, texts: dict[Kind, PlainTexts]) -> str | None:
    assert one.due_month is not None
    left = (last_day(one.due_month) - day).days
    told = {"due_month": one.due_month, "benefit_kind": one.benefit.kind}
    if left > 0:
        return texts[Kind.REMINDER].text(one.benefit.office, days_left=left, **told)
    return texts[Kind.DUE].text(one.benefit.office, **told)


def _message(reminder: Reminder, text: str) -> Message:
    now = timezone.now()
    return Message(
        key=f"reminder:{reminder.benefit_id}:{reminder.due_month}:{reminder.rung}",
        person_id=reminder.person_id,
        region=reminder.region,
        office=reminder.office,
        employer=reminder.employer,
        reminder=reminder,
        kind=Kind.REMINDER,
        text=text,
        written=now,
        next_try=now,
    )


def _still_due() -> Exists:
    """The condition on rungs that the newest run still asks for them."""
    return Exists(_reminded().filter(benefit=OuterRef("benefit_id"), due_month=OuterRef("due_month")))


@transaction.atomic
def _take_out() -> int:
    """Rungs that nobody needs to climb any more: certified, ended, or told dead. Their messages are not sent."""
    fallen = Reminder.objects.filter(~_still_due(), result="")
    needless = Message.objects.filter(reminder__in=fallen, state=Message.State.WAITING)
    needless.update(state=Message.State.DROPPED, ended=timezone.now(), next_try=None)
    return fallen.update(result=Reminder.Result.FALLEN, ended=timezone.now())


@transaction.atomic
def _open_again() -> int:
    """Rungs that had fallen and are asked for again, as after a certification that was found false."""
    asked = Reminder.objects.filter(_still_due(), result=Reminder.Result.FALLEN)
    dropped = Message.objects.filter(reminder__in=asked, state=Message.State.DROPPED)
    dropped.update(state=Message.State.WAITING, ended=None, next_try=timezone.now())
    return asked.update(result="", ended=None)
