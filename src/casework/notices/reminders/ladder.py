"""Which rung of the ladder is due when, and whether each has a record (Art. 7)."""

import datetime as dt

from casework.notices.books import rulebook_of
from casework.notices.models import Reminder
from casework.notices.models.reminder import Rung
from casework.runs.queries import first_day


def days_before(day: dt.date) -> dict[Rung, int]:
    """Days before the end of the due month on which each rung is due, by the rulebook of a day; the last on that day.

    Raises ValueError where the rulebook names more or fewer days than there are rungs.
    """
    days = (*sorted(rulebook_of(day).deadlines["certification_reminders"].values, reverse=True), 0)
    return dict(zip(Rung, days, strict=True))


def last_day(month: int) -> dt.date:
    """The last day of a month of the engine."""
    return first_day(month + 1) - dt.timedelta(days=1)


def due_on(rung: Rung, due_month: int, day: dt.date) -> dt.date:
    """The day of a rung, by the rulebook of a day."""
    return last_day(due_month) - dt.timedelta(days=days_before(day)[rung])


def ladder_complete(benefit_id: str, due_month: int) -> bool:
    """7 无正当理由逾期未认证: whether every rung has a record, without which no overdue benefit is suspended.

    A rung that fell because somebody was certified is no record: nobody was told then.
    """
    told = Reminder.objects.filter(benefit_id=benefit_id, due_month=due_month)
    done = set(told.exclude(result__in=["", Reminder.Result.FALLEN]).values_list("rung", flat=True))
    return done == set(Rung)
