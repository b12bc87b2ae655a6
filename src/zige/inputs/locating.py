"""Where a wrong row stands. The slow way, taken only once a table is known to be refused.

The file is read again in its own order, so that the first wrong row and its line can be named whatever engine found
that something is wrong. A table that came as a frame has no lines: it is named without.
"""

import csv
from pathlib import Path
from typing import Any

import narwhals as nw

from zige.backends import open_backend
from zige.backends.base import Frame
from zige.errors import InputRefused
from zige.inputs.checks import Flaw
from zige.inputs.citizen_number import masked, with_weighted_digits
from zige.inputs.clashes import Clash
from zige.inputs.given import NOT_UTF8, Given, given_file
from zige.inputs.reading import Reading, as_given
from zige.inputs.types import with_accepted_types
from zige.tables import Column, ValueType

ROW = "row in file"


def flawed(given: Given, rows: Frame, flaws: list[Flaw]) -> InputRefused:
    """The refusal for the first row that has one of `flaws`."""
    rows = _in_file_order(given) if given.path else rows.with_columns(nw.lit(0).alias(ROW))
    marks = {f"flaw {number}": flaw.wrong for number, flaw in enumerate(flaws)}
    wrong = rows.with_columns(**marks).filter(nw.any_horizontal(*marks, ignore_nulls=True))
    row = _first(wrong, ROW)
    flaw = next(flaw for flaw, mark in zip(flaws, marks, strict=True) if row[mark])
    return _refusal(given, row, flaw.column, flaw.zh, flaw.en)


def clashing(given: Given, clash: Clash) -> InputRefused:
    """The refusal for the last row of the least key of `clash`."""
    key = _first(clash.keys, *clash.key)
    column = given.table[clash.column]
    if given.path is None:
        return _refusal(given, {as_given(column.name): key.get(column.name)}, column, clash.zh, clash.en)
    rows = _in_file_order(given)
    for name in clash.key:
        rows = rows.filter(nw.col(name) == nw.lit(key[name]))
    return _refusal(given, _first(rows, ROW, descending=True), column, clash.zh, clash.en)


def _refusal(given: Given, row: dict[str, Any], column: Column, zh: str, en: str) -> InputRefused:
    line = _line(given.path, row[ROW]) if given.path else None
    return InputRefused(given.place, line, column.name, shown(column, row[as_given(column.name)]), zh, en)


def unreadable(given: Given) -> InputRefused:
    """The refusal for a file that its engine could not read: the first record that is no record."""
    path = given.path
    if path is None or path.suffix != ".csv":
        return InputRefused(
            given.place, None, None, None,
            "无法读取，可能已损坏；请重新导出", "this cannot be read, perhaps it is damaged; export it again",
        )  # fmt: skip
    return _broken_record(path)


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
    if path.suffix != ".csv":
        return row + 1
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        for _ in range(row + 1):
            next(reader)
        return reader.line_num + 1


def _broken_record(path: Path) -> InputRefused:
    """The first record that is not UTF-8 or has too many or too few values."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        try:
            width = len(next(reader))
            for record in reader:
                if record and len(record) != width:
                    return InputRefused(
                        path.name, reader.line_num, None, None,
                        f"这一行有 {len(record)} 个值，表头有 {width} 列；请核对逗号和引号",
                        f"this line has {len(record)} values, the header has {width}; check commas and quotes",
                    )  # fmt: skip
        except UnicodeDecodeError:
            return InputRefused(path.name, reader.line_num + 1, None, None, *NOT_UTF8)
        except csv.Error:
            return InputRefused(
                path.name, reader.line_num, None, None,
                "引号没有配对；请核对这一行的引号", "the quotes do not pair; check the quotes of this line",
            )  # fmt: skip
    return InputRefused(
        path.name, None, None, None,
        "无法读取；请核对分隔符与引号，或重新导出",
        "this cannot be read; check separators and quotes, or export it again",
    )  # fmt: skip
