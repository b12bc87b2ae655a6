"""The rulebook of the home, as every page asks it: read once, so that a changed law is a new start of the program."""

import datetime as dt
from functools import cache

from django.conf import settings
from django.utils import timezone

from zige.law.lawbook import Lawbook, load_lawbook
from zige.law.months import month_of
from zige.law.rulebook import Rulebook


def book_at(month: int) -> Rulebook:
    """The rulebook that judges a month."""
    return _lawbook().at(month)


def book_of(day: dt.date) -> Rulebook:
    """The rulebook that judges the month of a day."""
    return book_at(month_of(day))


def book_today() -> Rulebook:
    """The rulebook that judges the month of today."""
    return book_of(timezone.localdate())


@cache
def _lawbook() -> Lawbook:
    return load_lawbook(settings.HOME.rulebooks)
