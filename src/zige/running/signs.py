"""The proofs of life that a run reads: the folds of batches, of older ones only what it can still need (LAW §4, §5).

A run asks for the latest certified month before its own, and for what lies in it and after. So a run of a month or of a
later one needs nothing from before the latest month, earlier than that one, in which proofs of life certified the
person; only as far before it as two proofs may lie apart that prove together. That much is kept from run to run.
"""

from collections.abc import Callable
from typing import TypeAlias

import polars as pl

from zige.facts.signs import EVIDENCE, FOLDED, SUPERSEDES, counting, refolded
from zige.law.rules import Rules
from zige.store.batches import FOLD, SIGNS, SUPERSEDED, Batch, among, origins, tables_of
from zige.store.home import Home
from zige.store.kept import SIGNS as KEPT_SIGNS
from zige.store.kept import Kept, read_kept

SIGN_SCHEMA = {
    "person": pl.Int64, "kind": pl.String, "month": pl.Int64, "day": pl.Date, "rows": pl.Int64,
    "number": pl.Int64, "dataset": pl.String, "department": pl.String, "received": pl.Date,
}  # fmt: skip

Reader: TypeAlias = Callable[[list[Batch]], pl.DataFrame]
"""What reads the proofs of life of the batches that a run may use."""

col = pl.col


def all_signs(rules: Rules, people: pl.Series | None = None) -> Reader:
    """Reads the folds of all batches, without what later ones supersede; of some people if they are given.

    Kinds that prove nothing by these rules are left aside (LAW §4, grade C).
    """

    def read(batches: list[Batch]) -> pl.DataFrame:
        return _folded(batches, _superseded(batches, people), _wanted(rules, people))

    return read


def days_of_signs(batches: list[Batch], rules: Rules, people: pl.Series) -> pl.DataFrame:
    """Each day on which these rules have some people proved alive, as now known: kind, day, batch.

    The folds tell it where a batch has one row of a kind and month, and nothing of it was taken back; else its rows do.
    """
    wanted, gone = _wanted(rules, people), _superseded(batches, people)
    folds = tables_of(batches, FOLD, FOLDED, wanted)
    several = {*folds.filter(col("rows") > 1)["batch"], *gone["number"]}
    days = [folds.filter(~col("batch").is_in(several))]
    for batch in (each for each in batches if each.number in several and each.table(SIGNS)):
        told = counting(_evidence_of(batch, people), gone.filter(col("number") == batch.number))
        days.append(told.filter(wanted).with_columns(batch=pl.lit(batch.number, pl.Int64)))
    return pl.concat([each.select("kind", "day", "batch") for each in days])


def signs_for(home: Home, rules: Rules, law: str) -> Reader:
    """Reads what a run of the month of `rules` needs: what is kept, where it serves, and the folds of newer batches."""

    def read(batches: list[Batch]) -> pl.DataFrame:
        kept = read_kept(home, KEPT_SIGNS, rules.month, law, {batch.number for batch in batches})
        return all_signs(rules)(batches) if kept is None else _with_kept(kept, batches, rules)

    return read


def _with_kept(kept: Kept, batches: list[Batch], rules: Rules) -> pl.DataFrame:
    """What is kept and what newer batches say; of whom one supersedes older rows, everything is read anew."""
    older = [batch for batch in batches if batch.number in kept.batches]
    newer = [batch for batch in batches if batch.number not in kept.batches]
    revised = _superseded(newer).filter(col("number").is_in(list(kept.batches)))["person"].unique()
    unchanged = kept.table.filter(~col("person").is_in(revised.implode()))
    gone = _superseded(batches)  # an older batch may supersede rows of one that was released after it
    anew = _folded(older, gone, _wanted(rules, revised)) if revised.len() else kept.table.clear()
    return pl.concat([unchanged, anew, _folded(newer, gone, _wanted(rules, None))])


def _wanted(rules: Rules, people: pl.Series | None) -> pl.Expr:
    """Which rows a run by these rules can need, of some people if they are given."""
    proves = col("kind").is_in(rules.proofs)
    return proves if people is None else among("person", people) & proves


def _superseded(batches: list[Batch], people: pl.Series | None = None) -> pl.DataFrame:
    about = None if people is None else among("person", people)
    return tables_of(batches, SUPERSEDED, SUPERSEDES, about).drop("batch").unique(maintain_order=True)


def _folded(batches: list[Batch], gone: pl.DataFrame, wanted: pl.Expr) -> pl.DataFrame:
    revised = set(gone["number"])
    folds = [tables_of([batch for batch in batches if batch.number not in revised], FOLD, FOLDED, wanted)]
    folds += [_refolded(batch, gone, wanted) for batch in batches if batch.number in revised and batch.table(FOLD)]
    told = pl.concat(folds).rename({"batch": "number"})
    return told.join(origins(batches), on="number", maintain_order="left").select(*SIGN_SCHEMA)


def _refolded(batch: Batch, gone: pl.DataFrame, wanted: pl.Expr) -> pl.DataFrame:
    own = gone.filter(col("number") == batch.number)
    fold = tables_of([batch], FOLD, FOLDED, wanted).drop("batch")
    left = refolded(fold, _evidence_of(batch, own["person"].unique()), own).filter(wanted)
    return left.with_columns(batch=pl.lit(batch.number, pl.Int64))


def _evidence_of(batch: Batch, people: pl.Series) -> pl.DataFrame:
    """The evidence of some people in a batch, and its other lines of the same records: the last of each counts."""
    about = among("person", people)
    records = tables_of([batch], SIGNS, EVIDENCE, about)["record"].drop_nulls().unique()
    return tables_of([batch], SIGNS, EVIDENCE, about | col("record").is_in(records.implode())).drop("batch")


def to_keep(signs: pl.DataFrame, certified: pl.DataFrame, rules: Rules, law: str, batches: list[Batch]) -> Kept:
    """What runs of the month of `rules` and later need of `signs`.

    `certified` has the latest certified month before that one, by person; of others everything is needed.
    """
    since = certified.group_by("person").agg(since=col("certified").min() - rules.reach)
    needed = signs.join(since, on="person", how="left", maintain_order="left")
    needed = needed.filter((col("month") >= col("since")).fill_null(value=True)).drop("since")
    return Kept(rules.month, law, frozenset(batch.number for batch in batches), needed)
