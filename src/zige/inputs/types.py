"""Which column types a table may come with: text always, and the types that say the same exactly.

Floating point cannot hold money or an identifier exactly and is refused; a column without any value may have any type.
"""

import narwhals as nw

from zige.backends.base import Backend, Frame
from zige.errors import InputRefused
from zige.tables import Column, Table, ValueType

WORDS = (nw.String, nw.Categorical, nw.Enum)
INTEGERS = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32)
ACCEPTED: dict[ValueType, tuple[type[nw.dtypes.DType], ...]] = {
    ValueType.TEXT: (*WORDS, *INTEGERS),
    ValueType.CITIZEN_NUMBER: WORDS,
    ValueType.WORD: WORDS,
    ValueType.MONTH: WORDS,
    ValueType.DATE: (*WORDS, nw.Date, nw.Datetime),
    ValueType.MONEY: (*WORDS, *INTEGERS, nw.Decimal),
    ValueType.INTEGER: (*WORDS, *INTEGERS),
    ValueType.TRUTH: (*WORDS, nw.Boolean),
}
MOST_PLACES = 2


def with_accepted_types(backend: Backend, table: Table, frame: Frame, place: str) -> Frame:
    """`frame` with words as text, and columns without a value as empty text.

    Raises InputRefused, naming `place` and the column, for a type that cannot hold its values exactly.
    """
    schema = frame.collect_schema()
    texts = [column.name for column in table.columns if _becomes_text(backend, column, frame, schema, place)]
    return frame.with_columns(nw.col(name).cast(nw.String) for name in texts) if texts else frame


def _becomes_text(backend: Backend, column: Column, frame: Frame, schema: nw.Schema, place: str) -> bool:
    dtype = schema[column.name]
    if dtype == nw.String:
        return False
    if isinstance(dtype, ACCEPTED[column.value_type]) and not _inexact(dtype):
        return column.value_type is ValueType.TEXT or isinstance(dtype, WORDS)
    if _has_values(backend, frame, column.name):
        raise _refusal(column, dtype, place)
    return True


def _inexact(dtype: nw.dtypes.DType) -> bool:
    """More decimal places than fen, or a moment in a time zone, which is another day elsewhere."""
    too_fine = isinstance(dtype, nw.Decimal) and dtype.scale > MOST_PLACES
    return too_fine or (isinstance(dtype, nw.Datetime) and dtype.time_zone is not None)


def _has_values(backend: Backend, frame: Frame, name: str) -> bool:
    return bool(backend.collect(frame.select(values=nw.col(name).count())).to_pylist()[0]["values"])


def _refusal(column: Column, dtype: nw.dtypes.DType, place: str) -> InputRefused:
    return InputRefused(
        place,
        None,
        column.name,
        None,
        f"类型 {dtype} 不能准确表示此列；请改用文本",
        f"type {dtype} cannot hold this column exactly; give text ({column.value_type.value})",
    )
