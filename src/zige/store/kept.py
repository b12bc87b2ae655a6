"""`store/kept/`: what a run has worked out of earlier months and coming runs can take further. It may be deleted.

Each file says itself for which month it was made, by which program, on which basis and from which batches, so that it
is there with what it says or not at all; without it a run reads the tables of all batches.
"""

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from zige.store.home import Home
from zige.store.writing import whole_file

SAYS = f"kept by zige {version('zige')}"
SIGNS = "signs"
PAID = "paid"


@dataclass(frozen=True)
class Kept:
    """A table out of these batches that serves runs of `month` and later, as long as they stand on the same `basis`."""

    month: int
    basis: str
    batches: frozenset[int]
    table: pl.DataFrame


def read_kept(home: Home, name: str, month: int, basis: str, batches: set[int]) -> Kept | None:
    """What is kept by this name, if a run of a month may use it on this basis and with these batches."""
    said = _said(home, name)
    if said is None or said["month"] > month or said["basis"] != basis or not batches.issuperset(said["batches"]):
        return None
    return Kept(said["month"], basis, frozenset(said["batches"]), pl.read_parquet(_place(home, name)))


def kept_rows(home: Home, name: str, where: pl.Expr) -> Kept | None:
    """Some rows of what is kept by this name, whatever month it serves; None where there is nothing."""
    said = _said(home, name)
    if said is None:
        return None
    rows = pl.scan_parquet(_place(home, name)).filter(where).collect()
    return Kept(said["month"], said["basis"], frozenset(said["batches"]), rows)


def keep(home: Home, name: str, kept: Kept) -> None:
    """Keep this instead of what is kept by this name, unless that is for a later month."""
    before = _said(home, name)
    if before is not None and before["month"] > kept.month:
        return
    said = {"month": kept.month, "basis": kept.basis, "batches": sorted(kept.batches)}
    _place(home, name).parent.mkdir(exist_ok=True)
    with whole_file(_place(home, name)) as partial:
        kept.table.write_parquet(partial, compression="zstd", metadata={SAYS: json.dumps(said)})


def _said(home: Home, name: str) -> dict[str, Any] | None:
    """For what the file was made; None where there is none of this program's that can be read."""
    try:
        told = pl.read_parquet_metadata(_place(home, name))
    except (OSError, pl.exceptions.PolarsError):
        return None
    said: dict[str, Any] | None = json.loads(told.get(SAYS, "null"))
    return said


def _place(home: Home, name: str) -> Path:
    return home.path / "store" / "kept" / f"{name}.parquet"
