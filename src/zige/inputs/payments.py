"""The ledger summed up by benefit, in one pass: what a check and a settlement of millions of rows begin with."""

import narwhals as nw

from zige.backends.base import Backend, Frame
from zige.ledger import Ledger


def ledger_of(backend: Backend, paid: Frame, month: int) -> Ledger | None:
    """The months the ledger covers before `month`: from its earliest to its latest row. None if there are none."""
    ends = backend.collect(paid.select(first=nw.col("month").min(), last=nw.col("month").max())).to_pylist()[0]
    if ends["first"] is None or ends["first"] >= month:
        return None
    return Ledger(ends["first"], min(ends["last"], month - 1))


def payers(backend: Backend, paid: Frame, ledger: Ledger | None) -> Frame:
    """One row for each benefit of the ledger.

    Columns: benefit_id; rows, least and greatest (of the amounts) and the sums of month bits (`zige.ledger`), all
    four of the covered months only.
    """
    if ledger is None:
        return paid.select("benefit_id").unique(["benefit_id"])
    covered = nw.when(nw.col("month") <= ledger.last)
    marked = paid.join(backend.table(ledger.calendar()), on="month", how="left")
    amount = covered.then(nw.col("amount"))
    return marked.group_by("benefit_id").agg(
        rows=amount.count(),
        least=amount.min(),
        greatest=amount.max(),
        **{name: nw.col(name).sum().cast(nw.Int64) for name in ledger.masks},
    )
