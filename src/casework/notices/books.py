"""The rulebook that judges a day."""

import datetime as dt

from casework.cases.law import book_at
from zige.law.months import month_of
from zige.law.rulebook import Rulebook


def rulebook_of(day: dt.date) -> Rulebook:
    """The rulebook of the home that judges the month of a day."""
    return book_at(month_of(day))
