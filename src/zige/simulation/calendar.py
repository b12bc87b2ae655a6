"""Days as days since 1970-01-01 and months as `year * 12 + month - 1`: whole numbers that numpy adds and compares."""

import re
from dataclasses import dataclass

import numpy as np

from zige.errors import RequestRefused
from zige.simulation.dice import Ints

EPOCH_MONTH = 1970 * 12
YEAR = 365.25


@dataclass(frozen=True)
class Span:
    """The months of a city: deliveries and runs from `start` for `months` months; lives begin at `origin`."""

    start: int
    months: int
    origin: int

    @property
    def delivered(self) -> range:
        """The months in which files arrive."""
        return range(self.start, self.start + self.months)

    @property
    def first_day(self) -> int:
        """The first day of the lives simulated."""
        return first_day(self.origin)

    @property
    def last_day(self) -> int:
        """The last day anything can be known of: the day before the last delivery's month."""
        return first_day(self.start + self.months - 1) - 1


def month_number(text: str) -> int:
    """`2025-12` as a whole number; refused if it is no month."""
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        raise RequestRefused(f"--start {text} 不是年月，应写作 2025-12", f"--start {text} is no month; write 2025-12")
    return int(text[:4]) * 12 + int(text[5:]) - 1


def month_text(month: int, separator: str = "-") -> str:
    """`2025-12`."""
    year, rest = divmod(month, 12)
    return f"{year}{separator}{rest + 1:02d}"


def first_day(month: int) -> int:
    """The first day of a month."""
    return int(np.datetime64(month - EPOCH_MONTH, "M").astype("datetime64[D]").astype(np.int64))


def first_days(months: Ints) -> Ints:
    """The first day of each month."""
    return (months - EPOCH_MONTH).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def months_of(days: Ints) -> Ints:
    """The month of each day."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + EPOCH_MONTH


def year_of(day: int) -> int:
    """The calendar year of a day."""
    return int(np.datetime64(day, "D").astype("datetime64[Y]").astype(np.int64)) + 1970
