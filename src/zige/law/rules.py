"""The rulebooks as tables that expressions join, for the months each is in force.

Every ground has a flag, a bit of a signed 64-bit integer, so that the grounds of a benefit are one number until they
are written out. A joined table is faster than generated case distinctions, and stays readable.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from zige.kinds import Effect, FactKind, Relation
from zige.law.lawbook import Lawbook
from zige.law.rulebook import Ground, Rulebook


@dataclass(frozen=True)
class GroundInForce:
    """One ground of one rulebook, with the months in which that rulebook's word on it counts."""

    book: Rulebook
    ground: Ground
    flag: int
    first: int
    last: int

    @property
    def stops(self) -> bool:
        return self.ground.effect is Effect.STOP


@dataclass(frozen=True)
class Rules:
    """The law for a run of `month`: the rulebooks in force up to then, as tables."""

    lawbook: Lawbook
    month: int

    @property
    def book(self) -> Rulebook:
        """The rulebook that judges the month of the run."""
        return self.lawbook.at(self.month)

    @cached_property
    def spans(self) -> list[tuple[Rulebook, int, int]]:
        """Each rulebook that judges a month up to that of the run, with its first and last month."""
        return [span for span in self.lawbook.spans() if span[1] <= self.month]

    @cached_property
    def codes(self) -> list[str]:
        """The code of every flag's bit: in the order of the run's rulebook, then those of older ones."""
        books = [self.book, *(book for book, _, _ in self.spans)]
        return list(dict.fromkeys(ground.code for book in books for ground in book.grounds))

    def codes_in(self, flags: int) -> list[str]:
        """The ground codes of a set of flags, in the order in which they are reported."""
        return [code for bit, code in enumerate(self.codes) if flags >> bit & 1]

    def flag(self, code: str) -> int:
        """The flag of a ground."""
        return 1 << self.codes.index(code)

    @cached_property
    def grounds(self) -> list[GroundInForce]:
        """Every ground of every rulebook, clipped to the months in which it is in force there."""
        return [
            GroundInForce(book, ground, self.flag(ground.code), *clipped)
            for book, first, last in self.spans
            for ground in book.grounds
            if (clipped := _clipped(ground, first, last)) is not None
        ]

    @cached_property
    def ground_table(self) -> pa.Table:
        """One row for each kind of benefit and kind of fact that meet in a ground.

        Columns: benefit_kind, kind (of the fact), only_relation (null: any), flag, stops, delay (months from the
        fact's first month), for_good, names_benefit, only_since_first, provisional (while the fact has not ended),
        judged_from and judged_until (the months in which the row counts).
        """
        return pa.Table.from_pylist([row for each in self.grounds for row in _ground_rows(each)], GROUND_SCHEMA)

    @cached_property
    def sign_table(self) -> pa.Table:
        """LAW §4: one row for each kind of proof and month that it reaches.

        Columns: kind, alone (proves by itself), lag (months after the sign's own), judged_from and judged_until (the
        months in which the row counts).
        """
        return pa.Table.from_pylist([row for span in self.spans for row in _sign_rows(*span)], SIGN_SCHEMA)

    @cached_property
    def reach(self) -> int:
        """How many months after its own a sign can still help to certify (LAW §4)."""
        return max(self.sign_table.column("lag").to_pylist(), default=0)

    @cached_property
    def proofs(self) -> list[str]:
        """The kinds of fact that prove a person alive and entitled."""
        return sorted(set(self.sign_table.column("kind").to_pylist()))

    @cached_property
    def adverse(self) -> list[str]:
        """The other kinds of fact that a rule reads; what no rule reads cannot change anything."""
        attention = self.book.attention
        rules = attention.no_adjustment, attention.contradiction, attention.unnamed_duplicate, attention.opening
        read = set(self.ground_table.column("kind").to_pylist()).union(*(rule.facts for rule in rules))
        return sorted(read | {FactKind.DEFERRAL})

    def sources(self) -> list[tuple[int, str, str]]:
        """LAW §4: the departments that are one source with others.

        The first month of the rulebook that says so, the department, and the name of the source, which is that of its
        first department.
        """
        return [
            (first, department, min(other for other, name in same.items() if name == source))
            for book, first, _ in self.spans
            for same in [book.life_signs.same_source]
            for department, source in same.items()
        ]


GROUND_SCHEMA = pa.schema(
    {
        "benefit_kind": pa.string(),
        "kind": pa.string(),
        "only_relation": pa.string(),
        "flag": pa.int64(),
        "stops": pa.bool_(),
        "delay": pa.int64(),
        "for_good": pa.bool_(),
        "names_benefit": pa.bool_(),
        "only_since_first": pa.bool_(),
        "provisional": pa.bool_(),
        "judged_from": pa.int64(),
        "judged_until": pa.int64(),
    }
)
SIGN_SCHEMA = pa.schema(
    {
        "kind": pa.string(),
        "alone": pa.bool_(),
        "lag": pa.int64(),
        "judged_from": pa.int64(),
        "judged_until": pa.int64(),
    }
)


def _clipped(ground: Ground, first: int, last: int) -> tuple[int, int] | None:
    """The months in which both the rulebook and the ground are in force, None where there is none."""
    if ground.in_force is not None:
        first, last = max(first, ground.in_force.first), min(last, ground.in_force.last)
    return (first, last) if first <= last else None


def _ground_rows(each: GroundInForce) -> Iterator[dict[str, object]]:
    relations: tuple[Relation | None, ...] = each.ground.relations or (None,)
    for fact in each.ground.facts:
        for kind in each.ground.kinds:
            for relation in relations:
                yield {
                    "benefit_kind": kind,
                    "kind": fact.kind,
                    "only_relation": relation,
                    "flag": each.flag,
                    "stops": each.stops,
                    "delay": each.ground.delay + fact.wait_months,
                    "for_good": each.ground.to == "for_good",
                    "names_benefit": fact.names_benefit,
                    "only_since_first": each.ground.only_since_first_month,
                    "provisional": fact.kind in each.book.settlement.provisional_facts,
                    "judged_from": each.first,
                    "judged_until": each.last,
                }


def _sign_rows(book: Rulebook, first: int, last: int) -> Iterator[dict[str, object]]:
    signs = book.life_signs
    for kind in (*signs.certifications, *signs.grades.A):
        yield _sign_row(kind, True, 0, first, last)
    for kind in signs.grades.B:
        for lag in range(signs.window_months):
            yield _sign_row(kind, False, lag, first, last)


def _sign_row(kind: str, alone: bool, lag: int, first: int, last: int) -> dict[str, object]:
    return {"kind": kind, "alone": alone, "lag": lag, "judged_from": first, "judged_until": last}
