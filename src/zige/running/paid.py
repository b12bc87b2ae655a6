"""The ledger of a home: which months it covers, its sums by benefit and amount, and its rows about some (LAW §6).

A ledger grows by a row for each benefit and month, and sums add up. So what the batches of earlier months come to is
kept from run to run; a run reads the newer batches, and of the older ones the rows about benefits that it must work out
month by month.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

import narwhals as nw
import polars as pl

from zige.backends import open_backend
from zige.inputs.payments import payers
from zige.ledger import BITS, MASK, Ledger
from zige.store.batches import PAYMENT, PAYMENTS, REVISED, Batch, among, tables_of, usable_batches
from zige.store.home import Home
from zige.store.kept import PAID, Kept, kept_rows, read_kept
from zige.store.reading import bounds_of, first_damaged

REVISED_SCHEMA = {"number": pl.Int64, **PAYMENT}
SPANS = {"number": pl.Int64, "first": pl.Int64, "last": pl.Int64}
ROWS = {"benefit_id": pl.String, "month": pl.Int64, "amount": pl.Int64}

col = pl.col


@dataclass(frozen=True)
class Paid:
    """The ledger before the month of a run: `ledger` is None where it covers none, `sums` are by benefit and amount.

    `rows_of` gives the payments of some benefits; `kept` serves coming runs, and is None where nothing is summed up.
    """

    ledger: Ledger | None
    sums: pl.DataFrame
    rows_of: Callable[[pl.Series], pl.DataFrame]
    kept: Kept | None


Reader: TypeAlias = Callable[[list[Batch], int | None], Paid]
"""What reads the ledger of the batches that a run may use, from the month of go-live on."""


def all_paid(month: int) -> Reader:
    """Reads the ledger of all batches for a run of `month`."""
    return partial(_read, None, month)


def paid_for(home: Home, month: int) -> Reader:
    """Reads for a run of `month` what is kept in the home, where it serves, and the ledger of newer batches."""
    return partial(_read, home, month)


def paid_in(home: Home, month: int) -> pl.DataFrame:
    """What was paid for a month, as the ledger has it by now: benefit_id, amount in whole fen; no row where none is."""
    rows = _Rows(usable_batches(home, None), None)
    of_month = rows.of(rows.batches & set(rows.spans()["number"])).filter(col("month") == month)
    return of_month.group_by("benefit_id").agg(col("amount").sum()).sort("benefit_id").collect()


def last_paid(home: Home) -> int | None:
    """The latest month that the ledger covers by now; None of an empty one."""
    months = _Rows(usable_batches(home, None), None).spans()["last"]
    return None if months.is_empty() else int(months.max())  # type: ignore[arg-type]  # integers


def nothing_paid() -> Paid:
    """A ledger without a row."""
    return all_paid(0)([], None)


class _Rows:
    """The rows of the ledger in some batches, without those that later ones revise, from the opening month on."""

    def __init__(self, batches: list[Batch], opening: int | None) -> None:
        self.batches = {batch.number for batch in batches}
        self._opening = opening
        self._revised = tables_of(batches, REVISED, REVISED_SCHEMA)
        paths = {batch.number: path for batch in batches if (path := batch.table(PAYMENTS))}
        self._parts = {number: self._part(path, number) for number, path in paths.items()}
        self._paths = paths

    def _part(self, path: Path, number: int) -> pl.LazyFrame:
        """Nothing is settled for months before the opening (EXCHANGE §3)."""
        rows = pl.scan_parquet(path)
        revised = self._revised.filter(col("number") == number)
        if revised.height:
            rows = rows.join(revised.lazy(), on=list(PAYMENT), how="anti", nulls_equal=True)
        rows = rows.select(*ROWS)
        return rows if self._opening is None else rows.filter(col("month") >= self._opening)

    def of(self, numbers: set[int]) -> pl.LazyFrame:
        """The rows of the batches with these numbers."""
        return pl.concat([pl.LazyFrame(schema=ROWS), *(self._parts[number] for number in sorted(numbers))])

    def of_benefits(self, benefits: pl.Series, batches: Collection[int] | None = None) -> pl.DataFrame:
        """The rows of these benefits, in all batches or in some. Raises HomeRefused."""
        wanted = among("benefit_id", benefits)
        read = [part for number, part in self._parts.items() if batches is None or number in batches]
        parts = self._collected([part.filter(wanted) for part in read])
        return pl.concat([pl.DataFrame(schema=ROWS), *parts])

    def spans(self) -> pl.DataFrame:
        """The first and last month of each batch that has rows: number, first, last. Raises HomeRefused."""
        told = {number: span for number, path in self._paths.items() if (span := self._bounds(number, path))}
        each = [
            part.select(number=pl.lit(number, pl.Int64), first=col("month").min(), last=col("month").max())
            for number, part in self._parts.items()
            if number not in told
        ]
        known = pl.DataFrame([(number, *span) for number, span in told.items()], SPANS, orient="row")
        return pl.concat([known, *self._collected(each)]).drop_nulls().sort("number")

    def _collected(self, parts: list[pl.LazyFrame]) -> list[pl.DataFrame]:
        try:
            return pl.collect_all(parts)
        except (OSError, pl.exceptions.PolarsError):
            raise first_damaged([*self._paths.values()]) or AssertionError("every ledger can be read") from None

    def _bounds(self, number: int, path: Path) -> tuple[int, int] | None:
        """The first and last month as the file itself tells them; None where not all of its rows count."""
        bounds = None if number in self._revised["number"] else bounds_of(path, "month")
        return bounds if bounds is None or bounds[0] >= (self._opening or 0) else None

    def revised_later(self, numbers: frozenset[int]) -> bool:
        """Whether other batches revise rows of these."""
        told = list(numbers)
        return not self._revised.filter(col("number").is_in(told), ~col("batch").is_in(told)).is_empty()


def paid_about(batches: list[Batch], opening: int | None, benefits: pl.Series) -> Callable[[int], Paid]:
    """The ledger about some benefits, for a run of whichever month; the months it covers stay those of all (LAW §6)."""
    rows = _Rows(batches, opening)
    return partial(_at, rows.spans(), rows.of_benefits(benefits))


class PaidMonth(NamedTuple):
    """What was paid for a month: the sum in fen, and of how many rows of the ledger."""

    month: int
    amount: int
    rows: int


def paid_of(home: Home, benefit_ids: Sequence[str]) -> dict[str, list[PaidMonth]]:
    """What the ledger says was paid for each month, by benefit and in the order of the months (LAW §6).

    Recoveries are negative rows; months before go-live, which nothing settles, are told too. A benefit without a row
    has an empty list. Of earlier months what a run kept is read where it serves: one file instead of one a month.
    """
    rows, benefits = _Rows(usable_batches(home), None), pl.Series(benefit_ids, dtype=pl.String)
    known = _rows_kept(home, rows, benefits)
    rows_of_these = rows.of_benefits(benefits) if known is None else known
    summed = rows_of_these.group_by("benefit_id", "month").agg(amount=col("amount").sum(), rows=pl.len())
    paid: dict[str, list[PaidMonth]] = {benefit_id: [] for benefit_id in benefit_ids}
    for benefit_id, *told in summed.sort("month").iter_rows():
        paid[benefit_id].append(PaidMonth(*told))
    return paid


def _rows_kept(home: Home, rows: _Rows, benefits: pl.Series) -> pl.DataFrame | None:
    """The rows of some benefits, those before go-live too, with the help of the sums that a run kept.

    None where they do not serve: there are none, other batches revise them, or a month was paid twice alike, which
    sums of bits do not tell.
    """
    kept = kept_rows(home, PAID, among("benefit_id", benefits))
    if kept is None or not kept.batches <= rows.batches or rows.revised_later(kept.batches):
        return None
    opening, first = kept.basis.split()
    told = list(_months_of(kept.table, int(first)))
    if len(told) != kept.table["rows"].sum():
        return None
    newer = rows.of_benefits(benefits, rows.batches - kept.batches)
    if opening == str(None):
        return pl.concat([pl.DataFrame(told, ROWS, orient="row"), newer])
    before = set(rows.spans().filter(col("first") < int(opening))["number"]) & kept.batches
    early = rows.of_benefits(benefits, before).filter(col("month") < int(opening))
    return pl.concat([pl.DataFrame(told, ROWS, orient="row"), newer, early])


def _months_of(sums: pl.DataFrame, first: int) -> Iterator[tuple[str, int, int]]:
    """Benefit, month and amount for each bit of the sums."""
    masks = sorted((name for name in sums.columns if name.startswith(MASK)), key=lambda name: int(name[len(MASK) :]))
    for row in sums.iter_rows(named=True):
        for part, name in enumerate(masks):
            bits = row[name] or 0
            months = (first + part * BITS + at for at in range(bits.bit_length()) if bits >> at & 1)
            yield from ((row["benefit_id"], month, row["amount"]) for month in months)


def _at(spans: pl.DataFrame, own: pl.DataFrame, month: int) -> Paid:
    ledger = _ledger(spans, month)
    summed = _summed(own.lazy(), ledger) if ledger and ledger.has_bits else own.select("benefit_id").clear()
    return Paid(ledger, summed, partial(_of_these, own), None)


def _of_these(rows: pl.DataFrame, benefits: pl.Series) -> pl.DataFrame:
    return rows.filter(col("benefit_id").is_in(benefits.implode()))


def _read(home: Home | None, month: int, batches: list[Batch], opening: int | None) -> Paid:
    rows = _Rows(batches, opening)
    spans = rows.spans()
    ledger = _ledger(spans, month)
    if ledger is None or not ledger.has_bits:
        return Paid(ledger, pl.DataFrame(schema={"benefit_id": pl.String}), rows.of_benefits, None)
    basis = f"{opening} {ledger.first}"
    kept = _kept(home, rows, month, basis) if home else None
    known, summed = (kept.batches, kept.table) if kept else (frozenset(), pl.DataFrame())
    over = set(spans.filter(col("last") < month)["number"]) | known
    closed = _added(summed, _summed(rows.of(over - known), ledger), ledger)
    sums = _added(closed, _summed(rows.of(set(spans["number"]) - over), ledger), ledger)
    return Paid(ledger, sums, rows.of_benefits, Kept(month, basis, frozenset(over), closed))


def _kept(home: Home, rows: _Rows, month: int, basis: str) -> Kept | None:
    """What is kept, unless a batch that it was not made of revises it."""
    found = read_kept(home, PAID, month, basis, rows.batches)
    return None if found is None or rows.revised_later(found.batches) else found


def _ledger(spans: pl.DataFrame, month: int) -> Ledger | None:
    """The months from the earliest to the latest row, before that of the run (LAW §6)."""
    if spans.is_empty():
        return None
    first, last = (int(value) for value in spans.select(col("first").min(), col("last").max()).row(0))
    return Ledger(first, min(last, month - 1)) if first < month else None


def _summed(rows: pl.LazyFrame, ledger: Ledger) -> pl.DataFrame:
    """The payments of each benefit and amount in one row (`zige.inputs.payments.payers`)."""
    with open_backend("polars") as backend:
        unflawed = rows.with_columns(flaw=pl.lit(value=False))
        summed: pl.LazyFrame = payers(backend, nw.from_native(unflawed), ledger).to_native()
        return summed.drop("wrong").collect(engine="streaming")


def _added(one: pl.DataFrame, other: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Two sums of different rows, as one; what was summed up when the ledger was shorter lacks its newest bits."""
    parts = pl.concat([part for part in (one, other) if part.height] or [other], how="diagonal")
    return parts.group_by("benefit_id", "amount").agg(col("rows", *ledger.masks).sum()).sort("benefit_id", "amount")
