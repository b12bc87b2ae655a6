"""What the person page shows of notices: a panel with each and how it arrived, and the timeline."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.notices import queries
from casework.notices.models import Message, Notice, Reminder, Silence
from casework.people.models import Person
from casework.people.sections import Moment, Panel


def notices(person: Person) -> Iterator[Panel]:
    """Every notice with its state, and whether somebody wants messages."""
    told = list(queries.notices_of(person))
    silent = Silence.objects.filter(person=person).exists()
    yield Panel("notices/panel.html", {"notices": told, "silent": silent, "person": person.pk})


def timeline(person: Person) -> Iterable[Moment]:
    """Notices, how they arrived, messages and reminders."""
    return chain(
        chain.from_iterable(map(_of_notice, queries.notices_of(person))),
        map(_of_message, queries.messages_of(person)),
        map(_of_reminder, queries.reminders_of(person)),
    )


def _of_notice(notice: Notice) -> Iterator[Moment]:
    address = reverse("notices:notice", args=[notice.number])
    yield Moment(notice.issued, "told", _("告"), notice.get_kind_display(), "", notice.number, address)
    for one in notice.deliveries.all():
        what = _("%(way)s：%(result)s") % {"way": one.get_way_display(), "result": one.get_result_display()}
        yield Moment(one.day, "told", _("送"), what, str(one.by or ""), notice.number, address)


def _of_message(message: Message) -> Moment:
    ended = timezone.localdate(message.ended)
    title = _("短信：%(kind)s") % {"kind": message.get_kind_display()}
    return Moment(ended, "told", _("信"), title, "", message.get_state_display())


def _of_reminder(reminder: Reminder) -> Moment:
    title = _("认证提醒：%(rung)s") % {"rung": reminder.get_rung_display()}
    said = " ".join(filter(None, [reminder.get_result_display(), reminder.note]))
    return Moment(timezone.localdate(reminder.ended), "told", _("催"), title, str(reminder.by or ""), said)
