"""When a case closes: by itself, once all its matters have ended and nothing is waiting for a decision."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from casework.accounts.models import Account
from casework.cases.models import Case, Finding, Matter, Review, Step

Waiting: TypeAlias = Callable[[], QuerySet[Case]]
"""Open cases that wait for something of an app above."""

_waiting: list[Waiting] = []


def keep_open(waiting: Waiting) -> None:
    """Let no case close by itself that these are; an app above calls it once as it starts."""
    _waiting.append(waiting)


def finished() -> QuerySet[Case]:
    """Open cases whose matters have all ended, without a finding to review or to decide on, or what waits above."""
    open_matter = Matter.objects.filter(case=OuterRef("pk"), state=Matter.State.OPEN)
    waits = Q(state=Review.PROPOSED) | Q(decision_due=True)
    waiting_finding = Finding.objects.filter(waits, case=OuterRef("pk"))
    found = Case.objects.filter(~Exists(open_matter), ~Exists(waiting_finding), closed=None)
    for waiting in _waiting:
        found = found.exclude(pk__in=waiting().values("pk"))
    return found


def close_finished(cases: Iterable[int], by: Account | None = None) -> int:
    """Close those of these cases that are finished; how many were."""
    done = list(finished().filter(pk__in=list(cases)).values_list("pk", flat=True))
    now = timezone.now()
    Case.objects.filter(pk__in=done).update(closed=now, due=None, version=F("version") + 1)
    office = None if by is None else by.office
    Step.objects.bulk_create(
        [Step(case_id=pk, at=now, act=Step.Act.CLOSED, by=by, office=office) for pk in done], batch_size=1000
    )
    return len(done)


def set_due(cases: Iterable[int]) -> None:
    """`due` of these cases: the earliest day on which something open in them is due."""
    open_matters = Matter.objects.filter(case=OuterRef("pk"), state=Matter.State.OPEN).order_by().values("case")
    earliest = open_matters.annotate(earliest=Min("due")).values("earliest")
    Case.objects.filter(pk__in=list(cases), closed=None).update(due=Subquery(earliest))
