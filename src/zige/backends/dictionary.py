"""Translation of columns that hold few distinct values: each value once in Python, then joined back.

Engines disagree on what a date is in text, on integer division, on shifts; Python is exact and the same beside all of
them. A column of millions of rows has a few thousand distinct dates, months or sets of grounds, so that the way
through Python costs a grouping and a join.
"""

from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame

Translation = Callable[[Any], Any]
"""From one value to another; None for a value that has none."""


def translate(
    backend: Backend, frame: Frame, columns: Sequence[str], translation: Translation, type_: pa.DataType
) -> Frame:
    """`frame` with each of `columns` translated to the Arrow type `type_`; null stays null."""
    if not columns:
        return frame
    words = backend.table(_dictionary(backend, frame, columns, translation, type_))
    order = frame.collect_schema().names()
    for column in columns:
        frame = frame.join(words, left_on=column, right_on="value", how="left").drop(column)
        frame = frame.rename({"translated": column})
    return frame.select(order)


def _dictionary(
    backend: Backend, frame: Frame, columns: Sequence[str], translation: Translation, type_: pa.DataType
) -> pa.Table:
    """The distinct values of all `columns` with their translations."""
    distinct = [frame.select(value=nw.col(column)).unique(["value"]) for column in columns]
    values = backend.collect(nw.concat(distinct).unique(["value"])).column("value")
    known = [value for value in values.to_pylist() if value is not None]
    translated = pa.array([translation(value) for value in known], type_)
    return pa.table({"value": pa.array(known, values.type), "translated": translated})
