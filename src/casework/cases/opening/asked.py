"""What the newest run asks people to find out or to do: one question for each fact, row, benefit or question.

A few queries whatever their number; a question carries what routing needs to know.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from casework.cases.keys import WITHDRAWN, subject_of
from casework.cases.law import grounds_reading
from casework.cases.models import Origin, Task
from casework.runs.models import Candidate, Determination, Evidence, Flag, Question, Run, Signal
from casework.ui.rulebook import book_at
from zige.facts.events import CASEWORK
from zige.kinds import FactKind, Outcome, Status
from zige.law.months import format_month, month_of
from zige.law.rulebook import Ground, Rulebook
from zige.tables import Attention

OPEN_SIGNAL = (Status.PENDING, Status.CONFIRMED)
SUSPEND, UNCONFIRMED = "suspend", "unconfirmed"
REPORTED = ("report", "no_longer_listed")
"""Questions about what happened to somebody; the others are about the register."""
OPENINGS = (FactKind.OPENING_STOP, FactKind.OPENING_SUSPEND)
DEATHS = (FactKind.DEATH, FactKind.DECLARED_DEAD)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `benefit_id` is set where it concerns one benefit alone, `by` is the benefit that asks."""

    task: Task
    key: str
    person: int
    benefit_id: str = ""
    by: str = ""
    ground: str = ""
    kind: str = ""
    origin: Origin = Origin.RUN

    @property
    def subject(self) -> tuple[str, str]:
        """What tells open matters apart: of what recurs the benefit, whatever the month."""
        return self.task, subject_of(self.key)


@dataclass(frozen=True)
class Flagged:
    """A benefit with an open flag."""

    benefit_id: str
    person: int
    kind: str
    first_month: int | None


