"""Proofs of life by the million: kept as evidence row by row, folded to one row a person, kind and month (DESIGN §4).

For the law only the last day of a kind in a month matters (LAW §4), so a run reads the fold. A record that is corrected
or withdrawn later supersedes a row of an earlier batch: then the months of the people concerned are folded again.

    evidence   line, person, kind, day, record (a keyed digest of its number, null without one), new (it corrects and
               withdraws nothing), withdrawn, refuted
    fold       person, kind, month, day (the last), rows (how many)
    supersedes number (of the earlier batch), line, person
"""

import polars as pl

from zige.facts.record_numbers import given_again
from zige.kinds import FactKind

col = pl.col

EVIDENCE = {
    "line": pl.Int64,
    "person": pl.Int64,
    "kind": pl.String,
    "day": pl.Date,
    "record": pl.UInt64,
    "new": pl.Boolean,
    "withdrawn": pl.Boolean,
    "refuted": pl.Boolean,
}
SAME = ["person", "kind", "day"]
FOLD_KEY = ("person", "kind", "month")
FOLDED = {"person": pl.Int64, "kind": pl.String, "month": pl.Int64, "day": pl.Date, "rows": pl.Int64}
SUPERSEDES = {"number": pl.Int64, "line": pl.Int64, "person": pl.Int64}
COUNTS = ~col("withdrawn") & ~col("refuted")
TAKEN_BACK = ("batch", "line", "person")
KINDS = pl.Enum([str(kind) for kind in FactKind])


def folded(evidence: pl.DataFrame) -> pl.DataFrame:
    """The fold of evidence by its key; of a file the last that it says counts, unless withdrawn or refuted."""
    return _fold_of(_said_last(evidence))


def _fold_of(said: pl.DataFrame) -> pl.DataFrame:
    month = col("day").dt.year().cast(pl.Int64) * 12 + col("day").dt.month().cast(pl.Int64) - 1
    counts = said.filter(COUNTS).with_columns(month=month)
    fewer = counts.select("person", "month", "day", kind=col("kind").cast(KINDS))
    fold = fewer.group_by(FOLD_KEY).agg(day=col("day").max(), rows=pl.len().cast(pl.Int64))
    return fold.with_columns(col("kind").cast(pl.String)).sort(FOLD_KEY)


def superseded(earlier: pl.DataFrame, revising: pl.DataFrame) -> pl.DataFrame:
    """The rows of earlier batches of a dataset that `revising`, evidence of a later one, takes back.

    They are those of a record that comes again; without a record's number, those of which it says the same of the same
    person and day and withdraws it; and those that it refutes. `earlier` is evidence with the number of its `batch`,
    all of it that may be meant (`may_be_superseded`).
    """
    numbered = [each.drop_nulls("record") for each in (earlier.sort("batch", "line"), revising.sort("line"))]
    told = given_again(pl.concat(numbered, how="diagonal"), "record", col("new"))
    later, before = told.filter(col("batch").is_null()), told.filter(col("batch").is_not_null())
    again = before.join(later, on=["record", "again"], how="semi").select(*TAKEN_BACK)
    return _numbered(pl.concat([again, _denied(earlier, revising.filter(_denies()))]))


def may_be_superseded(revising: pl.DataFrame) -> pl.Expr:
    """What is true of every row that `superseded` can give, to be asked of files: few columns of most are read then."""
    records, people = revising["record"].drop_nulls(), revising.filter(_denies())["person"]
    asked = {"record": records.unique(), "person": people.unique()}
    parts = [col(name).is_in(values.implode()) for name, values in asked.items() if values.len()]
    return pl.any_horizontal(pl.lit(value=False), *parts)


def refuted(earlier: pl.DataFrame, revising: pl.DataFrame) -> pl.DataFrame:
    """The rows of earlier batches of whatever dataset that `revising` refutes: they never happened (LAW §2)."""
    return _numbered(_denied(earlier, revising.filter("refuted")))


def _denies() -> pl.Expr:
    """A row that takes back or refutes what says the same of the same person and day."""
    return col("refuted") | (col("withdrawn") & col("record").is_null())


def _denied(earlier: pl.DataFrame, by: pl.DataFrame) -> pl.DataFrame:
    return earlier.join(by, on=SAME, how="semi").select(*TAKEN_BACK)


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    told = rows.unique().rename({"batch": "number"}).select(*SUPERSEDES)
    return told.sort("number", "line", "person")


def refolded(fold: pl.DataFrame, evidence: pl.DataFrame, superseded: pl.DataFrame) -> pl.DataFrame:
    """The fold of a batch without the superseded rows of its evidence; only the people concerned are folded again."""
    people = superseded.select("person").unique()
    theirs = counting(evidence, superseded).join(people, on="person", how="semi")
    return pl.concat([fold.join(people, on="person", how="anti"), _fold_of(theirs)]).sort(FOLD_KEY)


def counting(evidence: pl.DataFrame, superseded: pl.DataFrame) -> pl.DataFrame:
    """The rows of a batch's evidence that still say that somebody lives: none taken back or refuted, then or since."""
    said = _said_last(evidence).join(superseded, on=["line", "person"], how="anti", maintain_order="left")
    return said.filter(COUNTS)


def _said_last(evidence: pl.DataFrame) -> pl.DataFrame:
    """The evidence of a file without what later lines of it take the place of, take back or refute."""
    last = _last_of_record(evidence)
    denials = last.filter(_denies())
    if denials.is_empty():
        return last
    until = denials.group_by(SAME).agg(denied=col("line").max())
    told = last.join(until, on=SAME, how="left", maintain_order="left")
    return told.filter((col("line") >= col("denied")).fill_null(value=True)).drop("denied")


def _last_of_record(evidence: pl.DataFrame) -> pl.DataFrame:
    """One row may say two things (a wedding proves life and is a marriage), so a record's last line counts whole."""
    if evidence["record"].null_count() == evidence.height:
        return evidence
    told = given_again(evidence.sort("line"), "record", col("new"))
    last = col("record").is_null() | (col("line") == col("line").max().over("record", "again"))
    return told.filter(last).drop("again")
