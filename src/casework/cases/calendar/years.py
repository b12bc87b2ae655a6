"""The file of working days, year by year, with a home's own years in place of those that come with the program."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from zige.errors import FileRefused
from zige.law.values import Strict, Text
from zige.yaml_files.reading import load_model
from zige.yaml_files.refusals import problem

PACKAGED = Path(__file__).with_name("working_days.yaml")
OWN = Path("casework") / "working-days.yaml"
"""Where a home writes years of its own."""
SATURDAY = 5


def _check_year(text: str) -> str:
    if not (len(text) == 4 and text.isdecimal()):
        raise problem((), text, '年份要写成四位数并加引号，如 "2027"', 'write the year in quotes, as "2027"')
    return text


class DaysOff(Strict):
    """放假: days in a row on which offices are closed."""

    first: dt.date
    """The first of them."""
    last: dt.date
    """The last of them."""
    name: Text
    """Why."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise problem(("last",), self.last, "最后一天早于第一天，请改正", "lies before the first day: correct it")
        return self

    def days(self) -> list[dt.date]:
        """Each of them."""
        return [self.first + dt.timedelta(days=at) for at in range((self.last - self.first).days + 1)]


class Year(Strict):
    """One announced year."""

    announced: Text
    """By which notice."""
    holidays: tuple[DaysOff, ...] = Field(min_length=1)
    """Public holidays, weekends within them included."""
    worked: tuple[dt.date, ...]
    """Saturdays and Sundays that are worked."""

    @model_validator(mode="after")
    def _worked_at_weekends(self) -> Self:
        free = self.days_off()
        for at, day in enumerate(self.worked):
            if day.weekday() < SATURDAY:
                zh, en = "不是周六或周日，本来就上班，请删去", "no Saturday or Sunday: it is worked anyway, remove it"
                raise problem(("worked", at), day, zh, en)
            if day in free:
                zh, en = "同时写在放假里，请改正", "stands among the days off too: correct one of them"
                raise problem(("worked", at), day, zh, en)
        return self

    def days_off(self) -> frozenset[dt.date]:
        """Every day of its holidays."""
        return frozenset(day for span in self.holidays for day in span.days())


class Years(Strict):
    """The file."""

    years: dict[Annotated[str, AfterValidator(_check_year)], Year]
    """Each announced year by its number."""

    @model_validator(mode="after")
    def _days_of_the_year(self) -> Self:
        for name, year in self.years.items():
            for day in sorted({*year.days_off(), *year.worked}):
                if str(day.year) != name:
                    zh, en = "不在这一年，请写到那一年下", "lies in another year: write it there"
                    raise problem(("years", name), day, zh, en)
        return self


def load_years(home: Path) -> dict[int, Year]:
    """The announced years, the home's own in place of the same ones here. Raises FileRefused."""
    files = [PACKAGED, *(path for path in [home / OWN] if path.exists())]
    told: dict[str, Year] = {}
    for path in files:
        told |= load_model(path, Years, FileRefused).years
    return {int(name): year for name, year in told.items()}
