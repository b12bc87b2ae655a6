"""Act: tell whom a run found silently certified which kind of record did it, and until when it holds (DESIGN §7)."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from casework.notices.kinds import Kind
from casework.notices.models import Message
from casework.notices.outbox.living import told_dead
from casework.notices.outbox.plain import PlainTexts
from casework.notices.outbox.writing import put_out
from casework.runs.models import Certification, Determination
from casework.runs.queries import newest_run
from zige.kinds import FactKind, Standing

MONTHS_BACK = 1
"""A run tells of certifications of its own month and of the one before: at go-live nobody is told of years ago."""


@transaction.atomic
def tell_certified() -> int:
    """Write a message to everybody whom the newest run newly found certified silently; returns to how many."""
    run = newest_run()
    if run is None:
        return 0
    first = run.month - MONTHS_BACK
    found = Certification.objects.filter(
        opened=run, closed=None, silently=True, day__gte=f"{first // 12}-{first % 12 + 1:02d}-01"
    )
    return put_out(_messages(_latest(found), PlainTexts(Kind.CERTIFIED, timezone.localdate())))


def _latest(found: QuerySet[Certification]) -> Iterator[dict[str, Any]]:
    """One for each living person: the latest, with the earliest date that follows and the benefit it is of."""
    last = found.filter(person=OuterRef("person")).order_by().values("person").annotate(last=Max("day")).values("last")
    stands = (
        Determination.objects.filter(benefit__person=OuterRef("person"), benefit__listed=True, closed=None)
        .exclude(due_month=None)
        .exclude(standing=Standing.STOP)
        .order_by("due_month", "benefit_id")
    )
    told = found.filter(~told_dead("person"), day=Subquery(last)).annotate(
        due=Subquery(stands.values("due_month")[:1]),
        office=Subquery(stands.values("benefit__office")[:1]),
        employer=Subquery(stands.values("benefit__employer")[:1]),
        kind=Subquery(stands.values("benefit__kind")[:1]),
    )
    named = ("person", "person__region", "day", "by", "due", "office", "employer", "kind")
    for one in told.exclude(due=None).values(*named).iterator():
        yield dict(one)


def _messages(found: Iterator[dict[str, Any]], texts: PlainTexts) -> Iterator[Message]:
    now = timezone.now()
    for one in found:
        told = {
            "certified_on": (one["day"],),
            "sources": tuple(FactKind(kind) for kind in one["by"].split("|") if kind),
            "due_month": one["due"],
            "benefit_kind": one["kind"],
        }
        text = texts.text(one["office"], **told) if one["by"] else None
        if text is not None:
            yield Message(
                key=f"certified:{one['person']}:{one['day']}",
                person_id=one["person"],
                region=one["person__region"],
                office=one["office"],
                employer=one["employer"],
                kind=Kind.CERTIFIED,
                text=text,
                written=now,
                next_try=now,
            )
