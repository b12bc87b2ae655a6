"""Proofs of life by the million: kept as evidence row by row, folded to one row a person, kind and month (DESIGN §4).

For the law only the last day of a kind in a month matters (LAW §4), so a run reads the fold. A record that is corrected
or withdrawn later supersedes a row of an earlier batch: then the months of the people concerned are folded again.

    evidence   line, person, kind, day, record (a keyed digest of its number, null without one), withdrawn
    fold       person, kind, month, day (the last), rows (how many)
    supersedes number (of the earlier batch), line, person
"""

import polars as pl

from zige.kinds import FactKind

col = pl.col

EVIDENCE = {
    "line": pl.Int64,
    "person": pl.Int64,
    "kind": pl.String,
    "day": pl.Date,
    "record": pl.UInt64,
    "withdrawn": pl.Boolean,
}
FOLD_KEY = ("person", "kind", "month")
FOLDED = {"person": pl.Int64, "kind": pl.String, "month": pl.Int64, "day": pl.Date, "rows": pl.Int64}
SUPERSEDES = {"number": pl.Int64, "line": pl.Int64, "person": pl.Int64}
KINDS = pl.Enum([str(kind) for kind in FactKind])


def folded(evidence: pl.DataFrame) -> pl.DataFrame:
    """The fold of evidence by its key; of the rows of a record the last in the file counts, if not withdrawn."""
    month = col("day").dt.year().cast(pl.Int64) * 12 + col("day").dt.month().cast(pl.Int64) - 1
    counting = _last_of_record(evidence).filter(~col("withdrawn")).with_columns(month=month)
    fewer = counting.select("person", "month", "day", kind=col("kind").cast(KINDS))
    fold = fewer.group_by(FOLD_KEY).agg(day=col("day").max(), rows=pl.len().cast(pl.Int64))
    return fold.with_columns(col("kind").cast(pl.String)).sort(FOLD_KEY)


def superseded(earlier: pl.DataFrame, number: int, revising: pl.DataFrame) -> pl.DataFrame:
    """The rows of an earlier batch whose record comes again in `revising`, evidence of a later one."""
    records = revising.filter(col("record").is_not_null()).select("record").unique()
    hit = earlier.join(records, on="record", how="semi")
    return hit.select(pl.lit(number, pl.Int64).alias("number"), "line", "person").sort("line")


def refolded(fold: pl.DataFrame, evidence: pl.DataFrame, superseded: pl.DataFrame) -> pl.DataFrame:
    """The fold of a batch without the superseded rows of its evidence; only the people concerned are folded again."""
    people = superseded.select("person").unique()
    theirs = (
        _last_of_record(evidence)
        .join(people, on="person", how="semi")
        .join(superseded, on=["line", "person"], how="anti")
    )
    return pl.concat([fold.join(people, on="person", how="anti"), folded(theirs)]).sort(FOLD_KEY)


def _last_of_record(evidence: pl.DataFrame) -> pl.DataFrame:
    """One row may say two things (a wedding proves life and is a marriage), so a record's last line counts whole."""
    if evidence["record"].null_count() == evidence.height:
        return evidence
    last = col("record").is_null() | (col("line") == col("line").max().over("record"))
    return evidence.filter(last)
