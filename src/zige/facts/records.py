"""Which rows of deliveries count: the newest version of each record (EXCHANGE §1, §3).

Rows that share a record number within a dataset are versions of one record, unless the number was given out again
(`zige.facts.record_numbers`). A row without one is the same record again when dataset, person, kind, first day and
benefit are equal. What was withdrawn is refuted and revives nothing.
"""

import polars as pl

from zige.facts.record_numbers import given_again
from zige.kinds import Status

col, lit, when = pl.col, pl.lit, pl.when

ORDER = ("received", "number", "line")


def counting_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of the newest version of each record, with `first_number`, `first_line` and `first_received`.

    Those say where and when the record was seen first; they do not change when a new version arrives. Withdrawn rows
    come out refuted.
    """
    keyed = rows.sort(*ORDER).with_columns(record=record(), numbered=_numbered())
    keyed = given_again(keyed, "numbered", col("record_status").fill_null("new") == "new")
    newest = keyed.with_columns(
        *(col(name).first().over("record", "again").alias(f"first_{name}") for name in ORDER),
        newest=(col("number") == col("number").last().over("record", "again"))
        & (col("line") == col("line").last().over("record", "again")),
    )
    withdrawn = col("record_status").fill_null("new") == "withdrawn"
    status = when(withdrawn).then(lit(Status.REFUTED.value)).otherwise(col("status"))
    return (
        newest.filter("newest")
        .with_columns(status=status, withdrawn=withdrawn)
        .drop("record", "numbered", "again", "newest")
    )


def record() -> pl.Expr:
    """What makes two FACT ROWS one record, as text."""
    same = pl.concat_str("dataset", "person", "gives", "kind", "start", "benefit_id", separator="|", ignore_nulls=True)
    return pl.coalesce(_numbered(), same)


def _numbered() -> pl.Expr:
    """The record by its number, null without one."""
    return when(col("record_id").is_not_null()).then(pl.concat_str("dataset", lit("#"), "record_id"))
