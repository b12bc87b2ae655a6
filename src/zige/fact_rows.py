"""FACT ROWS: what deliveries say of people, in one shape for mapping, keeping and joining (EXCHANGE §3, §4)."""

import polars as pl

GIVEN = {
    "line": pl.Int64,
    "person": pl.Int64,
    "gives": pl.String,
    "kind": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "planned": pl.Boolean,
    "outcome": pl.String,
    "status": pl.String,
    "benefit_id": pl.String,
    "record_id": pl.String,
    "record_status": pl.String,
    "case_number": pl.String,
    "employer": pl.String,
    "rank": pl.Int8,
}
"""What a row of a delivery gives: `gives` is fact, end or question.

Of an end, `start` and `end` are the day on which it ends; a question has no kind.
"""

KEPT = GIVEN | {"level": pl.Int8}
"""What of it is kept in its batch, with how surely the row is the person's (EXCHANGE §2)."""

FACT_ROWS = {"number": pl.Int64, "dataset": pl.String, "department": pl.String, "received": pl.Date} | KEPT
"""The rows of all batches together: `number` and `line` say in which batch and where."""
