"""Which rung of the ladder is due when, and whether each has a record (Art. 7)."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, QuerySet

from casework.notices.models import Reminder
from casework.notices.models.reminder import Rung
from casework.runs.models import Determination
from casework.ui.rulebook import book_of
from zige.law.months import last_day

AT_ONCE = 500
"""Benefits in one question: a database takes so many places at most."""


def days_before(day: dt.date) -> dict[Rung, int]:
    """Days before the end of the due month on which each rung is due, by the rulebook of a day; the last on that day.

    Raises ValueError where the rulebook names more or fewer days than there are rungs.
    """
    days = (*sorted(book_of(day).deadlines["certification_reminders"].values, reverse=True), 0)
    return dict(zip(Rung, days, strict=True))


def due_on(rung: Rung, due_month: int, day: dt.date) -> dt.date:
    """The day of a rung, by the rulebook of a day."""
    return last_day(due_month) - dt.timedelta(days=days_before(day)[rung])


def ladder_complete(benefit_id: str, due_month: int) -> bool:
    """7 认证周期: whether every rung has a record, without which no overdue benefit is suspended.

    A rung that fell because somebody was certified is no record: nobody was told then.
    """
    done = recorded().filter(benefit_id=benefit_id, due_month=due_month).values_list("rung", flat=True)
    return set(done) == set(Rung)


def with_every_rung(benefits: Collection[str], month: int) -> set[str]:
    """Those of the benefits, overdue in a month, whose ladder is complete for the month that they missed (Art. 7)."""
    missed = Determination.objects.filter(
        benefit=OuterRef("benefit_id"), closed=None, due_month=OuterRef("due_month"), due_month__lt=month
    )
    complete = recorded().filter(Exists(missed)).values("benefit_id").annotate(rungs=Count("rung"))
    found = complete.filter(rungs=len(Rung))
    wanted = sorted(benefits)
    return {
        benefit
        for at in range(0, len(wanted), AT_ONCE)
        for benefit in found.filter(benefit_id__in=wanted[at : at + AT_ONCE]).values_list("benefit_id", flat=True)
    }


def recorded() -> QuerySet[Reminder]:
    """Rungs with a record of what came of them."""
    return Reminder.objects.exclude(result__in=["", Reminder.Result.FALLEN])
