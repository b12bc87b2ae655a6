"""DuckDB: the default engine, one process, spilling to disk where memory ends."""

import tempfile
from itertools import count
from pathlib import Path

import duckdb
import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.backends.csv_files import read_csv


class DuckDBBackend(Backend):
    """A private in-memory database; kept tables are temporary tables of it."""

    name = "duckdb"
    errors = (duckdb.Error, pa.ArrowInvalid)

    def __init__(self) -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="zige-")
        self._connection = duckdb.connect(
            config={
                "temp_directory": self._spill.name,
                "preserve_insertion_order": "false",
                "disabled_optimizers": "join_order,build_side_probe_side",
            }
        )
        self._numbers = count(1)

    def scan_csv(self, path: Path, columns: list[str]) -> Frame:
        return self.table(read_csv(path, columns))

    def scan_parquet(self, path: Path) -> Frame:
        return nw.from_native(self._connection.read_parquet(str(path)))

    def table(self, table: pa.Table) -> Frame:
        name = f"given_{next(self._numbers)}"
        self._connection.register(name, table)
        return nw.from_native(self._connection.table(name))

    def keep(self, frame: Frame) -> Frame:
        name = f"kept_{next(self._numbers)}"
        frame.to_native().create(name)
        return nw.from_native(self._connection.table(name))

    def joined_text(self, frame: Frame, by: str, text: str) -> Frame:
        by_, text_ = duckdb.ColumnExpression(by), duckdb.ColumnExpression(text)
        relation: duckdb.DuckDBPyRelation = frame.select(by, text).to_native()
        joined = f"string_agg({text_}, '|' ORDER BY {text_}) AS {text_}"
        return nw.from_native(relation.aggregate(f"{by_}, {joined}", str(by_)))

    def write(self, frame: Frame, path: Path, order: str) -> None:
        relation: duckdb.DuckDBPyRelation = frame.sort(order).to_native()
        if path.suffix == ".parquet":
            relation.write_parquet(str(path), compression="zstd")
        else:
            relation.write_csv(str(path), header=True)

    def close(self) -> None:
        self._connection.close()
        self._spill.cleanup()
