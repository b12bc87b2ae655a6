"""Translation of columns that hold few distinct values: each value once in Python, then joined back.

Engines disagree on what a date is in text, on integer division, on shifts; Python is exact and the same beside all of
them. A column of millions of rows has a few thousand distinct dates, months or sets of grounds: the way through Python
costs a look at the column's ends, or a grouping where its values are not in a row, and a join.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame


def distinct(backend: Backend, frame: Frame, columns: Sequence[str]) -> list[Any]:
    """The distinct values of all `columns`, without null."""
    each = [frame.select(value=column).unique(["value"]) for column in columns]
    values = backend.collect(nw.concat(each)).column("value")
    return list(dict.fromkeys(value for value in values.to_pylist() if value is not None))


def dictionary(translations: Mapping[Any, Any], from_type: pa.DataType, to_type: pa.DataType) -> pa.Table:
    """Values and their translations as the table that `replaced` joins."""
    values = pa.array(list(translations), from_type)
    return pa.table({"value": values, "translated": pa.array(list(translations.values()), to_type)})


def replaced(backend: Backend, frame: Frame, columns: Sequence[str], entries: pa.Table) -> Frame:
    """`frame` with each of `columns` replaced by its translation in `entries`, null where it has none."""
    words = backend.table(entries)
    names = frame.collect_schema().names()
    for column in columns:
        renamed = words.rename({"translated": f"translated {column}"})
        frame = frame.join(renamed, left_on=column, right_on="value", how="left")
    return frame.select(nw.col(f"translated {name}" if name in columns else name).alias(name) for name in names)


def ends(backend: Backend, frame: Frame, columns: Sequence[str]) -> tuple[Any, Any]:
    """The least and the greatest value of all `columns`, None where there is none."""
    low = {f"low {column}": nw.col(column).min() for column in columns}
    high = {f"high {column}": nw.col(column).max() for column in columns}
    found = backend.collect(frame.select(**low, **high)).to_pylist()[0]
    lows, highs = ([found[name] for name in names if found[name] is not None] for names in (low, high))
    return min(lows, default=None), max(highs, default=None)
