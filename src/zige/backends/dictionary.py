"""Translation of columns that hold few distinct values: each value once in Python, then joined back.

Engines disagree on what a date is in text, on integer division, on shifts; Python is exact and the same beside all of
them. A column of millions of rows has a few thousand distinct dates, months or sets of grounds, so that the way
through Python costs a grouping and a join.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame

Translation = Callable[[Any], Any]
"""From one value to another; None for a value that has none."""


def translate(
    backend: Backend, frame: Frame, columns: Sequence[str], translation: Translation, type_: pa.DataType
) -> Frame:
    """`frame` with each of `columns` translated to the Arrow type `type_`; null stays null.

    The distinct values are asked of `frame`, which should be cheap to compute: a scan, or a kept table.
    """
    if not columns:
        return frame
    distinct = [frame.select(value=column).unique(["value"]) for column in columns]
    values = backend.collect(nw.concat(distinct)).column("value")
    return replaced(backend, frame, columns, set(values.to_pylist()), translation, values.type, type_)


def replaced(
    backend: Backend,
    frame: Frame,
    columns: Sequence[str],
    values: Iterable[Any],
    translation: Translation,
    from_type: pa.DataType,
    to_type: pa.DataType,
) -> Frame:
    """`translate` where the values that may occur are known beforehand."""
    known = [value for value in values if value is not None]
    translated = pa.array([translation(value) for value in known], to_type)
    words = backend.table(pa.table({"value": pa.array(known, from_type), "translated": translated}))
    names = frame.collect_schema().names()
    for column in columns:
        entries = words.rename({"translated": f"translated {column}"})
        frame = frame.join(entries, left_on=column, right_on="value", how="left")
    return frame.select(nw.col(f"translated {name}" if name in columns else name).alias(name) for name in names)
