"""What a dataset's earlier batches say of a new one: rows that came before, and what is usual (EXCHANGE §1)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import polars as pl

from zige.exchange.contract import Contract
from zige.exchange.drift import BatchStats, DriftPolicy
from zige.exchange.reasons import LINE_HEADER, REASON_HEADER
from zige.receiving.delivery import Counted
from zige.store.batches import FINGERPRINTS, Batch, all_batches
from zige.store.home import Home
from zige.store.reading import read_table
from zige.store.settings import Settings


def earlier_fingerprints(home: Home, contract: Contract, days: list[tuple[dt.date, dt.date]]) -> pl.Series:
    """The fingerprints of the dataset's batches in which an equal row can stand: their days meet those of this one.

    A held batch is not used, so that its rows are not here yet.
    """
    batches = [batch for batch in _delivered(home, contract.dataset) if not batch.held and _may_meet(batch, days)]
    paths = [path for batch in batches if (path := batch.table(FINGERPRINTS))]
    empty = pl.Series("fingerprint", [], pl.UInt64)
    return pl.concat([empty, *(read_table(path)["fingerprint"] for path in paths)])


def history_of(home: Home, dataset: str) -> list[BatchStats]:
    """What the usable batches of a dataset were like, in the order received.

    Corrections sent back are not usual, nor what officers decide day by day.
    """
    usual = (batch for batch in _delivered(home, dataset) if not sent_back(batch.receipt["header"]))
    return [BatchStats(**_stats(batch)) for batch in usual if not batch.held and "decided" not in batch.receipt]


def sent_back(header: list[str]) -> bool:
    """Whether it is the workbook of rows that were set aside, corrected: few rows, and all of them once wrong."""
    return {LINE_HEADER, REASON_HEADER} <= set(header)


def stats_of(counted: Counted) -> BatchStats:
    """What is compared of a batch."""
    counts, days = counted.counts(), counted.days()
    return BatchStats(
        rows=counts["rows"],
        accepted=counts["accepted"],
        matched=counts["matched"],
        codes=counted.codes(),
        first_day=days[0] if days else None,
        last_day=days[1] if days else None,
    )


def policy_of(settings: Settings) -> DriftPolicy:
    """How far a batch may differ, as the home is set."""
    return DriftPolicy(**settings.drift.model_dump())


def as_json(stats: BatchStats) -> dict[str, Any]:
    """Stats as they stand in a receipt."""
    plain = dict(vars(stats))
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in plain.items()}


def _stats(batch: Batch) -> dict[str, Any]:
    plain = dict(batch.receipt["stats"])
    for name in ("first_day", "last_day"):
        plain[name] = dt.date.fromisoformat(plain[name]) if plain[name] else None
    return plain


def _delivered(home: Home, dataset: str) -> Iterator[Batch]:
    return (batch for batch in all_batches(home) if batch.dataset == dataset and "stats" in batch.receipt)


def _may_meet(batch: Batch, days: list[tuple[dt.date, dt.date]]) -> bool:
    stats = _stats(batch)
    if not days or stats["first_day"] is None:
        return True
    first, last = min(day for day, _ in days), max(day for _, day in days)
    return bool(stats["first_day"] <= last and first <= stats["last_day"])
