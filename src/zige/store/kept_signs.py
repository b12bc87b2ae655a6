"""`store/kept/signs.parquet`: the proofs of life that coming runs can still need. It can be deleted at any time.

The file says itself for which month it was made, by which program and law and from which batches, so that it is there
with what it says or not at all; without it a run reads the folds of all batches.
"""

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from zige.store.home import Home
from zige.store.writing import whole_file

SAYS = f"zige {version('zige')}"


@dataclass(frozen=True)
class KeptSigns:
    """Proofs of life by person, kind and month out of these batches: enough for runs of `month` and later by `law`."""

    month: int
    law: str
    batches: frozenset[int]
    signs: pl.DataFrame


def read_kept_signs(home: Home, month: int, law: str, batches: set[int]) -> KeptSigns | None:
    """What is kept, if a run of a month may use it by this law and with these batches."""
    said = _said(home)
    if said is None or said["month"] > month or said["law"] != law or not batches.issuperset(said["batches"]):
        return None
    return KeptSigns(said["month"], law, frozenset(said["batches"]), pl.read_parquet(_place(home)))


def keep_signs(home: Home, kept: KeptSigns) -> None:
    """Keep these instead of what is kept, unless that is for a later month."""
    before = _said(home)
    if before is not None and before["month"] > kept.month:
        return
    said = {"month": kept.month, "law": kept.law, "batches": sorted(kept.batches)}
    _place(home).parent.mkdir(exist_ok=True)
    with whole_file(_place(home)) as partial:
        kept.signs.write_parquet(partial, compression="zstd", metadata={SAYS: json.dumps(said)})


def _said(home: Home) -> dict[str, Any] | None:
    """For what the file was made; None where there is none of this program's."""
    told = pl.read_parquet_metadata(_place(home)) if _place(home).exists() else {}
    said: dict[str, Any] | None = json.loads(told.get(SAYS, "null"))
    return said


def _place(home: Home) -> Path:
    return home.path / "store" / "kept" / "signs.parquet"
