"""What was received: one folder for every batch, numbered in the order received, with its receipt and its tables.

    receipt.json           counts that add up; whoever delivered may see it: it names no person
    facts.parquet          what the rows give, by person number (FACT ROWS), proofs of life left aside
    signs.parquet          proofs of life row by row; fold.parquet the same by person, kind and month
    superseded.parquet     rows of earlier batches whose record comes again in this one
    payments.parquet       of a ledger: benefit_id, month, amount, record (a keyed digest of the record's number)
    revised.parquet        payments of earlier batches of the ledger (number) that this one corrects or withdraws
    listed.parquet         of a snapshot: every record it lists, those that came before too
    fingerprints.parquet   keyed digests of the accepted rows, to know them again
    strangers.parquet      keyed digests of the numbers nobody in the register had, to know newcomers by
    register-*.sealed      of a roster: the register as it stands after this batch; of a held one in released/
    quarantine.sealed      rows set aside, as written, with their codes
    candidates.sealed      rows that a person must assign
    released/release.json  a held batch was released, when, by whom, why and after which batch
    again-2026-12.json     the same content was delivered again, for which month and on which day

The folder appears in one step, so that a batch is there with all its tables or not at all.
"""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from zige.errors import RequestRefused
from zige.store.home import Home
from zige.store.reading import first_damaged, read_json
from zige.store.sealing import opened_table
from zige.store.writing import whole_folder, write_json

RECEIPT, RELEASED, CAME_AGAIN = "receipt.json", "released", "again-"
FACTS, SIGNS, FOLD, SUPERSEDED = "facts.parquet", "signs.parquet", "fold.parquet", "superseded.parquet"
PAYMENTS, REVISED, LISTED = "payments.parquet", "revised.parquet", "listed.parquet"
FINGERPRINTS, STRANGERS = "fingerprints.parquet", "strangers.parquet"
REGISTER, QUARANTINE, CANDIDATES = "register", "quarantine.sealed", "candidates.sealed"
PAYMENT = {"benefit_id": pl.String, "month": pl.Int64, "amount": pl.Int64, "record": pl.UInt64}
"""A payment of a ledger; `record` is a keyed digest of its record's number, null without one."""
AGAIN = "read_again"
"""The status of a batch made of what an earlier one (`of`) delivered: for newcomers, or of a roster that came again."""
ROWS_TOGETHER = 1 << 14
"""Rows of a table that are read together: a page that asks about one person passes over the rest of a sorted table."""
SHORT = 12
"""Digits of a content digest that name a batch to a person."""


@dataclass(frozen=True)
class Batch:
    """A batch of the home."""

    folder: Path

    @cached_property
    def receipt(self) -> dict[str, Any]:
        """The receipt as it was written."""
        return read_json(self.folder / RECEIPT)

    @property
    def number(self) -> int:
        """Its place in the order received, from 1."""
        return int(self.folder.name.split("-", 1)[0])

    @property
    def id(self) -> str:
        """The digest of its content."""
        return str(self.receipt["batch"])

    @property
    def dataset(self) -> str:
        """As its folder's name says, so that most batches need not be opened to be passed over."""
        return self.folder.name.split("-")[1]

    @property
    def month(self) -> str:
        return "-".join(self.folder.name.split("-")[2:4])

    def is_called(self, digest: str) -> bool:
        """Whether it is the batch of this digest."""
        return self.folder.name.endswith(digest[:SHORT]) and self.id == digest

    @property
    def received(self) -> dt.date:
        """The day on which we knew."""
        return dt.date.fromisoformat(self.receipt["received"])

    @property
    def held(self) -> bool:
        """Complete, but not to be used before a person releases it."""
        return self.used_from is None

    @property
    def used_from(self) -> dt.date | None:
        """The day from which runs may use it: that of its receipt, or of its release; None while it is held."""
        if self.receipt["status"] != "held":
            return self.received
        released = self.released
        return None if released is None else max(self.received, dt.date.fromisoformat(released["on"]))

    @property
    def released(self) -> dict[str, Any] | None:
        """By whom, on which day and why, after which batch and how many releases; None where it was not released."""
        path = self.folder / RELEASED / "release.json"
        if self.receipt["status"] != "held" or not path.exists():
            return None
        return read_json(path)

    @property
    def place(self) -> tuple[int, int]:
        """Its place in the order in which batches came to be used: a released one comes after all that were here."""
        released = self.released
        return (self.number, 0) if released is None else (released["after"], released["releases"] + 1)

    @property
    def arrivals(self) -> list[tuple[str, dt.date]]:
        """For which month and on which day its content came: at first, and again for later months."""
        again = [read_json(path) for path in sorted(self.folder.glob(f"{CAME_AGAIN}*.json"))]
        return [(self.month, self.received), *((each["month"], dt.date.fromisoformat(each["on"])) for each in again)]

    def usable(self, known_by: dt.date | None = None) -> bool:
        """Whether a run may use it, as known by that day."""
        since = self.used_from
        return since is not None and since <= (known_by or dt.date.max)

    def table(self, name: str) -> Path | None:
        """The path of one of its tables, None where it has none."""
        paths = (self.folder / name, self.folder / RELEASED / name)
        return next((path for path in paths if path.exists()), None)


