"""A held batch is released by a person, unless what was received since has made it old (EXCHANGE §1)."""

import datetime as dt

import polars as pl

from zige.errors import RequestRefused
from zige.receiving.registers import has_register, may_have_joined
from zige.store.batches import FINGERPRINTS, PAYMENTS, SHORT, Batch, all_batches, release
from zige.store.home import Home


def release_batch(home: Home, batch: Batch, who: str, when: dt.date) -> None:
    """Let runs use a held batch.

    Raises RequestRefused where it is not held, where it is a roster and not the newest, and where it is a ledger of
    which payments have been received again since: they would count twice.
    """
    newer = [other for other in all_batches(home) if other.number > batch.number]
    if has_register(batch) and any(has_register(other) for other in newer):
        raise RequestRefused(
            f"批次 {batch.id[:SHORT]} 之后又收到过名册，不能再放行；请让部门重新报送",
            f"a newer roster was received after batch {batch.id[:SHORT]}; ask for it to be sent again",
        )
    if batch.table(PAYMENTS) and any(_met_again(batch, other) for other in newer if other.dataset == batch.dataset):
        raise RequestRefused(
            f"批次 {batch.id[:SHORT]} 中的发放记录之后又收到过，放行会重复计算；请让部门只报送缺少的部分",
            f"payments of batch {batch.id[:SHORT]} were received again since and would count twice; "
            "ask for what is missing to be sent alone",
        )
    release(batch, who, when)
    if has_register(batch):
        may_have_joined(home)


def _met_again(batch: Batch, other: Batch) -> bool:
    prints, later = (pl.read_parquet(each.folder / FINGERPRINTS)["fingerprint"] for each in (batch, other))
    return not other.held and bool(prints.is_in(later.implode()).any())
