"""A contract: what one department delivers, and what becomes of a row (Arts. 4, 9, 11; EXCHANGE §1, §4).

The files have the shape of the Open Data Contract Standard; what it has no word for stands in `customProperties` under
the name `zige`: on a property how its values are read, on the contract where it comes from and which facts it gives.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from zige.kinds import FactKind, Outcome, Status
from zige.words import Wording


class ColumnType(StrEnum):
    """How the values of a column are read, and what they become."""

    CITIZEN_NUMBER = "citizen_number"
    """公民身份号码 and the numbers that stand in for it; text of 18 characters where it can be had."""
    NAME = "name"
    TEXT = "text"
    KEYED = "keyed"
    """Text that is only ever compared (an account, an employer): facts carry a keyed digest of it."""
    DAY = "day"
    MOMENT = "moment"
    """A day, perhaps with a time of day, which is dropped."""
    MONTH = "month"
    """A month as `year * 12 + month - 1`."""
    MONEY = "money"
    """Yuan, as whole fen."""
    WORD = "word"
    """One of the `words`; becomes the canonical one."""
    REGION = "region"
    """行政区划代码: 6, 9 or 12 digits."""


class Role(StrEnum):
    """What a dataset is for: it makes the register, or it says something of the people in it."""

    PERSONS = "persons"
    BENEFITS = "benefits"
    PAYMENTS = "payments"
    FACTS = "facts"


ROSTERS = (Role.PERSONS, Role.BENEFITS)
"""What makes the register."""


class SourceKind(StrEnum):
    """第九条: which of the six kinds of source a dataset is."""

    DECLARATION = "9.1"
    MONITORING = "9.2"
    SHARED_DATA = "9.3"
    PAPERS = "9.4"
    FINDING = "9.5"
    OTHER = "9.6"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


Words = dict[str, tuple[str, ...]]
"""A condition: each of these columns holds one of these canonical words."""


class Column(_Model):
    """One column of a dataset.

    `words` maps every accepted spelling to the canonical word; `examples` fill the template. With `required_for` it is
    required where another column holds one of these words.
    """

    name: str
    header: str
    type: ColumnType
    required: bool = False
    required_for: Words = {}
    aliases: tuple[str, ...] = ()
    words: dict[str, str] = {}
    text: Wording
    examples: tuple[str, ...] = ()


class DayOf(_Model):
    """The day of a column (of a month its first), moved by whole months; a file may give the column's name alone.

    rank   where the days of a fact differ in worth: that of this day, instead of the rule's
    """

    column: str
    months: int = 0
    rank: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, given: object) -> object:
        return {"column": given} if isinstance(given, str) else given


class FactRule(_Model):
    """What one row gives, where its conditions hold.

    gives     `fact`: a fact; `end`: it ends what is open of `kinds`; `question`: a case, in which an officer finds out
    kinds     of one fact; several where an end concerns several. Empty for a question and where `kind_from` says it
    when, unless, above_zero, not_above_zero    all must hold
    start     the first of these days that is there, or the latest of them where `latest`; no day, no fact. Of an end
              it is the day on which it ends
    end       the last day, where there is one and `end_when` holds; `planned` for an end that has yet to come about
    outcome   of every row of an end, and of a fact that has an end
    cleared, convicted, refuted    where one of these words stands, the outcome or status is this one
    benefit_from    the column of the one benefit that the fact concerns; else it concerns the person
    status    of the fact else: adverse ones are pending, signs of life and certifications confirmed (LAW §2)
    rank      of two days that differ for one death the lower rank counts (EXCHANGE §3)
    """

    gives: Literal["fact", "end", "question"] = "fact"
    kinds: tuple[FactKind, ...] = ()
    kind_from: str | None = None
    when: Words = {}
    unless: Words = {}
    above_zero: str | None = None
    not_above_zero: str | None = None
    start: tuple[DayOf, ...]
    latest: bool = False
    end: str | None = None
    end_when: Words = {}
    planned: bool = False
    outcome: Outcome | None = None
    cleared: Words = {}
    convicted: Words = {}
    refuted: Words = {}
    status: Status = Status.PENDING
    status_from: str | None = None
    outcome_from: str | None = None
    benefit_from: str | None = None
    rank: int = 0


class Contract(_Model):
    """One dataset: its columns, its entry in the source register, and the facts it gives.

    due_day   the day of the month after by which it is to be delivered
    delivery  `increment`: what is new; `snapshot`: all that is open or in force
    absence   what a missing row means: nothing, or that it is not so (the list is complete)
    name_needed   False where level 1 holds on the number alone if a row has no name (EXCHANGE §2)
    """

    dataset: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")]
    title: Wording
    department: str
    department_name: Wording
    version: str
    role: Role
    source: SourceKind
    contact: str
    legal_basis: tuple[str, ...]
    purpose: Wording
    due_day: Annotated[int, Field(ge=1, le=28)]
    delivery: Literal["increment", "snapshot"]
    absence: Literal["nothing", "complete"] = "nothing"
    retention_months: Annotated[int, Field(ge=1)] = 24
    name_needed: bool = True
    columns: tuple[Column, ...]
    facts: tuple[FactRule, ...] = ()

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        """The canonical names of the columns, in the order of the contract."""
        return [column.name for column in self.columns]

    def has(self, name: str) -> bool:
        """Whether it has a column of this name."""
        return name in self.names