class Findings:
    """The open findings of a run, read once."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def asked(self) -> Iterator[Asked]:
        """Every question."""
        yield from self._to_verify()
        yield from self._contradictions()
        yield from _without_source()
        yield from self._openings()
        yield from (Asked(Task.REGISTER, f.benefit_id, f.person, f.benefit_id, f.benefit_id)
                    for f in self._flags[Attention.REGISTER])  # fmt: skip
        yield from self._overdue()
        yield from self._overpaid()
        yield from _candidates()
        yield from _questions()

    def _to_verify(self) -> Iterator[Asked]:
        """Facts that ask for verification; a benefit that asks without one that is seen here asks itself."""
        told: set[str] = set()
        for flag in self._flags[Attention.VERIFY]:
            asking = list(self._asking(flag))
            if not asking:
                yield Asked(Task.VERIFY, flag.benefit_id, flag.person, flag.benefit_id, flag.benefit_id)
            for signal, ground in asking:
                if signal.pk not in told:
                    told.add(signal.pk)
                    yield Asked(
                        Task.VERIFY, signal.pk, flag.person, signal.benefit_id, flag.benefit_id, ground, signal.kind
                    )

    def _asking(self, flag: Flagged) -> Iterator[tuple[Signal, str]]:
        """The facts by which a benefit asks, with the ground that reads each (LAW §7 `verify`)."""
        for signal in self._signals[flag.person]:
            if signal.benefit_id not in ("", flag.benefit_id):
                continue
            grounds = self._reading.get((flag.kind, signal.kind), [])
            unnamed = self._is_unnamed_duplicate(flag, signal)
            early = [one for one in grounds if one.only_since_first_month and _before(signal, flag)]
            if unnamed or early or (grounds and signal.status == Status.PENDING and not _is_cleared(signal)):
                yield signal, (early or grounds)[0].code if grounds else ""

    def _is_unnamed_duplicate(self, flag: Flagged, signal: Signal) -> bool:
        rule = self._book.attention.unnamed_duplicate
        concerned = signal.kind in rule.facts and flag.kind in rule.kinds
        return concerned and not signal.benefit_id and signal.end is None

    def _contradictions(self) -> Iterator[Asked]:
        """By person: the earliest death told of somebody who was seen alive after it."""
        told: set[int] = set()
        for flag in self._flags[Attention.CONTRADICTION]:
            dead = [one for one in self._signals[flag.person] if one.kind in DEATHS and not _is_cleared(one)]
            if flag.person not in told and dead:
                told.add(flag.person)
                first = min(dead, key=lambda one: (one.start is None, one.start))
                ground = next((g.code for g in self._reading.get((flag.kind, first.kind), [])), "")
                yield Asked(Task.CONTRADICTION, first.pk, flag.person, "", flag.benefit_id, ground, first.kind)

    def _openings(self) -> Iterator[Asked]:
        facts = dict(Signal.objects.filter(closed=None, kind__in=OPENINGS, status=Status.CONFIRMED)
                     .values_list("benefit_id", "fact_id"))  # fmt: skip
        for flag in self._flags[Attention.OPENING]:
            key = facts.get(flag.benefit_id, flag.benefit_id)
            yield Asked(Task.OPENING, key, flag.person, flag.benefit_id, flag.benefit_id)

    def _overdue(self) -> Iterator[Asked]:
        """7 逾期未认证: suspensions that the run proposes because nobody has seen the person in time."""
        proposed = Determination.objects.filter(closed=None, action=SUSPEND, grounds__contains=UNCONFIRMED)
        rows = proposed.values_list("benefit_id", "benefit__person_id", "grounds", "due_month")
        for benefit_id, person, grounds, due in rows.iterator():
            if UNCONFIRMED in grounds.split("|"):
                key = benefit_id if due is None else f"{benefit_id}@{format_month(due)}"
                yield Asked(Task.OVERDUE, key, person, benefit_id, benefit_id, UNCONFIRMED)

    def _overpaid(self) -> Iterator[Asked]:
        overpaid = Determination.objects.filter(closed=None, settlement__lt=0)
        rows = overpaid.values_list("benefit_id", "benefit__person_id", "overpaid_months")
        for benefit_id, person, months in rows.iterator():
            key = f"{benefit_id}@{months.rpartition('|')[2]}"
            yield Asked(Task.RECOVERY, key, person, benefit_id, benefit_id)

    @cached_property
    def _flags(self) -> defaultdict[str, list[Flagged]]:
        """The flags that make matters, by their code."""
        codes = (Attention.VERIFY, Attention.CONTRADICTION, Attention.OPENING, Attention.REGISTER)
        open_flags = Flag.objects.filter(closed=None, code__in=[str(code) for code in codes]).order_by("pk")
        rows = open_flags.values_list("code", "benefit_id", "person_id", "kind", "benefit__first_month")
        found: defaultdict[str, list[Flagged]] = defaultdict(list)
        for code, benefit_id, person, kind, first_month in rows.iterator():
            found[code].append(Flagged(benefit_id, person, kind, first_month))
        return found

    @cached_property
    def _signals(self) -> defaultdict[int, list[Signal]]:
        """The facts of people who have something to verify."""
        codes = [str(Attention.VERIFY), str(Attention.CONTRADICTION)]
        flagged = Flag.objects.filter(person=OuterRef("person_id"), code__in=codes, closed=None)
        facts = Signal.objects.filter(Exists(flagged), closed=None, status__in=[str(one) for one in OPEN_SIGNAL])
        found: defaultdict[int, list[Signal]] = defaultdict(list)
        for signal in facts.order_by("pk").iterator():
            found[signal.person_id].append(signal)
        return found

    @cached_property
    def _book(self) -> Rulebook:
        return book_at(self._run.month)

    @cached_property
    def _reading(self) -> dict[tuple[str, str], list[Ground]]:
        return grounds_reading(self._book)


def _before(signal: Signal, flag: Flagged) -> bool:
    """A confirmed fact from before the benefit that has not ended: whether it still holds must be found out."""
    if signal.status != Status.CONFIRMED or signal.end is not None or signal.start is None:
        return False
    return flag.first_month is not None and month_of(signal.start) < flag.first_month


def _is_cleared(signal: Signal) -> bool:
    return signal.outcome == Outcome.CLEARED


def _without_source() -> Iterator[Asked]:
    """Confirmed facts of which every source has since withdrawn its record: was it found about the right person?"""
    rows = Evidence.objects.filter(closed=None, signal=OuterRef("pk")).exclude(dataset=CASEWORK)
    withdrawn = Evidence.objects.filter(closed=None, status=Status.REFUTED).exclude(dataset=CASEWORK)
    facts = Signal.objects.filter(pk__in=withdrawn.values("signal"), closed=None, status=Status.CONFIRMED)
    bare = facts.filter(~Exists(rows.exclude(status=Status.REFUTED))).order_by("pk")
    for key, person, benefit_id, kind in bare.values_list("pk", "person_id", "benefit_id", "kind"):
        yield Asked(Task.CONTRADICTION, f"{key}{WITHDRAWN}", person, benefit_id, benefit_id, "", kind)


def _candidates() -> Iterator[Asked]:
    rows = Candidate.objects.filter(closed=None).order_by("pk").values_list("key", "person_id", "dataset")
    for key, person, dataset in rows.iterator():
        yield Asked(Task.CANDIDATE, key, person, kind=dataset, origin=Origin.CANDIDATE)


def _questions() -> Iterator[Asked]:
    rows = Question.objects.filter(closed=None).order_by("pk").values_list("key", "person_id", "kind")
    for key, person, kind in rows.iterator():
        yield Asked(Task.VERIFY if kind in REPORTED else Task.REGISTER, key, person, kind=kind)
