'''Cases of the law as small tables: a table of text in, an outcome out.

    CASES = cases("""
        what                               | benefit        | facts            | month   | grounds
        the month of death is paid in full | pension.civil  | death 2026-06-01 | 2026-06 |
        the next month is not              | pension.civil  | death 2026-05-31 | 2026-06 | death
    """)

    @each(CASES)
    def test_death(outcome: Outcome) -> None: ...

A benefit is `kind word…`: `first:2020-01 last: cycle:2026-01 amount:1000.00 born:1950-01-01 before:continue`, a relation,
`incapacitated`. A fact is `kind day word…` or `kind day..day word…`; the words are a status, an outcome, `by:department`,
`received:day`, `v:2`, `id:F` (rows that share it are its versions) and `named` (it names this benefit); several stand
behind each other, separated by `;`. Money is `month=amount`, or `month..month=amount` for each of several months.

All cases of one month, day of knowledge and ledger are determined in one call, on each engine; Leshan's also by the
oracle, so that an expectation that is wrong itself is found.
'''

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from reference.oracle import month_number, month_text
from reference.population import check_digit
from running import LESHAN, Row, Rows, determined
from zige.law.lawbook import Lawbook

DEFAULTS = {"benefit": "pension.enterprise", "facts": "", "month": "2026-06", "known_by": "", "amounts": "", "paid": ""}
BENEFIT_WORDS = {"first": "first_month", "last": "last_month", "cycle": "cycle_from", "amount": "monthly_amount"}
FACT_WORDS = {"by": "department", "received": "received", "v": "version", "id": "fact_id"}
STATUSES, OUTCOMES = ("pending", "confirmed", "refuted"), ("cleared", "convicted")


@dataclass(frozen=True, eq=False)
class Case:
    """One line of a table: what is given, and what is expected, by the names of its columns."""

    what: str
    given: dict[str, str]
    expected: dict[str, str]
    lawbook: Lawbook
    book: list["Case"] = field(repr=False)

    @property
    def id_number(self) -> str:
        words = dict(word.split(":", 1) for word in self.given["benefit"].split() if ":" in word)
        digits = f"5111{self.book.index(self) // 1000:02d}{words.get('born', '1950-01-01').replace('-', '')}"
        digits += f"{self.book.index(self) % 1000:03d}"
        return digits + check_digit(digits)

    @property
    def benefit_id(self) -> str:
        return f"B{self.book.index(self):04d}"


Outcome = Any
"""What a test gets: the expected and the found values of a case, to be compared with `==`."""


def cases(table: str, lawbook: Lawbook = LESHAN, **defaults: str) -> list[Case]:
    """The cases of a table; columns that it leaves out have `defaults`, else those above."""
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    book: list[Case] = []
    for line in lines:
        values = dict(zip(header, line, strict=True))
        given = DEFAULTS | defaults | {name: value for name, value in values.items() if name in DEFAULTS}
        expected = {name: value for name, value in values.items() if name not in (*DEFAULTS, "what")}
        book.append(Case(values["what"], given, expected, lawbook, book))
    return book


def each(book: Sequence[Case]) -> Callable[..., Any]:
    """Give a test every case of a table on every engine, as `expected` and `found`."""
    engines = ("duckdb", "polars", "reference") if book[0].lawbook is LESHAN else ("duckdb", "polars")
    parameters = [pytest.param(case, engine, id=f"{case.what}-{engine}") for case in book for engine in engines]
    return pytest.mark.parametrize(("case", "engine"), parameters)


def found(case: Case, engine: str) -> dict[str, str]:
    """What an engine says of a case, as far as the table expects something; `|` is written as a space."""
    row = _answers(engine, _Group(case))[case.benefit_id]
    return {name: row[name].replace("|", " ") for name in case.expected}


class _Group:
    """The cases of a table that one call can determine: of one month, one day of knowledge and one ledger."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.key = (id(case.book), case.given["month"], case.given["known_by"], _covered(case))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Group) and self.key == other.key

    def cases(self) -> Iterator[Case]:
        return (case for case in self.case.book if _Group(case) == self)


@functools.cache
def _answers(engine: str, group: _Group) -> dict[str, Row]:
    tables: dict[str, Rows] = defaultdict(list)
    for case in group.cases():
        for name, rows in _rows(case).items():
            tables[name] += rows
    given = group.case.given
    known_by, paid = given["known_by"] or None, tables["paid"] if given["paid"] else None
    answer = determined(
        engine,
        tables["benefits"],
        tables["facts"],
        tables["amounts"],
        paid,
        given["month"],
        known_by,
        group.case.lawbook,
    )
    return {row["benefit_id"]: row for row in answer}


def _rows(case: Case) -> dict[str, Rows]:
    return {
        "benefits": [_benefit(case)],
        "facts": [_fact(case, number, text) for number, text in enumerate(_several(case.given["facts"]))],
        "amounts": _money(case, case.given["amounts"], "from_month"),
        "paid": _money(case, case.given["paid"], "month"),
    }


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _benefit(case: Case) -> Row:
    kind, *words = case.given["benefit"].split()
    row = {"benefit_id": case.benefit_id, "id_number": case.id_number, "kind": kind, "first_month": "2020-01"}
    row |= {"last_month": "", "cycle_from": "2026-01", "monthly_amount": "1000.00", "relation": ""}
    row |= {"incapacitated": "false", "standing_before": "continue"}
    for word in words:
        name, _, value = word.partition(":")
        if name == "incapacitated":
            row["incapacitated"] = "true"
        elif name == "before":
            row["standing_before"] = value
        elif name in BENEFIT_WORDS:
            row[BENEFIT_WORDS[name]] = value
        elif name != "born":
            row["relation"] = word
    return row


def _fact(case: Case, number: int, text: str) -> Row:
    kind, span, *words = text.split()
    start, _, end = span.partition("..")
    row = {
        "fact_id": f"F{number}",
        "version": "1",
        "id_number": case.id_number,
        "kind": kind,
        "start": start,
        "end": end,
    }
    row |= {"outcome": "", "department": "police", "status": "confirmed", "received": start, "benefit_id": ""}
    for word in words:
        name, _, value = word.partition(":")
        if name in FACT_WORDS:
            row[FACT_WORDS[name]] = value
        elif word in STATUSES:
            row["status"] = word
        elif word in OUTCOMES:
            row["outcome"] = word
        else:
            assert word == "named", f"no such word: {word}"
            row["benefit_id"] = case.benefit_id
    return row | {"fact_id": f"{case.benefit_id} {row['fact_id']}"}


def _money(case: Case, text: str, column: str) -> Rows:
    return [
        {"benefit_id": case.benefit_id, column: month, "amount": amount}
        for part in text.split()
        for span, amount in [part.split("=")]
        for month in _months(span)
    ]


def _months(span: str) -> list[str]:
    first, _, last = span.partition("..")
    return [month_text(month) for month in range(month_number(first), month_number(last or first) + 1)]


def _covered(case: Case) -> tuple[str, ...]:
    """The first and the last month of a case's ledger, nothing without one."""
    months = sorted(row["month"] for row in _money(case, case.given["paid"], "month"))
    return (*months[:1], *months[-1:])
