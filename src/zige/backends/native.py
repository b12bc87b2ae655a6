"""A caller's own tables: which engine works on them, and how its answer goes back in the kind that came."""

from typing import Any

import narwhals as nw
import pyarrow as pa

from zige.backends import open_backend
from zige.backends.base import Backend, Frame
from zige.errors import RequestRefused

ENGINE_OF = {
    nw.Implementation.PYARROW: "duckdb",
    nw.Implementation.PANDAS: "duckdb",
    nw.Implementation.DUCKDB: "duckdb",
    nw.Implementation.POLARS: "polars",
    nw.Implementation.PYSPARK: "spark",
    nw.Implementation.PYSPARK_CONNECT: "spark",
}


class NativeTables:
    """The engine for tables of the kind of `example`, from pyarrow, pandas, Polars, DuckDB or PySpark.

    DuckDB relations are copied through Arrow, since a relation does not give its connection away.
    Raises RequestRefused for tables of another kind.
    """

    def __init__(self, example: Any) -> None:
        self._example = _narwhals(example)
        self.backend: Backend = open_backend(_engine_of(self._example))

    def frame(self, native: Any) -> Frame:
        """A caller's table as a lazy one of the engine."""
        given = _narwhals(native)
        if given.implementation != self._example.implementation:
            raise RequestRefused(
                "各表须为同一种表格（例如都用 Polars）；请先转换",
                "all tables must be of one kind (all Polars, say); convert them first",
            )
        if self.backend.name == "duckdb":
            collected = given.collect("pyarrow") if isinstance(given, nw.LazyFrame) else given
            return self.backend.table(collected.to_arrow())
        lazy: Frame = given.lazy()
        return lazy

    def native(self, frame: Frame) -> Any:
        """The engine's answer as a table of the caller's kind."""
        implementation = self._example.implementation
        if self.backend.name != "duckdb":
            return (frame.collect() if isinstance(self._example, nw.DataFrame) else frame).to_native()
        table: pa.Table = self.backend.collect(frame)
        if implementation is nw.Implementation.PANDAS:
            return table.to_pandas()
        if implementation is nw.Implementation.DUCKDB:
            import duckdb

            return duckdb.from_arrow(table)
        return table


def _narwhals(native: Any) -> Any:
    try:
        return nw.from_native(native)
    except TypeError:
        raise _unknown_kind(native) from None
    except nw.exceptions.DuplicateError:
        raise RequestRefused(
            "表中有两列同名；请只留一列", "two columns of a table have the same name; keep one"
        ) from None


def _engine_of(frame: Any) -> str:
    if frame.implementation not in ENGINE_OF:
        raise _unknown_kind(frame.to_native())
    return ENGINE_OF[frame.implementation]


def _unknown_kind(native: Any) -> RequestRefused:
    kind = type(native).__name__
    return RequestRefused(
        f"不支持 {kind} 类型的表；请用 pyarrow、pandas、Polars、DuckDB 或 PySpark 的表",
        f"tables of type {kind} are not supported; use pyarrow, pandas, Polars, DuckDB or PySpark",
    )
