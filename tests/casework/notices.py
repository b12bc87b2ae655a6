"""Notices and reminders for tests: an office that has said whom its notices name, and what it issued."""

import datetime as dt
from typing import Any

from django.utils import timezone
from staff import office

from casework.notices.issuing.drafts import Draft
from casework.notices.issuing.issue import issue
from casework.notices.kinds import Kind
from casework.notices.models import Contact, Notice, Reminder
from casework.notices.models.reminder import Rung
from casework.notices.samples import sample
from casework.notices.writing.content import NoticeContent
from casework.people.models import Benefit, Person

PHONE = "0833-2000000"
TAKEN_OVER = ("kind", "number", "code", "issued", "name", "id_number", "contact", "benefit_kind", "benefit_id", "strip")
"""Fields of a sample that an issued notice has of its own."""


def contact(code: str) -> Contact:
    """What the notices of an agency name."""
    told = {"phone": PHONE, "address": "嘉州大道", "reconsideration": "区人民政府", "court": "区人民法院"}
    return Contact.objects.get_or_create(office=office("agency", code), defaults=told)[0]


def told_of(kind: Kind) -> dict[str, Any]:
    """What the sample of a kind says."""
    return {name: getattr(sample(kind), name) for name in NoticeContent.model_fields if name not in TAKEN_OVER}


def draft(kind: Kind, person: Person, **more: Any) -> Draft:
    """What somebody is to be told, as in the sample of a kind."""
    return Draft(kind, person, person.benefits.first(), told=told_of(kind) | more)


def notice(county: str, person: object, kind: Kind = Kind.PAY_BACK) -> Notice:
    """A notice to somebody of a county."""
    contact(county)
    return issue(draft(kind, Person.objects.get(pk=person)))


def reminder(county: str, person: object, rung: Rung = Rung.CALL) -> Reminder:
    """Somebody of a county to be called today."""
    benefit = Benefit.objects.get(benefit_id=f"B{county}")
    today: dt.date = timezone.localdate()
    place = {"region": benefit.person.region, "office": benefit.office, "employer": benefit.employer}
    return Reminder.objects.create(
        benefit_id=benefit.pk,
        person_id=person,
        due_month=today.year * 12 + today.month - 1,
        rung=rung,
        day=today,
        **place,
    )
