"""What the administrator's page shows of jobs."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.functional import Promise
from django_tasks_db.models import DBTaskResult

from casework.jobs.due import recurring
from casework.jobs.models import Due
from casework.jobs.registry import TITLES

AnyJob = DBTaskResult[Any, Any]
FIRST = ("FAILED", "RUNNING", "READY")
"""What wants to be seen comes before what is done."""


class Line(NamedTuple):
    """A job with what it is called."""

    pk: str
    title: str | Promise
    state: str
    since: dt.datetime
    ended: dt.datetime | None
    error: str


class Coming(NamedTuple):
    """What comes due with what it is called."""

    title: str | Promise
    next: dt.datetime | None
    last: dt.datetime | None


def jobs() -> QuerySet[AnyJob]:
    """Failed ones first, then those at work and waiting, then what is done; the newest of each first."""
    places = [When(status=state, then=Value(place)) for place, state in enumerate(FIRST)]
    order = Case(*places, default=Value(len(FIRST)), output_field=IntegerField())
    return DBTaskResult.objects.order_by(order, "-enqueued_at")


def line_of(one: AnyJob) -> Line:
    """As a list shows it; of an error the class alone, with the places in the code below."""
    error = one.traceback.rpartition("JobFailed: ")[2] if one.status == "FAILED" else ""
    title = TITLES.get(one.task_path, one.task_path)
    return Line(str(one.pk), title, one.status, one.enqueued_at, one.finished_at, error)


def coming() -> list[Coming]:
    """All that come again, the next first."""
    planned = Due.objects.in_bulk()
    rows = [_coming(name, planned.get(name)) for name in recurring]
    return sorted(rows, key=lambda row: (row.next is not None, row.next))


def _coming(name: str, row: Due | None) -> Coming:
    path = recurring[name].job.module_path
    return Coming(TITLES.get(path, name), row.next if row else None, row.last if row else None)
