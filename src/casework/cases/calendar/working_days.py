"""Counting days on which offices work (工作日)."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from casework.cases.calendar.years import OWN, SATURDAY, Year, load_years

ONE = dt.timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """The announced years, their days off and the weekend days worked."""

    known: frozenset[int]
    off: frozenset[dt.date]
    worked: frozenset[dt.date]

    @classmethod
    def of(cls, years: dict[int, Year]) -> "WorkingDays":
        """Those of announced years."""
        off = frozenset(day for year in years.values() for day in year.days_off())
        return cls(frozenset(years), off, frozenset(day for year in years.values() for day in year.worked))

    def knows(self, year: int) -> bool:
        """Whether the holidays of a year are announced here; else only its weekends are free."""
        return year in self.known

    def is_worked(self, day: dt.date) -> bool:
        """Whether offices work on a day."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def next(self, day: dt.date) -> dt.date:
        """The first working day after a day."""
        day += ONE
        while not self.is_worked(day):
            day += ONE
        return day

    def after(self, day: dt.date, count: int) -> dt.date:
        """The last day of a period of `count` working days that begins after `day`; of none, the day itself."""
        for _ in range(count):
            day = self.next(day)
        return day

    def between(self, since: dt.date, until: dt.date) -> int:
        """How many working days lie after `since`, up to and with `until`."""
        return sum(self.is_worked(since + ONE * at) for at in range(1, (until - since).days + 1))


def working_days() -> WorkingDays:
    """Those of the home, read anew when its file has changed. Raises FileRefused."""
    own = settings.HOME.path / OWN
    return _read(settings.HOME.path, own.stat().st_mtime_ns if own.exists() else 0)


@cache
def _read(home: Path, _changed: int) -> WorkingDays:
    return WorkingDays.of(load_years(home))
