"""Days moved by whole months, worked out in Python for the few distinct days there are, so that no engine rounds.

`month` is `year * 12 + month - 1`, as everywhere.
"""

import calendar
import datetime as dt

import polars as pl


def first_day(months: pl.Series) -> pl.Series:
    """The first days of months."""
    distinct = months.drop_nulls().unique()
    days = [dt.date(year, month + 1, 1) for year, month in (divmod(each, 12) for each in distinct)]
    return _translated(months, distinct, days)


def moved_by_months(days: pl.Series, months: int) -> pl.Series:
    """Days so many months later or earlier: the same day of the month, or the last of a shorter one."""
    if months == 0:
        return days
    distinct = days.drop_nulls().unique()
    return _translated(days, distinct, [_moved(day, months) for day in distinct])


def _moved(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _translated(values: pl.Series, distinct: pl.Series, days: list[dt.date]) -> pl.Series:
    return values.replace_strict(distinct, pl.Series(days, dtype=pl.Date), return_dtype=pl.Date)
