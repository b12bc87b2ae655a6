"""How long somebody may object, and what else is set by law or by policy: `terms.yaml`, each value with its basis."""

import calendar
import datetime as dt
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from zige.errors import FileRefused
from zige.yaml_files.reading import load_model

FILE = Path(__file__).parent / "terms.yaml"


class Part(BaseModel):
    """A part of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """What a value rests on, in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Objecting(Part):
    """向经办机构提出异议: working days within which the office answers."""

    answer_working_days: int = Field(ge=1)
    basis: Words


class Reviewing(Part):
    """行政复议: days to file after the decision was delivered, days to decide after it was taken up."""

    file_days: int = Field(ge=1)
    answer_days: int = Field(ge=1)
    basis: Words


class Suing(Part):
    """行政诉讼: months to file after the decision was delivered."""

    file_months: int = Field(ge=1)
    basis: Words


class SetOff(Part):
    """抵扣: the largest share of a month's benefit that is kept back, in percent."""

    largest_share_percent: int = Field(ge=1, le=100)
    basis: Words


class Sampling(Part):
    """抽查: how many of a group are looked at one by one."""

    percent: int = Field(ge=1, le=100)
    least: int = Field(ge=1)
    basis: Words


class Terms(Part):
    """The whole file."""

    objection: Objecting
    review: Reviewing
    suit: Suing
    set_off: SetOff
    sample: Sampling


@cache
def terms() -> Terms:
    """What the file says. Raises FileRefused where it cannot be read."""
    return load_model(FILE, Terms, FileRefused)


def last_day_of_review(told: dt.date) -> dt.date:
    """行政复议法 art. 20: the last day to ask for a review of what somebody was told of on a day."""
    return told + dt.timedelta(days=terms().review.file_days)


def last_day_of_suit(told: dt.date) -> dt.date:
    """行政诉讼法 art. 46: the last day to sue; where that month has no such day, its last."""
    years, month = divmod(told.month - 1 + terms().suit.file_months, 12)
    year = told.year + years
    return dt.date(year, month + 1, min(told.day, calendar.monthrange(year, month + 1)[1]))
