"""The tables as they were handed over: from files, or from a caller's frames."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zige.backends.base import Backend, Frame
from zige.errors import InputRefused, RequestRefused
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

    Raises InputRefused where the file is missing, is of another kind, or lacks a column.
    """
    _check_readable(path)
    frame = _parquet(backend, path) if path.suffix == ".parquet" else _csv(backend, path)
    check_columns(table, frame.collect_schema().names(), path.name)
    return Given(table, frame.select(table.names), path)


def given_frame(table: Table, frame: Frame) -> Given:
    """The table in a caller's frame. Raises InputRefused where it lacks a column."""
    check_columns(table, frame.collect_schema().names(), table.name)
    return Given(table, frame.select(table.names))


def check_columns(table: Table, names: Iterable[str], place: str) -> None:
    """Raises InputRefused for the first column of `table` that is not among `names`."""
    present = list(names)
    for column in table.names:
        if column not in present:
            raise InputRefused(
                place, 1, column, None, "缺少这一列；请补上该列的表头", "this column is missing; add it to the header"
            )


def header_of(path: Path) -> list[str]:
    """The column names of a CSV file. Raises InputRefused where there are none, or one stands twice."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        try:
            names = next(csv.reader(lines), [])
        except UnicodeDecodeError:
            raise InputRefused(path.name, 1, None, None, *NOT_UTF8) from None
    if not names:
        raise InputRefused(
            path.name, 1, None, None, "文件为空；第一行应是表头", "the file is empty; its first line must be the header"
        )
    for name in names:
        if names.count(name) > 1:
            raise InputRefused(
                path.name, 1, name, None, "表头中此列出现两次；请只留一列", "this column stands twice; keep one"
            )
    return names


NOT_UTF8 = (
    "不是 UTF-8 编码；请另存为 UTF-8 后再试",
    "this is not UTF-8; save the file as UTF-8 and try again",
)


def _check_readable(path: Path) -> None:
    if not path.is_file():
        raise RequestRefused(f"找不到文件 {path}；请检查路径", f"there is no file {path}; check the path")
    if path.suffix not in SUFFIXES:
        raise RequestRefused(
            f"{path.name} 不是 .csv 或 .parquet 文件；请转换后再试",
            f"{path.name} is neither .csv nor .parquet; convert it and try again",
        )


def _csv(backend: Backend, path: Path) -> Frame:
    return backend.scan_csv(path, header_of(path))


def _parquet(backend: Backend, path: Path) -> Frame:
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            raise InputRefused(
                path.name,
                None,
                None,
                None,
                "不是 Parquet 文件或已损坏；请重新导出",
                "this is no Parquet file, or it is damaged; export it again",
            )
    return backend.scan_parquet(path)
