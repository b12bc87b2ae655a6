"""What was determined: `runs/2026-11/001/…`, one folder for each run of a month; the last one counts, none is lost.

determinations.parquet   one row for each benefit (LAW §7) with its person number
changes.parquet          what differs from the run before: benefit_id, column, before, after
certified.parquet        who was certified in the month and by what
events.parquet           the facts that were judged, one row for each event; evidence.parquet the rows behind them
deferrals.parquet        overdue suspensions put off because data are late (LAW §5)
questions.parquet        what an officer must find out
monitoring.parquet       the results for provincial monitoring, by benefit
candidates.sealed        rows that a person must assign
lists.sealed             who is to be verified, reminded, visited, by office
receipt.json             batches and law that went in, counts that add up, hashes of what came out
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from zige.errors import RequestRefused
from zige.store.home import Home
from zige.store.reading import read_json, read_table
from zige.store.sealing import opened_table

DETERMINATIONS, CHANGES, CERTIFIED = "determinations.parquet", "changes.parquet", "certified.parquet"
EVENTS, EVIDENCE, DEFERRALS = "events.parquet", "evidence.parquet", "deferrals.parquet"
QUESTIONS, MONITORING = "questions.parquet", "monitoring.parquet"
OPEN_CANDIDATES, LISTS, RUN_RECEIPT = "candidates.sealed", "lists.sealed", "receipt.json"

_MONTH = re.compile(r"[0-9]{4,5}-[0-9]{2}")


@dataclass(frozen=True)
class Run:
    """A run of the home."""

    folder: Path

    @cached_property
    def receipt(self) -> dict[str, Any]:
        """The receipt as it was written."""
        return read_json(self.folder / RUN_RECEIPT)

    @property
    def month(self) -> str:
        return self.folder.parent.name

    @property
    def number(self) -> int:
        """Its place among the runs of its month, from 1."""
        return int(self.folder.name)

    def table(self, name: str) -> pl.DataFrame:
        """One of its tables."""
        return read_table(self.folder / name)

    @property
    def naming_people(self) -> list[Path]:
        """Its sealed tables, which name people; none once they were purged."""
        return [path for name in (OPEN_CANDIDATES, LISTS) if (path := self.folder / name).exists()]

    def sealed(self, home: Home, name: str) -> pl.DataFrame:
        """One of its sealed tables. Raises RequestRefused where it was purged."""
        if not (self.folder / name).exists():
            raise RequestRefused(
                f"{self.month} 的名单已过保存期限，已经清理；请改用较近月份的名单",
                f"the lists of {self.month} were past their time and are purged; use those of a later month",
            )
        return opened_table(self.folder / name, home.keys)


def runs_of(home: Home, month: str) -> list[Run]:
    """The runs of a month, oldest first."""
    folder = home.runs / month
    if not folder.is_dir():
        return []
    return [Run(each) for each in sorted(folder.iterdir()) if not each.name.startswith(".")]


def all_runs(home: Home) -> list[Run]:
    """Every run, by month and in order."""
    months = sorted(folder.name for folder in home.runs.iterdir() if _MONTH.fullmatch(folder.name))
    return [run for month in months for run in runs_of(home, month)]


def last_runs(home: Home) -> dict[str, Run]:
    """The run that counts of every month that has one."""
    return {run.month: run for run in all_runs(home)}


def run_of(home: Home, month: str) -> Run:
    """The run that counts of a month. Raises RequestRefused where there is none."""
    runs = runs_of(home, month)
    if not runs:
        raise RequestRefused(
            f"{month} 还没有运行过；请先执行 zige run --month {month}",
            f"there is no run of {month}; run zige run --month {month} first",
        )
    return runs[-1]


def next_folder(home: Home, month: str) -> Path:
    """Where the next run of a month will lie."""
    runs = runs_of(home, month)
    return home.runs / month / f"{runs[-1].number + 1 if runs else 1:03d}"


def digest_of(table: pl.DataFrame) -> str:
    """SHA-256 of what a table says: its columns and every value, in their order."""
    digest = hashlib.sha256(json.dumps([[name, str(dtype)] for name, dtype in table.schema.items()]).encode())
    for piece in table.iter_slices(100_000):
        digest.update(piece.write_csv(include_header=False).encode())
    return digest.hexdigest()
