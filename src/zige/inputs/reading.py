"""From what was handed over to typed values: text to months, dates, fen; a value that cannot be read becomes null.

Typed columns pass as they are, so that Parquet files and frames cost nothing to read. Months become integers
(year * 12 + month - 1), money whole fen in 64 bits, an empty text null. Nothing is refused here: beside each value
that may fail to be read stands the given one, in a column named by `as_given`, for `checks` to compare.
"""

import datetime as dt
import re
from typing import Any, TypeAlias

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.backends.dictionary import dictionary, distinct, ends, replaced
from zige.law.months import FIRST_MONTH, LAST_MONTH, format_month, parse_month
from zige.tables import Column, Table, ValueType

MONEY_TEXT = r"^-?[0-9]{1,14}(\.[0-9]{1,2})?$"
INTEGER_TEXT = r"^-?[0-9]{1,18}$"
DATE_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TOO_MUCH = 10**14
YUAN = nw.Decimal(18, 2)

DType: TypeAlias = nw.dtypes.DType | type[nw.dtypes.DType]


def as_given(column: str) -> str:
    """The name of the column that keeps the given values of `column`."""
    return f"given {column}"


class Reading:
    """How one table is read: made from all its rows, it reads all of them or some."""

    def __init__(self, backend: Backend, table: Table, frame: Frame) -> None:
        self._backend, self._table, self._frame = backend, table, frame
        self._schema = frame.collect_schema()
        self._months = _dictionary_of_months(backend, frame, _columns(table, ValueType.MONTH))
        days = [name for name in _columns(table, ValueType.DATE) if self._schema[name] == nw.String]
        self._days = _dictionary_of_days(backend, frame, days)

    def typed(self, some: Frame | None = None) -> Frame:
        """All rows, or `some` of them, with the typed values of the table's columns and the given ones beside them."""
        frame = (self._frame if some is None else some).with_columns(
            *(self._given(name).alias(as_given(name)) for name in self._table.names),
            *(_converted(column, self._schema[column.name]).alias(column.name) for column in self._table.columns),
        )
        for columns, entries in (self._months, self._days):
            frame = replaced(self._backend, frame, columns, entries) if columns else frame
        return frame

    def typed_of(self, benefits: Frame) -> Frame:
        """The typed columns of the rows about some benefits; only those rows are read."""
        theirs = self._frame.join(benefits, on="benefit_id", how="semi")
        return self.typed(theirs).select(self._table.names)

    def _given(self, name: str) -> nw.Expr:
        return _unless_blank(name) if self._schema[name] == nw.String else nw.col(name)


def _dictionary_of_months(backend: Backend, frame: Frame, columns: list[str]) -> tuple[list[str], pa.Table]:
    """Every month from the first to the last that is written, so that no value need be grouped."""
    first, last = ends(backend, frame, columns) if columns else (None, None)
    months = [] if first is None else _months_between(first, last)
    return columns, dictionary({format_month(month): month for month in months}, pa.string(), pa.int64())


def _months_between(first: Any, last: Any) -> range:
    """The months from one text to another; text sorts as months do, and what is no month may sort anywhere."""
    low, high = month_or_none(first), month_or_none(last)
    return range(FIRST_MONTH if low is None else low, (LAST_MONTH if high is None else high) + 1)


def _dictionary_of_days(backend: Backend, frame: Frame, columns: list[str]) -> tuple[list[str], pa.Table]:
    """Every day that is written."""
    written = distinct(backend, frame, columns) if columns else []
    return columns, dictionary({text: date_or_none(text) for text in written}, pa.string(), pa.date32())


def _unless_blank(name: str) -> nw.Expr:
    return nw.when(nw.col(name) != "").then(nw.col(name))


def _columns(table: Table, type_: ValueType) -> list[str]:
    return [column.name for column in table.columns if column.value_type is type_]


def _converted(column: Column, dtype: DType) -> nw.Expr:
    """How one column of the given type is read; months and dates in text are left to the dictionary."""
    value = nw.col(column.name)
    if column.value_type is ValueType.MONEY:
        return _fen(value, dtype)
    if column.value_type is ValueType.INTEGER:
        return _matching(value, dtype, INTEGER_TEXT).cast(nw.Int64)
    if column.value_type is ValueType.TRUTH and dtype == nw.String:
        return nw.when(value.is_in(["true", "false"])).then(value == "true")
    if column.value_type is ValueType.DATE and dtype == nw.Datetime:
        return value.cast(nw.Date)
    if column.value_type in (ValueType.TEXT, ValueType.WORD) and not column.required:
        return _unless_blank(column.name)
    return value


def _fen(value: nw.Expr, dtype: DType) -> nw.Expr:
    """Whole fen, exactly: through decimals, never through floating point."""
    if dtype != nw.String:
        value = nw.when((value > -TOO_MUCH) & (value < TOO_MUCH)).then(value)
    return (_matching(value, dtype, MONEY_TEXT).cast(YUAN) * 100).cast(nw.Int64)


def _matching(value: nw.Expr, dtype: DType, pattern: str) -> nw.Expr:
    """A text that does not match is null, so that no engine meets a value it cannot cast."""
    if dtype != nw.String:
        return value
    return nw.when(value.str.contains(pattern)).then(value)


def month_or_none(text: str) -> int | None:
    """`2026-11` as a number of months; None if it is no month."""
    try:
        return parse_month(text)
    except ValueError:
        return None


def date_or_none(text: str) -> dt.date | None:
    """`2026-11-30` as a date; None if there is no such day or it is written otherwise."""
    try:
        return dt.date.fromisoformat(text) if DATE_TEXT.fullmatch(text) else None
    except ValueError:
        return None
