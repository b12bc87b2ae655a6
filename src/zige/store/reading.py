"""What the home wrote is read again, or refused by name where it is missing or damaged."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from pyarrow import ArrowInvalid, parquet

from zige.errors import HomeRefused


def read_json(path: Path) -> dict[str, Any]:
    """The content of a JSON file of the home. Raises HomeRefused where it cannot be read."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise damaged(path) from None
    return content


def read_table(path: Path, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A table of the home, of `columns` alone where they are named. Raises HomeRefused where it cannot be read."""
    try:
        return pl.read_parquet(path, columns=None if columns is None else list(columns))
    except (OSError, pl.exceptions.PolarsError):
        raise damaged(path) from None


def bounds_of(path: Path, column: str) -> tuple[int, int] | None:
    """The least and the greatest value of a column of whole numbers, as the file tells them beside its rows.

    None where it does not tell, has no rows, or cannot be read.
    """
    try:
        told = parquet.read_metadata(path)
    except (OSError, ArrowInvalid):
        return None
    place = told.schema.names.index(column)
    parts = [told.row_group(part).column(place).statistics for part in range(told.num_row_groups)]
    if not parts or any(each is None or not each.has_min_max for each in parts):
        return None
    return min(int(each.min) for each in parts), max(int(each.max) for each in parts)


def first_damaged(paths: Sequence[Path]) -> HomeRefused | None:
    """The refusal of the first of these tables that cannot be read; None where all can."""
    for path in paths:
        try:
            pl.read_parquet(path)
        except (OSError, pl.exceptions.PolarsError):
            return damaged(path)
    return None


def damaged(path: Path) -> HomeRefused:
    """The refusal of a file of the home, named with the folder it lies in."""
    name = f"{path.parent.name}/{path.name}"
    return HomeRefused(
        f"数据目录中的 {name} 缺失或已损坏；请从备份恢复",
        f"{name} of the home is missing or damaged; restore it from a backup",
    )
