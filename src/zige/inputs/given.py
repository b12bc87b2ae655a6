"""The tables as they were handed over: from files, or from a caller's frames."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zige.backends.base import Backend, Frame
from zige.errors import InputRefused, RequestRefused
from zige.inputs.text_files import check_quotes, header_of, unreadable
from zige.tables import Table

SUFFIXES = (".csv", ".parquet")


@dataclass(frozen=True)
class Given:
    """One table as handed over: its description, its rows, and the file they stand in, if there is one."""

    table: Table
    frame: Frame
    path: Path | None = None

    @property
    def place(self) -> str:
        """What a refusal calls it: the file's name, else the table's."""
        return self.path.name if self.path else self.table.name


def given_file(backend: Backend, table: Table, path: Path) -> Given:
    """The table in a CSV or Parquet file, by its extension.

    Raises InputRefused where the file is of another kind, cannot be read, or lacks a column; RequestRefused where it
    is missing.
    """
    _check_readable(path)
    try:
        frame = _csv(backend, path) if path.suffix == ".csv" else backend.scan_parquet(path)
        columns = frame.collect_schema().names()
    except backend.errors:
        raise unreadable(path) from None
    check_columns(table, columns, path.name, 1)
    return Given(table, frame.select(table.names), path)


def _csv(backend: Backend, path: Path) -> Frame:
    columns = header_of(path)
    check_quotes(path)
    return backend.scan_csv(path, columns)


def given_frame(table: Table, frame: Frame) -> Given:
    """The table in a caller's frame. Raises InputRefused where it lacks a column."""
    check_columns(table, frame.collect_schema().names(), table.name)
    return Given(table, frame.select(table.names))


def check_columns(table: Table, names: Iterable[str], place: str, line: int | None = None) -> None:
    """Raises InputRefused for the first column of `table` that is not among `names`."""
    present = list(names)
    for column in table.names:
        if column not in present:
            raise InputRefused(
                place,
                line,
                column,
                None,
                "缺少这一列；请补上该列的表头",
                "this column is missing; add it to the header",
            )


def _check_readable(path: Path) -> None:
    if not path.is_file():
        raise RequestRefused(f"找不到文件 {path}；请检查路径", f"there is no file {path}; check the path")
    if path.suffix not in SUFFIXES:
        raise RequestRefused(
            f"{path.name} 不是 .csv 或 .parquet 文件；请转换后再试",
            f"{path.name} is neither .csv nor .parquet; convert it and try again",
        )
