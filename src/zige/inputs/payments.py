"""The ledger summed up by benefit, in one pass: what a check and a settlement of millions of rows begin with."""

import narwhals as nw

from zige.backends.base import Backend, Frame
from zige.backends.dictionary import ends
from zige.ledger import Ledger


def ledger_of(backend: Backend, paid: Frame, month: int) -> Ledger | None:
    """The months the ledger covers before `month`: from its earliest to its latest row. None if there are none."""
    first, last = ends(backend, paid, ["month"])
    if first is None or first >= month:
        return None
    return Ledger(first, min(last, month - 1))


def payers(backend: Backend, paid: Frame, ledger: Ledger | None) -> Frame:
    """One row for each benefit of the ledger and each amount it was paid.

    `paid` has a column `flaw`, true where a row is to be refused. Columns: benefit_id, amount; wrong (a row is); where
    the ledger has bits (`zige.ledger`) also the number of rows in covered months and the sums of these months' bits.
    """
    if ledger is None or not ledger.has_bits:
        return paid.group_by("benefit_id", "amount").agg(wrong=nw.col("flaw").any())
    marked = paid.join(backend.table(ledger.calendar()), on="month", how="left")
    return marked.group_by("benefit_id", "amount").agg(
        wrong=nw.col("flaw").any(),
        rows=nw.col(ledger.masks[0]).count(),
        **{name: nw.col(name).sum().cast(nw.Int64) for name in ledger.masks},
    )
