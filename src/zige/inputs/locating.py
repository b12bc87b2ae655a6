"""Where a wrong row stands. The slow way, taken only once a table is known to be refused.

The file is read again in its own order, so that the first wrong row and its line can be named whatever engine found
that something is wrong. A table that came as a frame has no lines: it is named without.
"""

from pathlib import Path
from typing import Any

import narwhals as nw

from zige.backends import open_backend
from zige.backends.base import Frame
from zige.errors import InputRefused
from zige.inputs.checks import Flaw, flaws_of, number_flaws
from zige.inputs.citizen_number import masked, with_weighted_digits
from zige.inputs.clashes import Clash
from zige.inputs.given import Given, given_file
from zige.inputs.reading import Reading, as_given
from zige.inputs.text_files import line_of_record
from zige.inputs.types import with_accepted_types
from zige.tables import Column, ValueType

ROW = "row in file"


def flawed(given: Given, rows: Frame, flaws: list[Flaw]) -> InputRefused:
    """The refusal for the first row that has a flaw: in a file any flaw of its table, in a frame one of `flaws`."""
    if given.path is None:
        rows = rows.with_columns(nw.lit(0).alias(ROW))
    else:
        rows, flaws = _in_file_order(given), [*flaws_of(given.table), *number_flaws(given.table)]
    marks = {f"flaw {number}": flaw.wrong for number, flaw in enumerate(flaws)}
    row = _first(rows.with_columns(**marks).filter(nw.any_horizontal(*marks, ignore_nulls=True)), ROW)
    flaw = next(flaw for flaw, mark in zip(flaws, marks, strict=True) if row[mark])
    return _refusal(given, row, flaw.column, flaw.zh, flaw.en)


def clashing(given: Given, rows: Frame, clash: Clash) -> InputRefused:
    """The refusal for the last row of the least key of `clash`; a frame has no order, so there the greatest value."""
    rows = _in_file_order(given) if given.path else rows.with_columns(nw.lit(0).alias(ROW))
    for name, value in _first(clash.keys, *clash.key).items():
        rows = rows.filter(nw.col(name) == nw.lit(value))
    last = _first(rows, ROW, as_given(clash.column), descending=True)
    return _refusal(given, last, given.table[clash.column], clash.zh, clash.en)


def _refusal(given: Given, row: dict[str, Any], column: Column, zh: str, en: str) -> InputRefused:
    line = _line(given.path, row[ROW]) if given.path else None
    return InputRefused(given.place, line, column.name, shown(column, row[as_given(column.name)]), zh, en)


def shown(column: Column, value: Any) -> str | None:
    """What a message may show of a value: a citizen number is masked."""
    if value is None:
        return None
    return masked(str(value)) if column.value_type is ValueType.CITIZEN_NUMBER else str(value)


def _in_file_order(given: Given) -> Frame:
    """The typed rows of the file with their numbers, from 0."""
    assert given.path is not None
    engine = open_backend("polars")
    again = given_file(engine, given.table, given.path).frame.collect()
    frame = with_accepted_types(engine, given.table, again.with_row_index(ROW).lazy(), given.place)
    rows = Reading(engine, given.table, frame).typed()
    for column in given.table.columns:
        if column.value_type is ValueType.CITIZEN_NUMBER:
            rows = with_weighted_digits(engine, rows, column.name)
    return rows


def _first(frame: Frame, *order: str, descending: bool = False) -> dict[str, Any]:
    return frame.sort(*order, descending=descending).head(1).collect().rows(named=True)[0]


def _line(path: Path, row: int) -> int:
    """The line on which a row of a text file begins; the number of a row of a Parquet file, from 1."""
    return line_of_record(path, row) if path.suffix == ".csv" else row + 1
