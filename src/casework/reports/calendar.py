"""Which month is reported now, and by when: the due day stands in the contract of the dataset (EXCHANGE §1).

A month is reported when it is over, so that "nothing happened" is true when it is signed; what happens meanwhile is
written down as it comes. What is learned late goes into the next month's report, whenever it happened.
"""

import datetime as dt
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from casework.reports.states import Route
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import Contract
from zige.law.months import first_day, month_of

LATE_MONTHS = 12
"""So many months back a report that is missing may still be made up for."""
GRASSROOTS, EMPLOYERS = "grassroots.reports", "employers.reports"
DATASETS = {Route.VILLAGE: GRASSROOTS, Route.TOWN: GRASSROOTS, Route.EMPLOYER: EMPLOYERS}
"""What each route's lines become in the home."""


def today() -> dt.date:
    """The day, where the offices are."""
    return timezone.localdate()


def month_due(day: dt.date) -> int:
    """The month that is to be reported: the last one that is over."""
    return month_of(day) - 1


def is_over(month: int, day: dt.date) -> bool:
    """Whether a month can be signed for."""
    return month < month_of(day)


def may_be_reported(month: int, day: dt.date) -> bool:
    """The running month, and those before it that are not too long ago."""
    return month_of(day) - LATE_MONTHS <= month <= month_of(day)


def due_on(month: int, route: Route) -> dt.date:
    """By when a month is to be reported: the contract's due day of the month after."""
    return first_day(month + 1).replace(day=contract_of(DATASETS[route]).due_day)


def is_late(month: int, route: Route, day: dt.date) -> bool:
    """Whether a month that is not reported by this day is overdue."""
    return day > due_on(month, route)


@lru_cache
def contract_of(dataset: str) -> Contract:
    """The home's contract, read once: a changed one is a new start of the program."""
    return load_catalogue(settings.HOME.contracts)[dataset]
