"""A run as it is kept: its tables, and a receipt with their hashes; the same inputs give the same receipt."""

import datetime as dt
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import polars as pl

from zige.identity.ladder import CANDIDATES as CANDIDATE_SCHEMA
from zige.store import runs
from zige.store.batches import CANDIDATES, Batch, sealed_table
from zige.store.home import Home
from zige.store.kept import PAID, SIGNS, Kept, keep
from zige.store.runs import Run, digest_of, next_folder
from zige.store.sealing import seal_table
from zige.store.writing import whole_folder, write_json


@dataclass(frozen=True)
class Result:
    """Everything a run comes to; what is kept is no part of the run but for the next ones."""

    month: str
    known_by: dt.date | None
    law: str
    basis: str
    determinations: pl.DataFrame
    changes: pl.DataFrame
    certified: pl.DataFrame
    events: pl.DataFrame
    evidence: pl.DataFrame
    deferrals: pl.DataFrame
    questions: pl.DataFrame
    monitoring: pl.DataFrame
    lists: pl.DataFrame
    calendar: list[dict[str, Any]]
    counts: dict[str, int]
    taken: list[Batch]
    kept_signs: Kept
    kept_paid: Kept | None

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables that name nobody, by file."""
        return {
            runs.DETERMINATIONS: self.determinations,
            runs.CHANGES: self.changes,
            runs.CERTIFIED: self.certified,
            runs.EVENTS: self.events,
            runs.EVIDENCE: self.evidence,
            runs.DEFERRALS: self.deferrals,
            runs.QUESTIONS: self.questions,
            runs.MONITORING: self.monitoring,
        }


def write_run(home: Home, result: Result) -> Run:
    """The run's folder, whole or not at all. What is kept comes first: the next run of the month has less to tell."""
    candidates = open_candidates(home, result.taken)
    keep(home, SIGNS, result.kept_signs)
    if result.kept_paid is not None:
        keep(home, PAID, result.kept_paid)
    folder = next_folder(home, result.month)
    folder.parent.mkdir(exist_ok=True)
    with whole_folder(folder) as new:
        for name, table in result.tables().items():
            table.write_parquet(new / name, compression="zstd")
        seal_table(result.lists, new / runs.LISTS, home.keys)
        seal_table(candidates, new / runs.OPEN_CANDIDATES, home.keys)
        write_json(new / runs.RUN_RECEIPT, receipt_of(result, candidates))
    return Run(folder)


def receipt_of(result: Result, candidates: pl.DataFrame) -> dict[str, Any]:
    """What went in and what came out, by hash and count; it names nobody and no time of day."""
    sealed = {runs.LISTS: result.lists, runs.OPEN_CANDIDATES: candidates}
    return {
        "month": result.month,
        "known_by": result.known_by.isoformat() if result.known_by else None,
        "program": version("zige"),
        "law": result.law,
        "basis": result.basis,
        "batches": [batch.number for batch in result.taken],
        "benefits": result.determinations.height,
        "counts": result.counts,
        "certified": result.certified.height,
        "certified_silently": int(result.certified["silently"].sum()),
        "deferrals": result.deferrals.height,
        "candidates": candidates.height,
        "questions": result.questions.height,
        "calendar": result.calendar,
        "hashes": {name: digest_of(table) for name, table in (result.tables() | sealed).items()},
    }


def open_candidates(home: Home, batches: list[Batch]) -> pl.DataFrame:
    """The rows that a person must still assign, with the batch each stands in."""
    schema = {"number": pl.Int64, "dataset": pl.String, **CANDIDATE_SCHEMA}
    parts = [pl.DataFrame(schema=schema)]
    for batch in batches:
        table = sealed_table(home, batch, CANDIDATES)
        if table is not None:
            parts.append(table.with_columns(number=pl.lit(batch.number, pl.Int64), dataset=pl.lit(batch.dataset)))
    return pl.concat(parts, how="diagonal_relaxed").sort("number", "line", "person")
