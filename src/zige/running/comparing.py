"""What differs between two runs, and whom new batches concern: only they are computed again."""

from collections.abc import Iterable

import polars as pl

from zige.store.batches import FACTS, FOLD, PAYMENTS, SUPERSEDED, Batch
from zige.store.reading import read_table

COMPARED = (
    "standing", "grounds", "action", "last_certified", "cycle_start", "due_month", "attention", "back_pay_months",
    "overpaid_months", "settlement",
)  # fmt: skip
CHANGES = {"benefit_id": pl.String, "column": pl.String, "before": pl.String, "after": pl.String}


def changes(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Every value that differs, by benefit and column; a benefit that came or went differs in its standing."""
    both = before.select("benefit_id", *COMPARED).join(
        after.select("benefit_id", *COMPARED), on="benefit_id", how="full", coalesce=True, suffix=" after"
    )
    parts = [_differing(both, column) for column in COMPARED]
    return pl.concat([pl.DataFrame(schema=CHANGES), *parts]).sort("benefit_id", "column")


def _differing(both: pl.DataFrame, column: str) -> pl.DataFrame:
    old, new = pl.col(column), pl.col(f"{column} after")
    differing = both.filter(old.ne_missing(new))
    return differing.select(
        "benefit_id",
        column=pl.lit(column),
        before=old.cast(pl.String),
        after=new.cast(pl.String),
    )


def concerned(new: Iterable[Batch]) -> pl.Series | None:
    """The people whom new batches say something of; None where a batch says something of everybody."""
    people = [pl.Series("person", [], pl.Int64)]
    for batch in new:
        if batch.table(PAYMENTS) or batch.dataset.startswith("roster."):
            return None
        tables = [path for name in (FACTS, FOLD, SUPERSEDED) if (path := batch.table(name))]
        people += [read_table(path, ["person"])["person"] for path in tables]
    return pl.concat(people).unique().sort()
