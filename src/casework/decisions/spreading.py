"""A sum in equal parts, a month apart: what does not divide is spread over the first, so that they make the sum."""

import calendar
import datetime as dt


def spread(sum_: int, first: dt.date, count: int) -> list[tuple[dt.date, int]]:
    """Days and fen. No part is nothing: of less fen than parts there are fewer parts."""
    count = max(1, min(count, sum_))
    each, rest = divmod(sum_, count)
    return [(_later(first, at), each + (at < rest)) for at in range(count) if sum_ > 0]


def _later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
