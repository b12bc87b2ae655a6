"""A held batch is released by a person, unless what was received since has made it old (EXCHANGE §1).

What a roster makes of the register depends on the rosters before it, so that a held one is made into a register only
when it is released: both rosters of a month can be, in any order.
"""

import datetime as dt
from pathlib import Path

from zige.errors import DeliveryRefused, RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import ROSTERS, Contract
from zige.law.months import parse_month
from zige.receiving.commits import Commit
from zige.receiving.committing import fill_tables
from zige.receiving.history import stats_of
from zige.receiving.registers import register_now
from zige.receiving.rereading import read_again
from zige.store.batches import FINGERPRINTS, PAYMENTS, SHORT, Batch, all_batches, release
from zige.store.home import Home
from zige.store.reading import read_table


def release_batch(home: Home, batch: Batch, who: str, when: dt.date, why: str = "") -> None:
    """Let runs use a held batch; who released it, when and why is kept beside it.

    Raises RequestRefused where it is not held, where it is a roster and a newer one of its kind is in use, where its
    file can no longer be read, and where it is a ledger of which payments have been received again since.
    """
    contract = load_catalogue(home.contracts).named(batch.dataset)
    newer = [other for other in all_batches(home) if other.number > batch.number and other.dataset == batch.dataset]
    used = [other for other in newer if not other.held]
    if contract.role in ROSTERS and used:
        raise RequestRefused(
            f"批次 {batch.id[:SHORT]} 之后又收到过名册，不能再放行；请让部门重新报送",
            f"a newer roster was received after batch {batch.id[:SHORT]}; ask for it to be sent again",
        )
    if batch.table(PAYMENTS) and any(_met_again(batch, other) for other in used):
        raise RequestRefused(
            f"批次 {batch.id[:SHORT]} 中的发放记录之后又收到过，放行会重复计算；请让部门只报送缺少的部分",
            f"payments of batch {batch.id[:SHORT]} were received again since and would count twice; "
            "ask for what is missing to be sent alone",
        )

    def fill(folder: Path) -> None:
        if contract.role in ROSTERS:
            fill_tables(home, _roster(home, contract, batch), folder)

    release(home, batch, who, when, fill, why)


def _roster(home: Home, contract: Contract, batch: Batch) -> Commit:
    """A held roster as it is to be committed, after the register as it now stands."""
    if not (home.sealed / batch.id).exists():
        raise _unreadable(batch)
    try:
        counted = read_again(home, contract, batch, register_now(home), newcomers=False)
    except DeliveryRefused:
        raise _unreadable(batch) from None
    receipt = batch.receipt
    return Commit(
        contract, counted, parse_month(batch.month), batch.received, receipt, stats_of(counted), receipt["header"]
    )


def _unreadable(batch: Batch) -> RequestRefused:
    return RequestRefused(
        f"批次 {batch.id[:SHORT]} 的原始文件已清理或不再符合契约，不能放行；请让部门重新报送",
        f"the file of batch {batch.id[:SHORT]} was purged or no longer fits its contract; ask for it to be sent again",
    )


def _met_again(batch: Batch, other: Batch) -> bool:
    prints, later = (read_table(each.folder / FINGERPRINTS)["fingerprint"] for each in (batch, other))
    return bool(prints.is_in(later.implode()).any())
