"""Act: empty the outbox: hand waiting messages to the gateway, again after a while where it fails.

A message is taken by one worker at a time: it is put off before it is handed over, so that one that dies in between is
handed over again later, under the same key, which the gateway sends once. Whether somebody may be written to is asked
when it is sent, not when it was written: a death may have been told since.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from casework.accounts.database_scope import database_shows_all
from casework.notices.models import Delivery, Message, Notice, Silence
from casework.notices.outbox.gateway import Gateway, Parcel, Refused, Unreachable
from casework.notices.outbox.http import HttpGateway
from casework.notices.outbox.living import told_dead
from casework.notices.reminders.answers import message_ended
from casework.people.models import Person
from zige.store.home import Home

WAITS = (dt.timedelta(minutes=1), dt.timedelta(minutes=5), dt.timedelta(minutes=30), dt.timedelta(hours=3),
         dt.timedelta(hours=12), dt.timedelta(hours=24))  # fmt: skip
"""After each failure in turn; after the last it is given up."""
TOKEN = "messages.token"  # noqa: S105 - the name of a file
ROUND = 500
"""Messages that one call hands over at most, so that a tick ends."""
LOCKED_ARE_SKIPPED = connection.features.has_select_for_update_skip_locked
NO_GATEWAY = gettext_lazy("没有设置短信网关")
State = Message.State


def gateway_of(home: Home) -> Gateway | None:
    """The gateway that `[messages]` of `zige.toml` names, with the token in `keys/messages.token`; None for none."""
    address = home.settings.messages.gateway
    if not address:
        return None
    file = home.path / "keys" / TOKEN
    return HttpGateway(address, file.read_text("utf-8").strip() if file.is_file() else "")


def send_waiting(gateway: Gateway | None = None, most: int = ROUND) -> Counter[str]:
    """Send what is due; returns how many came to which state.

    Without a gateway the first rung of a ladder is climbed in vain at once, so that people call and the ladder can be
    complete (Art. 7); a text of so many days left would be wrong by the time one is set. Everything else waits for it.
    """
    gateway = gateway or gateway_of(settings.HOME)
    which = Q() if gateway else Q(reminder__isnull=False)
    return Counter(_send(message, gateway) for message in _due(most, which))


def _due(most: int, which: Q) -> Iterator[Message]:
    """Those due, one after another, each put off as it is taken."""
    for _ in range(most):
        message = _taken(which)
        if message is None:
            return
        yield message


def _taken(which: Q) -> Message | None:
    now = timezone.now()
    with transaction.atomic(), database_shows_all():
        waiting = Message.objects.filter(which, state=State.WAITING, next_try__lte=now).order_by("next_try", "pk")
        message = waiting.select_for_update(skip_locked=LOCKED_ARE_SKIPPED).first()
        if message is not None:
            message.next_try = now + WAITS[min(message.attempts, len(WAITS) - 1)]
            message.attempts += 1
            message.save(update_fields=["next_try", "attempts"])
    return message


def _send(message: Message, gateway: Gateway | None) -> str:
    """Hand one over, or end it where nothing may be sent; returns its state."""
    phone, hindrance = _phone_of(message)
    if hindrance is not None:
        return _ended(message, hindrance)
    if gateway is None:
        return _ended(message, State.FAILED, problem=str(NO_GATEWAY))
    try:
        receipt = gateway.send(Parcel(message.key, phone, message.text))
    except Refused as refused:
        return _ended(message, State.FAILED, problem=str(refused))
    except Unreachable as unreachable:
        if message.attempts > len(WAITS):
            return _ended(message, State.FAILED, problem=str(unreachable))
        return _put_off(message, str(unreachable))
    return _ended(message, State.SENT, receipt=receipt)


def _phone_of(message: Message) -> tuple[str, Message.State | None]:
    """The phone, and why nothing may be sent there."""
    with database_shows_all():
        person = Person.objects.get(pk=message.person_id)
        if Person.objects.filter(told_dead(), pk=person.pk).exists():
            return "", State.STOPPED
        if Silence.objects.filter(person=person).exists():
            return "", State.UNWANTED
        return (person.phone, None) if person.phone else ("", State.NO_PHONE)


def _put_off(message: Message, problem: str) -> str:
    with database_shows_all():
        Message.objects.filter(pk=message.pk).update(problem=problem)
    return State.WAITING


def _ended(message: Message, state: Message.State, receipt: str = "", problem: str = "") -> str:
    """The end of a message, with what follows for its notice or its step of the ladder."""
    message.state, message.receipt, message.problem, message.ended = state, receipt, problem, timezone.now()
    message.next_try = None
    with transaction.atomic(), database_shows_all():
        message.save(update_fields=["state", "receipt", "problem", "ended", "next_try"])
        if state == State.SENT and message.notice_id is not None:
            _record_delivery(message.notice_id)
        message_ended(message)
    return state


def _record_delivery(notice_id: int) -> None:
    """That a message went out is no delivery yet: the paper still is."""
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    Delivery.objects.create(
        notice=notice, way=Delivery.Way.MESSAGE, result=Delivery.Result.ON_WAY, day=timezone.localdate()
    )
    if notice.state == Notice.State.ISSUED:
        notice.state = Notice.State.ON_WAY
        notice.version += 1
        notice.save(update_fields=["state", "version"])