def all_batches(home: Home) -> list[Batch]:
    """Every batch in the order received, held ones included."""
    folder = home.batches
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    return [_batch(folder, name) for name in names]


@lru_cache(maxsize=100_000)
def _batch(folder: Path, name: str) -> Batch:
    """A batch stays as it was written, so that its receipt is read once."""
    return Batch(folder / name)


def usable_batches(home: Home, known_by: dt.date | None = None) -> list[Batch]:
    """The batches that a run may use, as known by that day."""
    return [batch for batch in all_batches(home) if batch.usable(known_by)]


def tables_of(batches: list[Batch], name: str, schema: dict[str, Any], wanted: pl.Expr | None = None) -> pl.DataFrame:
    """A table of many batches, one below the other, with the number of each as `batch`; only the rows wanted."""
    files = {str(path): batch.number for batch in batches if (path := batch.table(name))}
    if not files:
        return pl.DataFrame(schema={**schema, "batch": pl.Int64})
    numbers = pl.LazyFrame({"file": list(files), "batch": list(files.values())})
    rows = pl.scan_parquet(list(files), include_file_paths="file", glob=False)
    if wanted is not None:
        rows = rows.filter(wanted)
    try:
        return rows.join(numbers, on="file", maintain_order="left").select(*schema, "batch").collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise first_damaged([Path(file) for file in files]) or error from None


def among(name: str, values: pl.Series) -> pl.Expr:
    """Whether a column has one of a few values, said so that a file is passed over where its own bounds rule them out.

    `values` has no null.
    """
    if values.is_empty():
        return pl.lit(value=False)
    least, most = (pl.lit(bound, values.dtype) for bound in (values.min(), values.max()))
    return pl.col(name) == least if values.n_unique() == 1 else _between(name, least, most, values)


def _between(name: str, least: pl.Expr, most: pl.Expr, values: pl.Series) -> pl.Expr:
    return pl.col(name).is_between(least, most) & pl.col(name).is_in(values.implode())


def origins(batches: list[Batch]) -> pl.DataFrame:
    """Where batches are from: number, dataset, department, received."""
    rows = [(batch.number, batch.dataset, batch.receipt["department"], batch.received) for batch in batches]
    schema = {"number": pl.Int64, "dataset": pl.String, "department": pl.String, "received": pl.Date}
    return pl.DataFrame(rows, schema, orient="row")


def batch_called(home: Home, name: str) -> Batch:
    """The batch whose digest begins with `name`. Raises RequestRefused where there is none or several."""
    found = [batch for batch in all_batches(home) if batch.id.startswith(name)] if name else []
    if len(found) != 1:
        raise RequestRefused(
            f"以“{name}”开头的批次有 {len(found)} 个；请用 zige batches 查看批次编号",
            f"{len(found)} batches begin with '{name}'; zige batches lists them",
        )
    return found[0]


def add_batch(home: Home, receipt: dict[str, Any], fill: Callable[[Path], None]) -> Batch:
    """A new batch: `fill` writes its tables into the folder it is given."""
    before = all_batches(home)
    number = before[-1].number + 1 if before else 1
    folder = home.batches / f"{number:06d}-{receipt['dataset']}-{receipt['month']}-{receipt['batch'][:SHORT]}"
    with whole_folder(folder) as new:
        fill(new)
        write_json(new / RECEIPT, receipt)
    return Batch(folder)


def release(home: Home, batch: Batch, who: str, when: dt.date, fill: Callable[[Path], None], why: str = "") -> None:
    """Let a held batch be used, with the tables that `fill` writes. Raises RequestRefused where it is not held."""
    if not batch.held:
        raise RequestRefused(
            f"批次 {batch.id[:SHORT]} 没有挂起，不需要放行",
            f"batch {batch.id[:SHORT]} is not held, there is nothing to release",
        )
    batches = all_batches(home)
    releases = sum(other.released is not None for other in batches)
    told = {"by": who, "on": when.isoformat(), "why": why, "after": batches[-1].number, "releases": releases}
    with whole_folder(batch.folder / RELEASED) as new:
        fill(new)
        write_json(new / "release.json", told)


def came_again(batch: Batch, month: str, when: dt.date) -> None:
    """The content of a batch was delivered for `month` too; for one that it has come for, the first day stays."""
    if month not in {known for known, _ in batch.arrivals}:
        write_json(batch.folder / f"{CAME_AGAIN}{month}.json", {"month": month, "on": when.isoformat()})


def sealed_table(home: Home, batch: Batch, name: str) -> pl.DataFrame | None:
    """A sealed table of the batch, None where it has none."""
    path = batch.table(name)
    return None if path is None else opened_table(path, home.keys)
