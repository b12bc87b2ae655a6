"""Polars: in this process, without a database; the second opinion on every figure."""

from pathlib import Path

import narwhals as nw
import polars as pl
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.backends.csv_files import read_csv


class PolarsBackend(Backend):
    """Lazy frames; a kept table is a collected one."""

    name = "polars"
    errors = (pl.exceptions.PolarsError, nw.exceptions.NarwhalsError, pa.ArrowInvalid)

    def scan_csv(self, path: Path, columns: list[str]) -> Frame:
        return self.table(read_csv(path, columns))

    def scan_parquet(self, path: Path) -> Frame:
        return nw.from_native(pl.scan_parquet(path))

    def table(self, table: pa.Table) -> Frame:
        frame = pl.from_arrow(table)
        assert isinstance(frame, pl.DataFrame)
        return nw.from_native(frame.lazy())

    def keep(self, frame: Frame) -> Frame:
        native: pl.LazyFrame = frame.to_native()
        return nw.from_native(native.collect(engine="streaming").lazy())

    def joined_text(self, frame: Frame, by: str, text: str) -> Frame:
        native: pl.LazyFrame = frame.to_native()
        return nw.from_native(native.group_by(by).agg(pl.col(text).sort().str.join("|")))

    def write(self, frame: Frame, path: Path, order: str) -> None:
        native: pl.LazyFrame = frame.sort(order).to_native()
        if path.suffix == ".parquet":
            native.sink_parquet(path, compression="zstd")
        else:
            native.sink_csv(path)

    def close(self) -> None:
        """Nothing is held."""
