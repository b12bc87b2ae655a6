"""Money is the difference between what was due as now known and what was paid (LAW §6).

Nearly all benefits were paid what was due, once a month, and nothing is in force for them: one grouping of the ledger
shows it, and only the others are worked out month by month. A month of the ledger is a bit, so that a sum of bits
says exactly which months stand in it, once each: n powers of two that add up to a number with n bits set are those
bits.
"""

from dataclasses import dataclass
from functools import cached_property

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.law.months import OPEN

col, lit, when = nw.col, nw.lit, nw.when

BITS = 40
"""Months to one sum of bits: 2**23 rows for one month still fit into 64 bits."""


@dataclass(frozen=True)
class Ledger:
    """The covered months before that of the run, from `first` to `last`."""

    first: int
    last: int

    @cached_property
    def months(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def masks(self) -> list[str]:
        """The names of the columns that hold the bits, `BITS` months each."""
        return [f"months_{part}" for part in range(0, len(self.months), BITS)]

    def _bits(self, since: int, until: int) -> dict[str, int]:
        """The bits of the months from `since` to `until`."""
        bits = ((1 << until - self.first + 1) - 1) ^ ((1 << since - self.first) - 1)
        return {name: bits >> part * BITS & ((1 << BITS) - 1) for part, name in enumerate(self.masks)}

    def calendar(self) -> pa.Table:
        """Every covered month with its bit: month, and a column for each of `masks`."""
        return pa.Table.from_pylist([{"month": month, **self._bits(month, month)} for month in self.months])

    def spans(self) -> pa.Table:
        """Every run of covered months: since, until, their number, and their bits."""
        return pa.Table.from_pylist(
            [
                {"since": since, "until": until, "expected": until - since + 1} | self._expected(since, until)
                for since in self.months
                for until in range(since, self.last + 1)
            ]
        )

    def _expected(self, since: int, until: int) -> dict[str, int]:
        return {f"expected_{name}": bits for name, bits in self._bits(since, until).items()}


def ledger_of(backend: Backend, paid: Frame, month: int) -> Ledger | None:
    """The months the ledger covers before `month`: from its earliest to its latest row. None if there are none."""
    ends = backend.collect(paid.select(first=col("month").min(), last=col("month").max())).to_pylist()[0]
    if ends["first"] is None or ends["first"] >= month:
        return None
    return Ledger(ends["first"], min(ends["last"], month - 1))


def differences(
    backend: Backend, ledger: Ledger, benefits: Frame, intervals: Frame, amounts: Frame, paid: Frame
) -> Frame:
    """Every covered month of every benefit that has something to work out.

    Columns: benefit_id, month, amount (of the month, in fen), in_force (a ground is), forgiven (a negative difference
    that is not reclaimed), due, paid, difference (after forgiving).
    """
    calendar = backend.table(ledger.calendar())
    covered = _covered(benefits, ledger)
    unusual = nw.concat(
        [
            _paid_unusually(covered, paid.join(calendar, on="month"), backend.table(ledger.spans()), ledger),
            amounts.select("benefit_id"),
            intervals.filter(col("since") <= ledger.last, col("until") >= ledger.first).select("benefit_id"),
        ]
    )
    work = backend.keep(covered.join(unusual.unique(["benefit_id"]), on="benefit_id", how="semi"))
    return month_by_month(work, calendar.select("month"), intervals, amounts, paid)


def month_by_month(benefits: Frame, calendar: Frame, intervals: Frame, amounts: Frame, paid: Frame) -> Frame:
    """`differences` of these benefits, which have the covered months `since` and `until`."""
    grid = benefits.join(calendar, how="cross").filter(col("since") <= col("month"), col("month") <= col("until"))
    grid = grid.select("benefit_id", "month", "monthly_amount")
    key = ["benefit_id", "month"]
    rows = (
        grid.join(_rates(grid, amounts), on=key, how="left")
        .join(_blocked(grid, intervals), on=key, how="left")
        .join(_payments(benefits, paid), on=key, how="left")
    )
    return rows.with_columns(
        amount=nw.coalesce("amount", "monthly_amount"),
        paid=col("paid").fill_null(0),
        in_force=~col("firm").is_null(),
    ).pipe(_settled)


def _settled(rows: Frame) -> Frame:
    due = when("in_force").then(lit(0)).otherwise(col("amount"))
    rows = rows.with_columns(due=due).with_columns(difference=col("due") - col("paid"))
    rows = rows.with_columns(forgiven=col("in_force") & ~col("firm").fill_null(True) & (col("difference") < 0))
    difference = when("forgiven").then(lit(0)).otherwise(col("difference"))
    return rows.select(
        "benefit_id", "month", "amount", "in_force", "forgiven", "due", "paid", difference=difference.cast(nw.Int64)
    )


def _covered(benefits: Frame, ledger: Ledger) -> Frame:
    """The benefits with the first and last ledger month that concerns them: not before their first, nor after their last."""
    spans = benefits.with_columns(
        since=nw.max_horizontal("first_month", lit(ledger.first)),
        until=nw.min_horizontal(col("last_month").fill_null(OPEN), lit(ledger.last)),
    )
    spans = spans.with_columns(col("since").cast(nw.Int64), col("until").cast(nw.Int64))
    return spans.filter(col("since") <= col("until")).select("benefit_id", "monthly_amount", "since", "until")


def _paid_unusually(covered: Frame, paid: Frame, spans: Frame, ledger: Ledger) -> Frame:
    """The benefits not paid their monthly amount exactly once in each covered month, and in no other."""
    bits = {name: col(name).sum().cast(nw.Int64) for name in ledger.masks}
    summary = paid.group_by("benefit_id").agg(
        rows=nw.len(), least=col("amount").min(), greatest=col("amount").max(), **bits
    )
    usual = [
        col("rows") == col("expected"),
        col("least") == col("monthly_amount"),
        col("greatest") == col("monthly_amount"),
        *(col(name) == col(f"expected_{name}") for name in ledger.masks),
    ]
    compared = covered.join(spans, on=["since", "until"]).join(summary, on="benefit_id", how="left")
    as_due = nw.all_horizontal(*(each.fill_null(False) for each in usual), ignore_nulls=False)
    return compared.filter(~as_due).select("benefit_id")


def _rates(grid: Frame, amounts: Frame) -> Frame:
    """The amount of each month: the latest row from that month or earlier."""
    earlier = grid.select("benefit_id", "month").join(amounts.select("benefit_id", "from_month"), on="benefit_id")
    earlier = earlier.filter(col("from_month") <= col("month"))
    latest = earlier.group_by("benefit_id", "month").agg(col("from_month").max())
    return latest.join(amounts, on=["benefit_id", "from_month"]).select("benefit_id", "month", "amount")


def _blocked(grid: Frame, intervals: Frame) -> Frame:
    """The months in which a ground is in force, and whether one of them is firm, not provisional."""
    months = grid.select("benefit_id", "month").join(intervals, on="benefit_id")
    blocked = months.filter(col("since") <= col("month"), col("month") <= col("until"))
    return blocked.group_by("benefit_id", "month").agg(firm=(~col("provisional")).any())


def _payments(benefits: Frame, paid: Frame) -> Frame:
    """What was paid for each month: rows add up, recoveries are negative."""
    theirs = paid.select("benefit_id", "month", "amount").join(benefits, on="benefit_id", how="semi")
    return theirs.group_by("benefit_id", "month").agg(paid=col("amount").sum().cast(nw.Int64))
