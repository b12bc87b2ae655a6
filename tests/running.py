"""Rows of text in, rows of text out: the engine asked by tests, whichever engine it is.

Rows are what a CSV file holds: every value text, an empty one for nothing. So the same rows go to the oracle, to
`zige.monthly` on any engine and into files, and all answers can be compared word by word.
"""

import csv
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from reference import oracle
from zige.backends import Backend, open_backend
from zige.inputs.given import given_frame
from zige.inputs.intake import take_in
from zige.law.lawbook import Lawbook, load_lawbook
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.monthly import determine_month
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID, Table

Row = dict[str, str]
Rows = list[Row]

CASES = Path(__file__).parent / "data" / "cases"
"""The sample: four tables and two expected answers."""

LESHAN = load_lawbook()


def read_rows(path: Path) -> Rows:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_rows(path: Path, table: Table, rows: Sequence[Row]) -> Path:
    """The rows as a CSV file of `table`."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, table.names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_texts(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows as a text file would be read: all text, an empty value null."""
    columns = {name: [row[name] or None for row in rows] for name in table.names}
    return pa.table(columns, schema=pa.schema({name: pa.string() for name in table.names}))


def as_written(row: dict[str, Any]) -> Row:
    """An answer as a text file has it."""
    return {name: _text(value) for name, value in row.items()}


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


def determined(
    engine: str,
    benefits: Rows,
    facts: Rows,
    amounts: Rows | None = None,
    paid: Rows | None = None,
    month: str = "2026-06",
    known_by: str | None = None,
    lawbook: Lawbook = LESHAN,
) -> Rows:
    """The answer of an engine, or of the oracle as `reference`, in the order of benefit_id."""
    if engine == "reference":
        return oracle.determine(benefits, facts, amounts, paid, month, known_by)
    with open_backend(engine) as backend:
        return _asked(
            backend, {BENEFITS: benefits, FACTS: facts, AMOUNTS: amounts, PAID: paid}, month, known_by, lawbook
        )


def _asked(
    backend: Backend, tables: dict[Table, Rows | None], month: str, known_by: str | None, lawbook: Lawbook
) -> Rows:
    rules = Rules(lawbook, parse_month(month))
    given = {
        table: given_frame(table, backend.table(as_texts(table, rows)))
        for table, rows in tables.items()
        if rows is not None
    }
    inputs = take_in(backend, given, rules.month)
    known = dt.date.fromisoformat(known_by) if known_by else None
    answer = backend.collect(determine_month(backend, inputs, rules, known).determinations)
    return sorted(map(as_written, answer.to_pylist()), key=lambda row: row["benefit_id"])
