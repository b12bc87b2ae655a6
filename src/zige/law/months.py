"""Months are whole numbers, so that "the month after" is + 1 on every engine (LAW §3, §5).

A month is `year * 12 + month - 1`; an end that has not come is `OPEN`.
"""

import datetime as dt
import re

OPEN = 999_999
"""The month of an end that has not come: later than any month that can be written."""

FIRST_MONTH, LAST_MONTH = 12, 9999 * 12 + 11
"""0001-01 and 9999-12: the first and the last month that can be written."""

_WRITTEN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def parse_month(text: str) -> int:
    """`"2026-11"` as a whole number; raises ValueError for anything but YYYY-MM in the years 0001 to 9999."""
    written = _WRITTEN.fullmatch(text)
    if written is None or written[1] == "0000":
        raise ValueError(f"not a month written YYYY-MM: {text!r}")
    return int(written[1]) * 12 + int(written[2]) - 1


def format_month(month: int) -> str:
    """A whole number as YYYY-MM; a due month may lie after 9999-12. Raises ValueError for what has no such writing."""
    year, index = divmod(month, 12)
    if year < 1 or month >= OPEN:
        raise ValueError(f"not a month from 0001-01 on: {month}")
    return f"{year:04d}-{index + 1:02d}"


def month_of(day: dt.date) -> int:
    """The month in which a day lies."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> dt.date:
    """The first day of a month that can be written; raises ValueError for any other."""
    year, index = divmod(month, 12)
    return dt.date(year, index + 1, 1)


def last_day(month: int) -> dt.date:
    """The last day of a month; raises ValueError as `first_day` does, and for the last month that can be written."""
    return first_day(month + 1) - dt.timedelta(days=1)
