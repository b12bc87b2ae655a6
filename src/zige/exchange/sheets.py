"""A sheet: what every delivered file becomes, whatever its format, before its values are looked at (EXCHANGE §1)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from zige.errors import DeliveryRefused
from zige.exchange.archives import Source

LINE = "line"
FIRST_LINE = 2
"""The line of the first row of a text file, below its header."""
RAW: dict[str, pl.DataType] = {LINE: pl.Int64(), "raw": pl.List(pl.String())}
"""Rows that have another number of values than the header: where they stand and what they hold."""

NO_ROWS = "只有表头，没有数据行；请核对导出条件后重新导出", "there is a header but no row; check what was exported"


class Part(NamedTuple):
    """Some rows of a sheet, in order.

    rows        `c0`, `c1`, … as text by place in the header (null: nothing written), and `line` Int64
    misshapen   `line` and `raw`: records with too few or too many values, or a quote that is not closed
    """

    rows: pl.DataFrame
    misshapen: pl.DataFrame


@dataclass(frozen=True)
class Sheet:
    """One table of a delivery. `name` tells a person which; `source` is the file it stands in.

    `encoding` is None where the format has its own.
    """

    name: str
    header: list[str]
    encoding: str | None
    read: Callable[[int], Iterator[Part]]
    source: Source

    def parts(self, rows: int) -> Iterator[Part]:
        """All records, about `rows` at a time, each in exactly one place. Raises DeliveryRefused where none is."""
        found = False
        for part in self.read(rows):
            filled = _without_blank_rows(part.rows)
            if filled.height or part.misshapen.height:
                found = True
                yield Part(filled, part.misshapen)
        if not found:
            raise DeliveryRefused(self.name, *NO_ROWS)


def columns_of_width(width: int) -> list[str]:
    """The names of columns by their place in the header."""
    return [f"c{place}" for place in range(width)]


def misshapen(lines: list[int], raw: list[list[str]]) -> pl.DataFrame:
    """Rows of another shape than the header."""
    return pl.DataFrame({LINE: lines, "raw": raw}, schema=RAW)


def named_width(header: list[str]) -> int:
    """How many columns a header has; blank ones at its end are no columns."""
    return max((place for place, name in enumerate(header, 1) if name.strip()), default=0)


def _without_blank_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` but for those that hold nothing; only a row whose first value is blank is looked at in full."""
    values = [pl.col(name) for name in rows.columns if name != LINE]
    doubtful = rows.select(blank(values[0]).alias("blank"))["blank"]
    if not doubtful.any():
        return rows
    return rows.filter(~pl.all_horizontal(blank(value) for value in values))


def blank(value: pl.Expr) -> pl.Expr:
    """True where nothing is written, or only blanks."""
    return value.is_null() | (value.str.strip_chars() == "")
