"""Reads of notices, messages and reminders within a jurisdiction; what is not seen is not there."""

import datetime as dt

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from casework.accounts.jurisdiction import Jurisdiction
from casework.notices.acts.deliver import OPEN
from casework.notices.models import Delivery, Message, Notice, Reminder
from casework.notices.models.notice import CODE
from casework.notices.models.reminder import Rung
from casework.notices.writing.content import NoticeContent
from casework.people.models import Person
from casework.people.scope import seen_beside
from casework.vault import blind


def notices_within(jurisdiction: Jurisdiction) -> QuerySet[Notice]:
    """The notices that are seen, the newest first."""
    return Notice.objects.filter(seen_beside(jurisdiction)).select_related("person").order_by("-issued", "-pk")


def undelivered(jurisdiction: Jurisdiction) -> QuerySet[Notice]:
    """Those that have not arrived, the oldest first."""
    return notices_within(jurisdiction).filter(state__in=OPEN).order_by("issued", "pk")


def notice_within(jurisdiction: Jurisdiction, number: str) -> Notice:
    """One with how it was delivered. Raises Notice.DoesNotExist for one that is not seen, as for none."""
    deliveries = Prefetch("deliveries", Delivery.objects.select_related("by", "to"))
    return notices_within(jurisdiction).prefetch_related(deliveries).select_related("decision").get(number=number)


def content_of(notice: Notice) -> NoticeContent:
    """All that a notice says, as it was issued."""
    return NoticeContent.model_validate_json(notice.content or "")


def notice_by_code(code: str) -> Notice | None:
    """The notice of a code, by its digest: how long the search takes tells nothing of codes that are near."""
    (digest,) = blind([code], CODE)
    return Notice.objects.filter(code=digest).select_related("from_office").first()


def reminders_today(jurisdiction: Jurisdiction, day: dt.date) -> QuerySet[Reminder]:
    """Whom people are to call or to visit by a day, each benefit by its next rung: a visit waits for the call.

    Messages send themselves. The most pressing first.
    """
    open_ = Reminder.objects.filter(result="", day__lte=day).exclude(rung=Rung.MESSAGE)
    before = open_.filter(benefit_id=OuterRef("benefit_id"), due_month=OuterRef("due_month"), day__lt=OuterRef("day"))
    mine = open_.filter(~Exists(before), seen_beside(jurisdiction))
    return mine.select_related("person").order_by("due_month", "region", "person", "pk")


def reminder_within(jurisdiction: Jurisdiction, pk: int) -> Reminder:
    """One rung. Raises Reminder.DoesNotExist for one that is not seen."""
    return Reminder.objects.filter(seen_beside(jurisdiction)).select_related("person").get(pk=pk)


def ladder_of(reminder: Reminder) -> QuerySet[Reminder]:
    """Every rung of the same benefit and date."""
    same = Reminder.objects.filter(benefit_id=reminder.benefit_id, due_month=reminder.due_month)
    return same.select_related("by").order_by("day", "pk")


def messages_within(jurisdiction: Jurisdiction) -> QuerySet[Message]:
    """The messages that are seen, the newest first."""
    return Message.objects.filter(seen_beside(jurisdiction)).select_related("person").order_by("-written", "-pk")


def notices_of(person: Person) -> QuerySet[Notice]:
    """Everything that somebody was told on paper, with how it was delivered."""
    return Notice.objects.filter(person=person).prefetch_related("deliveries__by").order_by("-issued", "-pk")


def reminders_of(person: Person) -> QuerySet[Reminder]:
    """Every rung of somebody's ladders that has a result."""
    return Reminder.objects.filter(person=person).exclude(result="").select_related("by").order_by("day", "pk")


def messages_of(person: Person) -> QuerySet[Message]:
    """Every message to somebody that is done with."""
    return Message.objects.filter(person=person).exclude(state=Message.State.WAITING).order_by("ended", "pk")
