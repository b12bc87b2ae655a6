"""18 保密. What sources say of a matter: read and shown only when a case needs it, with a digest of what was shown."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from casework import audit
from casework.accounts.models import Account
from casework.cases.keys import subject_of as fact_of
from casework.cases.models import Case, Matter
from casework.cases.recorded import DETAILS, subject_of
from casework.runs.models import Candidate, Certification, Evidence, Signal
from casework.runs.showing import shown_masked
from casework.ui.voice import page_voice
from zige.canonical import digest
from zige.errors import ZigeError
from zige.kinds import FactKind
from zige.running.details import Where, rows_behind

DEATHS = (FactKind.DEATH, FactKind.DECLARED_DEAD)


@dataclass(frozen=True)
class Details:
    """The rows, and their SHA-256 as canonical JSON: a finding keeps it as `shown`."""

    rows: list[dict[str, Any]]
    digest: str


@transaction.atomic
def show_details(by: Account, case: Case, matter: Matter) -> Details:
    """The rows behind a matter; that they were shown is recorded with the digest."""
    rows = [*_facts(matter), *_alive(case, matter), *_candidate(matter)]
    shown = Details(rows, digest(rows))
    audit.record(by, DETAILS, subject_of(case), "", matter=matter.pk, digest=shown.digest)
    return shown


def _facts(matter: Matter) -> list[dict[str, Any]]:
    """Every row of the fact that is asked about, in the order received, with what the delivery says in it."""
    key = fact_of(matter.key)
    signal = Signal.objects.filter(pk=key).first()
    rows = list(Evidence.objects.filter(signal=key, closed=None).order_by("batch", "line", "place"))
    written = _delivered(rows)
    return [
        {
            "dataset": row.dataset, "batch": row.batch, "line": row.line, "kind": signal.kind if signal else "",
            "start": _day(row.start), "end": _day(row.end), "status": row.status, "level": row.level,
            "written": written.get((row.batch, row.line), {}),
        }
        for row in rows
    ]  # fmt: skip


def _delivered(rows: list[Evidence]) -> dict[tuple[int, int], dict[str, str]]:
    """What is written in the sealed deliveries, by batch and line, numbers masked; nothing of one that is purged."""
    places = [Where(row.batch, row.line) for row in rows]
    try:
        told = rows_behind(settings.HOME, places, language=page_voice().language)
    except ZigeError:
        return {}
    return {(row.where.number, row.where.line): row.values or {} for row in told.rows}


def _alive(case: Case, matter: Matter) -> list[dict[str, Any]]:
    """Beside a death what says that somebody lives: the certified days after it (LAW §7 `contradiction`)."""
    death = Signal.objects.filter(pk=fact_of(matter.key), kind__in=DEATHS).exclude(start=None).first()
    if death is None:
        return []
    days = Certification.objects.filter(person=case.person_id, day__gt=death.start, closed=None).order_by("day")
    return [{"kind": one.by, "start": _day(one.day), "status": "confirmed"} for one in days]


def _candidate(matter: Matter) -> list[dict[str, Any]]:
    """The row that may be this person's, masked: the whole of it is shown for a purpose (`casework.runs.showing`)."""
    row = Candidate.objects.filter(key=matter.key).first()
    if row is None:
        return []
    return [{
        "dataset": row.dataset, "batch": row.batch, "line": row.line, "level": row.level, "score": row.score,
        "reason_zh": row.reason_zh, "reason_en": row.reason_en, "written": shown_masked(row), "candidate": row.pk,
    }]  # fmt: skip


def _day(day: object) -> str | None:
    return None if day is None else str(day)
