"""Act: notices, messages and reminders go to the place where their person now lives, as the newest register has it."""

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from casework.notices.models import Message, Notice, Reminder
from casework.people.models import Person


@transaction.atomic
def follow_moves() -> int:
    """Bring the region of every row up to the person's; returns how many had moved."""
    moved = 0
    for model in (Notice, Message, Reminder):
        elsewhere = model.objects.exclude(region=F("person__region"))
        lives = Person.objects.filter(pk=OuterRef("person")).values("region")
        moved += elsewhere.update(region=Subquery(lives))
    return moved
