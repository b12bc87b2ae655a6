"""XLSX workbooks as sheets of text, as the cells would be written by hand (EXCHANGE §1)."""

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import polars as pl
import python_calamine as calamine

from zige.errors import DeliveryRefused
from zige.exchange.archives import BOMB, BROKEN, DAMAGED, IN_MEMORY, Source
from zige.exchange.sheets import LINE, NO_ROWS, Part, Sheet, columns_of_width, misshapen, named_width

OLE2 = b"\xd0\xcf\x11\xe0"
EXACT = 10**15
"""A number cell holds 15 digits; a longer number has lost its last ones, so it is written as Excel shows it."""

LOCKED = "工作簿有打开密码；请取消密码后另存为 XLSX", "the workbook is protected by a password; save it without one"
OLD = "是旧版 XLS 工作簿；请另存为 XLSX", "this is an old XLS workbook; save it as XLSX"
OTHER_OLE2 = "是旧版 Office 文件；请另存为 XLSX 或 CSV", "this is an old Office file; save it as XLSX or CSV"
EMPTY = "工作簿里没有数据；请核对后重新导出", "there is nothing in the workbook; export it again"

Row = Sequence[Any]


def old_office(source: Source) -> DeliveryRefused:
    """The refusal of an OLE2 file: a workbook with a password, an old one, or another file."""
    with source.open() as stream:
        content = stream.read(IN_MEMORY)
    names = {"EncryptedPackage": LOCKED, "Workbook": OLD, "Book": OLD}
    found = (problem for name, problem in names.items() if name.encode("utf-16-le") in content)
    return DeliveryRefused(source.name, *next(found, OTHER_OLE2))


def workbook_sheet(source: Source) -> Sheet:
    """The first sheet of a workbook that has a table: a row with two values or more. Raises DeliveryRefused."""
    with source.content() as content:
        tables = _tables(source.name, content)
    candidates = [(name, rows, at) for name, rows in tables if (at := _header_row(rows, 2)) is not None]
    candidates += [(name, rows, at) for name, rows in tables if (at := _header_row(rows, 1)) is not None]
    if not candidates:
        raise DeliveryRefused(source.name, *EMPTY)
    name, rows, at = candidates[0]
    header = [_written(cell).strip() for cell in rows[at]]
    header = header[: named_width(header)]
    if not any(_is_filled(row) for row in rows[at + 1 :]):
        raise DeliveryRefused(source.name, *NO_ROWS)
    return Sheet(f"{source.name}/{name}", header, None, lambda size: _parts(rows, at + 1, len(header), size), source)


def _tables(file: str, content: BinaryIO) -> list[tuple[str, list[Row]]]:
    try:
        with zipfile.ZipFile(content) as archive:
            if sum(each.file_size for each in archive.infolist()) > IN_MEMORY:
                raise DeliveryRefused(file, *BOMB)
        content.seek(0)
        book = calamine.CalamineWorkbook.from_filelike(content)
        return [(name, [*book.get_sheet_by_name(name).to_python(skip_empty_area=False)]) for name in book.sheet_names]
    except (calamine.CalamineError, *BROKEN) as problem:
        raise DeliveryRefused(file, *DAMAGED) from problem


def _header_row(rows: list[Row], values: int) -> int | None:
    """The first row with so many values; what stands above it is a title."""
    return next((at for at, row in enumerate(rows) if sum(map(_is_value, row)) >= values), None)


def _is_value(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _is_filled(row: Row) -> bool:
    return any(map(_is_value, row))


def _parts(rows: list[Row], first: int, width: int, size: int) -> Iterator[Part]:
    for start in range(first, len(rows), max(1, size)):
        yield _part(rows[start : start + max(1, size)], start + 1, width)


def _part(rows: list[Row], first_line: int, width: int) -> Part:
    """Cell columns are turned into text one column at a time; a value right of the header makes a row misshapen."""
    too_long = [any(map(_is_value, row[width:])) for row in rows]
    aside = [at for at, long in enumerate(too_long) if long]
    fitting = [at for at, long in enumerate(too_long) if not long]
    cells = [*zip(*(rows[at] for at in fitting), strict=True)] or [()] * width
    columns = {name: _text(name, column) for name, column in zip(columns_of_width(width), cells, strict=False)}
    lines = pl.Series(LINE, [first_line + at for at in fitting], pl.Int64)
    raw = [[_written(cell) for cell in rows[at]] for at in aside]
    return Part(pl.DataFrame(columns).with_columns(lines), misshapen([first_line + at for at in aside], raw))


def _text(name: str, cells: Sequence[Any]) -> pl.Series:
    if all(type(cell) is str for cell in cells):
        return pl.Series(name, cells, pl.String)
    return pl.Series(name, [_written(cell) for cell in cells], pl.String)


def _written(cell: Any) -> str:
    """A cell as a person would write it: ISO days, whole numbers without a point, 1 and 0 for yes and no."""
    match cell:
        case str():
            return cell
        case None:
            return ""
        case bool():
            return str(int(cell))
        case int() | float():
            return _number(cell)
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case _:
            return str(cell)


def _number(cell: float) -> str:
    if not abs(cell) < EXACT:
        return f"{cell:.14E}"
    return str(int(cell)) if cell == int(cell) else repr(cell)
