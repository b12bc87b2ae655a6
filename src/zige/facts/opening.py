"""Go-live: what the register already says of a benefit becomes a fact whose reason must be found (EXCHANGE §3)."""

import datetime as dt

import polars as pl

from zige.fact_rows import FACT_ROWS
from zige.kinds import FactKind, Standing, Status

OPENING = {Standing.SUSPEND: FactKind.OPENING_SUSPEND, Standing.STOP: FactKind.OPENING_STOP}


def opening_facts(benefits: pl.DataFrame, lines: pl.DataFrame, first_day: dt.date) -> pl.DataFrame:
    """Confirmed facts on the first day of the opening month, as FACT ROWS without batch and day of receipt.

    `benefits` is the register's table (benefit_id, person, standing), `lines` where each stands (benefit_id, line).
    """
    kinds = {str(standing): str(kind) for standing, kind in OPENING.items()}
    ended = benefits.filter(pl.col("standing").is_in(list(kinds))).join(lines, on="benefit_id")
    rows = ended.select(
        "line",
        "person",
        "benefit_id",
        kind=pl.col("standing").replace_strict(kinds),
        gives=pl.lit("fact"),
        start=pl.lit(first_day),
        planned=pl.lit(False),
        status=pl.lit(Status.CONFIRMED.value),
        record_status=pl.lit("new"),
        rank=pl.lit(0, pl.Int8),
        level=pl.lit(1, pl.Int8),
    )
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in FACT_ROWS.items() if name not in rows.columns]
    return rows.with_columns(missing).select(*FACT_ROWS).sort("line")
