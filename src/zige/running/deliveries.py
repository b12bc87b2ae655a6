"""Which datasets are late, and whose overdue suspension is put off for it (Art. 7, LAW §5; EXCHANGE §1).

A late or missing delivery is shown as such and is evidence of nothing. Nobody's payment is paused for being overdue
while the data that last certified the person have not come.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Any

import polars as pl

from zige.exchange.catalogue import Catalogue
from zige.exchange.contract import Contract, Role
from zige.kinds import FactKind, Status
from zige.law.months import format_month
from zige.running.assembling import FACT_SCHEMA
from zige.store.batches import Batch

DEPARTMENT = "system"

ARRIVED, LATE, HELD, MISSING, NEVER = "arrived", "late", "held", "missing", "never_delivered"


def delivery_calendar(catalogue: Catalogue, batches: list[Batch], month: int) -> list[dict[str, Any]]:
    """For each dataset: when it was due for the month, when it came, and its state.

    `arrived` by the due day or `late` after it; `held` for release; `missing`; `never_delivered` so far at all.
    """
    return [_entry(contract, list(_of(batches, contract.dataset)), month) for contract in catalogue.values()]


def _entry(contract: Contract, batches: list[Batch], month: int) -> dict[str, Any]:
    due = dt.date(month // 12, month % 12 + 1, contract.due_day)
    own = [batch for batch in batches if _is_for(batch, month)]
    came = min((batch.received for batch in own if not batch.held), default=None)
    return {
        "dataset": contract.dataset,
        "department": contract.department,
        "role": str(contract.role),
        "due": due.isoformat(),
        "received": came.isoformat() if came else None,
        "state": _state(batches, own, came, due),
    }


def _is_for(batch: Batch, month: int) -> bool:
    """A delivery for a month: named after it, or come in it (it then tells of the month before)."""
    return batch.month == format_month(month) or f"{batch.received:%Y-%m}" == format_month(month)


def _state(batches: list[Batch], own: list[Batch], came: dt.date | None, due: dt.date) -> str:
    if came is not None:
        return ARRIVED if came <= due else LATE
    if own:
        return HELD
    return MISSING if batches else NEVER


def _of(batches: list[Batch], dataset: str) -> Iterator[Batch]:
    return (batch for batch in batches if batch.dataset == dataset and "of" not in batch.receipt)


def not_there(entries: list[dict[str, Any]]) -> list[str]:
    """The datasets about people that have come before and have not come for this month."""
    missing = (entry for entry in entries if entry["state"] in (HELD, MISSING))
    return [entry["dataset"] for entry in missing if entry["role"] == Role.FACTS]


def put_off(overdue: pl.DataFrame, signs: pl.DataFrame, late: list[str], month: int) -> pl.DataFrame:
    """System deferrals for people who are overdue and were last certified by a dataset that is late.

    `overdue` has person and certified (the latest certified month); signs of that month and the one before, which may
    have certified together, are looked at. Gives facts (LAW §8): a deferral to the last day of `month`.
    """
    certifying = signs.filter(pl.col("dataset").is_in(late)).join(overdue.unique(), on="person")
    recent = certifying.filter(pl.col("month") <= pl.col("certified"), pl.col("month") >= pl.col("certified") - 1)
    first, last = _days_of(month)
    name = pl.concat_str(pl.lit(f"{FactKind.DEFERRAL}-"), "person", pl.lit(f"-{format_month(month)}"))
    people = recent.select("person").unique().sort("person")
    return people.select(
        fact_id=name,
        version=pl.lit(1, pl.Int64),
        id_number="person",
        kind=pl.lit(FactKind.DEFERRAL.value),
        start=pl.lit(first),
        end=pl.lit(last),
        outcome=pl.lit(None, pl.String),
        department=pl.lit(DEPARTMENT),
        status=pl.lit(Status.CONFIRMED.value),
        received=pl.lit(first),
        benefit_id=pl.lit(None, pl.String),
    ).select(*FACT_SCHEMA)


def _days_of(month: int) -> tuple[dt.date, dt.date]:
    year, place = month // 12, month % 12 + 1
    return dt.date(year, place, 1), dt.date(year, place, calendar.monthrange(year, place)[1])
