"""What each imported table is known by, what of it is compared, and which rows a run closes."""

from dataclasses import dataclass
from enum import Enum

from django.db.models import Model

from casework.people.models import Benefit, Person
from casework.runs.models import Candidate, Certification, Determination, Evidence, Flag, Question, Signal, Tally


class Closing(Enum):
    """Which rows are closed that the run does not have."""

    NONE = "none"
    """The register forgets nobody."""
    ALL = "all"
    """The run says everything that is open."""
    OF_THE_MONTH = "of the month"
    """The run says what is new in its month: only what an earlier run of the same month had found can be gone."""
    NOUGHT = "nought"
    """Rows are counts: those of the month that the run does not have are none."""


@dataclass(frozen=True)
class Target:
    """A table that the import writes: columns that make a row the same row, and those that are compared.

    A `sealed` column is compared by its blind index, which stands beside it as `…_blind`. With `versions`, what differs
    is closed and opened anew instead of being changed.
    """

    model: type[Model]
    key: tuple[str, ...]
    content: tuple[str, ...]
    sealed: tuple[str, ...] = ()
    closing: Closing = Closing.ALL
    versions: bool = False

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def compared(self) -> tuple[str, ...]:
        return (*self.content, *(f"{column}_blind" for column in self.sealed))

    @property
    def columns(self) -> tuple[str, ...]:
        """All that is staged, in order."""
        return (*self.key, *self.compared, *self.sealed)


PERSONS = Target(
    Person,
    ("number",),
    ("name", "pinyin", "initials", "sex", "birth_date", "region", "residence", "mobility"),
    ("id_number", "phone"),
    Closing.NONE,
)
BENEFITS = Target(
    Benefit,
    ("benefit_id",),
    ("person_id", "kind", "first_month", "last_month", "amount", "standing", "region", "office", "employer", "listed"),
    closing=Closing.NONE,
)
DETERMINATIONS = Target(
    Determination,
    ("benefit_id",),
    (
        "standing", "grounds", "action", "last_certified", "cycle_start", "due_month", "attention", "back_pay_months",
        "overpaid_months", "settlement",
    ),
    versions=True,
)  # fmt: skip
FLAGS = Target(Flag, ("benefit_id", "code"), ("person_id", "kind", "region", "office", "employer", "due_month"))
SIGNALS = Target(
    Signal,
    ("fact_id",),
    ("person_id", "benefit_id", "kind", "start", "end", "outcome", "status", "department", "received"),
)
EVIDENCE = Target(Evidence, ("signal_id", "batch", "line", "place"), ("start", "end", "dataset", "status", "level"))
CERTIFICATIONS = Target(Certification, ("person_id", "day"), ("by", "silently"), closing=Closing.OF_THE_MONTH)
QUESTIONS = Target(Question, ("key",), ("person_id", "kind", "other", "dataset", "day", "batch", "line"))
CANDIDATES = Target(
    Candidate,
    ("key",),
    ("person_id", "dataset", "batch", "line", "level", "score", "reason_zh", "reason_en"),
    ("written",),
)
TALLIES = Target(Tally, ("place", "residents", "month", "measure", "code", "kind"), ("count",), closing=Closing.NOUGHT)
