"""What an engine must be able to do for us; everything else is one text of expressions for all of them."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, TypeAlias

import narwhals as nw
import pyarrow as pa

Frame: TypeAlias = nw.LazyFrame[Any]
"""A lazy table of any engine, as Narwhals sees it."""


class Backend(ABC):
    """One engine. Only the classes below this one open an engine's connection."""

    name: str
    errors: tuple[type[Exception], ...]
    """What the engine raises when a file cannot be read."""

    @abstractmethod
    def scan_csv(self, path: Path, columns: list[str]) -> Frame:
        """A UTF-8 CSV file with a header of `columns`, every value as text; an empty value is null."""

    @abstractmethod
    def scan_parquet(self, path: Path) -> Frame:
        """A Parquet file with the types it has."""

    @abstractmethod
    def table(self, table: pa.Table) -> Frame:
        """A table in memory."""

    @abstractmethod
    def keep(self, frame: Frame) -> Frame:
        """The same rows, computed once, for a table that several others are made from."""

    @abstractmethod
    def joined_text(self, frame: Frame, by: str, text: str) -> Frame:
        """For each `by` the values of `text`, ascending, joined by "|"."""

    @abstractmethod
    def write(self, frame: Frame, path: Path, order: str) -> None:
        """Write the rows ascending by `order` to a CSV (LF, minimal quoting) or Parquet file at `path`."""

    @abstractmethod
    def close(self) -> None:
        """Give back what the engine holds."""

    def collect(self, frame: Frame) -> pa.Table:
        """The rows in memory."""
        collected: pa.Table = frame.collect("pyarrow").to_native()
        return collected

    def __enter__(self) -> "Backend":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
