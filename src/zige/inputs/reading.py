"""From what was handed over to typed values: text to months, dates, fen; a value that cannot be read becomes null.

Typed columns pass as they are, so that Parquet files and frames cost nothing to read. Months become integers
(year * 12 + month - 1), money whole fen in 64 bits, an empty text null. Nothing is refused here: beside each value
that may fail to be read stands the given one, in a column named by `as_given`, for `checks` to compare.
"""

import datetime as dt
import re
from typing import TypeAlias

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.backends.dictionary import translate
from zige.inputs.citizen_number import shaped
from zige.law.months import parse_month
from zige.tables import Column, Table, ValueType

MONEY_TEXT = r"^-?[0-9]{1,14}(\.[0-9]{1,2})?$"
INTEGER_TEXT = r"^-?[0-9]{1,18}$"
DATE_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
YUAN = nw.Decimal(18, 2)

DType: TypeAlias = nw.dtypes.DType | type[nw.dtypes.DType]


def as_given(column: str) -> str:
    """The name of the column that keeps the given values of `column`."""
    return f"given {column}"


def as_shaped(column: str) -> str:
    """The name of the column that keeps the citizen numbers of `column` that have the right shape, else null."""
    return f"shaped {column}"


def typed(backend: Backend, table: Table, frame: Frame) -> Frame:
    """The rows of `frame` with the typed values of `table`'s columns, and the given ones beside them."""
    schema = frame.collect_schema()
    texts = [name for name in table.names if schema[name] == nw.String]
    frame = frame.with_columns(nw.when(nw.col(name) != "").then(nw.col(name)).alias(name) for name in texts)
    frame = frame.with_columns(
        *(nw.col(column.name).alias(as_given(column.name)) for column in table.columns),
        *(shaped(nw.col(name)).alias(as_shaped(name)) for name in _columns(table, ValueType.CITIZEN_NUMBER)),
        *(_converted(column, schema[column.name]) for column in table.columns),
    )
    frame = translate(backend, frame, _columns(table, ValueType.MONTH), month_or_none, pa.int64())
    dates = [name for name in _columns(table, ValueType.DATE) if name in texts]
    return translate(backend, frame, dates, date_or_none, pa.date32())


def _columns(table: Table, type_: ValueType) -> list[str]:
    return [column.name for column in table.columns if column.type is type_]


def _converted(column: Column, dtype: DType) -> nw.Expr:
    """How one column of the given type is read; months and dates in text are left to the dictionary."""
    value = nw.col(column.name)
    if column.type is ValueType.MONEY:
        return _fen(value, dtype)
    if column.type is ValueType.INTEGER:
        return _matching(value, dtype, INTEGER_TEXT).cast(nw.Int64)
    if column.type is ValueType.TRUTH and dtype == nw.String:
        return nw.when(value.is_in(["true", "false"])).then(value == "true").alias(column.name)
    if column.type is ValueType.DATE and dtype == nw.Datetime:
        return value.cast(nw.Date)
    return value


def _fen(value: nw.Expr, dtype: DType) -> nw.Expr:
    """Whole fen, exactly: through decimals, never through floating point."""
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
