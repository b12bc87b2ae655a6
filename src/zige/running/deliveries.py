"""Which datasets are late, and whose overdue suspension is put off for it (Art. 7, LAW §5; EXCHANGE §1).

A late or missing delivery is shown as such and is evidence of nothing. Nobody's payment is paused for being overdue
while the data that last certified the person have not come.
"""

import calendar
import datetime as dt
from typing import Any

import polars as pl

from zige.exchange.catalogue import Catalogue
from zige.exchange.contract import Contract, Role
from zige.kinds import FactKind, Status
from zige.law.months import format_month
from zige.law.rules import Rules
from zige.receiving.history import sent_back
from zige.running.assembling import FACT_SCHEMA
from zige.store.batches import Batch

DEPARTMENT = "system"

ARRIVED, LATE, HELD, MISSING, NEVER = "arrived", "late", "held", "missing", "never_delivered"


def delivery_calendar(
    catalogue: Catalogue, batches: list[Batch], month: int, known_by: dt.date | None
) -> list[dict[str, Any]]:
    """For each dataset: when it was due for the month, when it came, and its state, as known by that day.

    `arrived` by the due day or `late` after it; `held` for release; `missing`; `never_delivered` so far at all. Rows
    that came back corrected or withdrawn are no delivery of the month in which they come.
    """
    until = known_by or dt.date.max
    here = [batch for batch in batches if batch.received <= until and _is_delivery(batch)]
    return [
        _entry(contract, [batch for batch in here if batch.dataset == contract.dataset], month, until)
        for contract in catalogue.values()
    ]


def _is_delivery(batch: Batch) -> bool:
    return "of" not in batch.receipt and not sent_back(batch.receipt["header"])


def _entry(contract: Contract, batches: list[Batch], month: int, until: dt.date) -> dict[str, Any]:
    due = dt.date(month // 12, month % 12 + 1, contract.due_day)
    own = [(batch, day) for batch in batches for day in _days_for(batch, month) if day <= until]
    came = min((day for batch, day in own if batch.usable(until)), default=None)
    return {
        "dataset": contract.dataset,
        "department": contract.department,
        "role": str(contract.role),
        "due": due.isoformat(),
        "received": came.isoformat() if came else None,
        "state": _state(came, due, held=bool(own), before=bool(batches)),
    }


def _days_for(batch: Batch, month: int) -> list[dt.date]:
    """The days on which it came for a month: named after it, or come in it (it then tells of the month before)."""
    return [day for named, day in batch.arrivals if format_month(month) in (named, f"{day:%Y-%m}")]


def _state(came: dt.date | None, due: dt.date, *, held: bool, before: bool) -> str:
    """`held` where something has come but may not be used, `before` where anything of the dataset ever came."""
    if came is not None:
        return ARRIVED if came <= due else LATE
    if held:
        return HELD
    return MISSING if before else NEVER


def not_there(entries: list[dict[str, Any]]) -> list[str]:
    """The datasets about people that have come before and have not come for this month."""
    missing = (entry for entry in entries if entry["state"] in (HELD, MISSING))
    return [entry["dataset"] for entry in missing if entry["role"] == Role.FACTS]


def put_off(overdue: pl.DataFrame, signs: pl.DataFrame, late: list[str], rules: Rules) -> pl.DataFrame:
    """System deferrals for people who are overdue and were last certified by a dataset that is late.

    `overdue` has person and certified (the latest certified month); signs of that month are looked at, and of those
    before it with which they may have certified together. Gives facts (LAW §8): a deferral until the month ends.
    """
    month = rules.month
    certifying = signs.filter(pl.col("dataset").is_in(late)).join(overdue.unique(), on="person")
    recent = certifying.filter(
        pl.col("month") <= pl.col("certified"), pl.col("month") >= pl.col("certified") - rules.reach
    )
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
