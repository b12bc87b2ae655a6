"""What comes due: apps say it as they start, a table keeps when each is next, the worker and `zige tick` begin it.

However long nothing worked, what was missed is done once.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from casework.jobs.models import Due

Job = Task[[], Any]
Next = Callable[[dt.datetime], dt.datetime]


@dataclass(frozen=True)
class Recurring:
    """A job without arguments that comes again: when first, seen at some time, and when next after one."""

    name: str
    job: Job
    first: Next
    after: Next


recurring: dict[str, Recurring] = {}
"""All that come again, by name."""


def every(name: str, job: Job, *, minutes: int) -> None:
    """Do it again and again, first at once."""
    recurring[name] = Recurring(name, job, lambda now: now, lambda now: now + dt.timedelta(minutes=minutes))


def every_day(name: str, job: Job, *, at: str) -> None:
    """Do it each day at a time of the city's clock, as `03:40`; first when that time comes."""
    hour = dt.time.fromisoformat(at)

    def coming(now: dt.datetime) -> dt.datetime:
        local = timezone.localtime(now)
        today = local.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
        return today if today > local else today + dt.timedelta(days=1)

    recurring[name] = Recurring(name, job, coming, coming)


def begin_due(now: dt.datetime | None = None) -> list[str]:
    """Enqueue what is due by now, and say what; what two ask for at once is begun by one of them."""
    now = now or timezone.now()
    planned = dict(Due.objects.values_list("name", "next"))
    return [one.name for one in recurring.values() if planned.get(one.name, now) <= now and _begin(one, now)]


@transaction.atomic
def _begin(one: Recurring, now: dt.datetime) -> bool:
    Due.objects.get_or_create(name=one.name, defaults={"next": one.first(now)})
    row = Due.objects.select_for_update().get(name=one.name)
    if row.next > now:
        return False
    row.next, row.last = one.after(now), now
    row.save()
    one.job.enqueue()
    return True
