"""What lies too long goes a level up by itself, so that a pending fact cannot lie forgotten (DESIGN §1)."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from casework import audit
from casework.accounts.database_scope import database_shows_all
from casework.cases.calendar import working_days
from casework.cases.locking import hold_for_run
from casework.cases.models import Case, ClockStop, Step
from casework.cases.opening.after_run import parts
from casework.cases.recorded import LATE
from casework.cases.routing import Offices, routes
from casework.cases.upwards import key_above


def escalate_late(today: dt.date | None = None) -> int:
    """Every late case a level up, where there is one; how many. Each level has its working days before the next.

    From an office that is disabled every case goes up at once: nobody looks at it there. Twice on one day is once.
    """
    day = today or timezone.localdate()
    with database_shows_all(), transaction.atomic():
        hold_for_run()
        late = list(_late(day).select_related("at__region").order_by("pk"))
        if not late:
            return 0
        offices, above = Offices.all(), defaultdict(list)
        for case in late:
            key = key_above(case, offices)
            if key is not None:
                above[key].append(case.pk)
        for office, cases in above.items():
            for part in parts(cases):
                _escalate(part, office, day)
        count = sum(map(len, above.values()))
        if count:
            audit.record(None, LATE, day.isoformat(), "", cases=count)
    return count


def _late(day: dt.date) -> QuerySet[Case]:
    """Past their day with the clock running and not taken up within the days of a level; all of disabled offices."""
    running = ~Q(Exists(ClockStop.objects.filter(case=OuterRef("pk"), until=None)))
    waited = _before(day, routes().escalate_days)
    late = running & Q(Q(escalated=None) | Q(escalated__lt=waited), due__lt=day)
    return Case.objects.filter(late | Q(at__is_active=False), closed=None)


def _before(day: dt.date, count: int) -> dt.date:
    """The day after which less than `count` working days have gone by."""
    days = working_days()
    before = day
    while days.between(before, day) < count:
        before -= dt.timedelta(days=1)
    return before


def _escalate(cases: list[int], office: int, day: dt.date) -> None:
    now = timezone.now()
    came_from = dict(Case.objects.filter(pk__in=cases).values_list("pk", "at_id"))
    Case.objects.filter(pk__in=cases).update(
        at=office, received=None, handler=None, escalated=day, version=F("version") + 1
    )
    steps = [Step(case_id=pk, at=now, act=Step.Act.ESCALATED, office_id=came_from[pk], to_id=office) for pk in cases]
    Step.objects.bulk_create(steps)
