"""What was received already is delivered once more: it has come for that month too, else nothing changes (EXCHANGE §1).

Only the register follows the latest roster. So a roster that comes again after another one, for a later month than
that one's, is made into the register once more: a batch of its own, known from the day on which it came again.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping

from zige.exchange.contract import ROSTERS, Contract
from zige.exchange.recognising import columns_of
from zige.exchange.sheets import Sheet
from zige.law.months import format_month, parse_month
from zige.receiving.commits import Commit
from zige.receiving.committing import commit_again
from zige.receiving.delivery import Delivery
from zige.receiving.history import earlier_fingerprints, stats_of
from zige.receiving.reading_ahead import Ready
from zige.receiving.receipts import Receipt, already_received, receipt
from zige.receiving.registers import register_now
from zige.store.batches import AGAIN, Batch, all_batches, came_again
from zige.store.home import Home
from zige.words import Wording

HOLDS_AGAIN = Wording("此名册重新为准", "this roster holds again")


def come_again(
    home: Home, catalogue: Mapping[str, Contract], before: Batch, ready: Ready, month: int, received: dt.date
) -> Receipt:
    """Note that the content of a batch came for `month` too; a roster that another had followed holds again.

    The batch comes first: a command that is killed in between finds it and only notes.
    """
    roster = _followed_roster(home, catalogue, before, month)
    if roster is not None:
        commit_again(home, _again(home, roster, before, ready.sheet, month, received), before)
    came_again(before, format_month(month), received)
    return already_received(
        ready.sheet.name, before.receipt, format_month(month), ready.signature, holds_again=roster is not None
    )


def _followed_roster(home: Home, catalogue: Mapping[str, Contract], before: Batch, month: int) -> Contract | None:
    """The contract of a roster in use that others followed, all of them for earlier months than `month`; else None."""
    contract = catalogue.get(before.dataset)
    if contract is None or contract.role not in ROSTERS or before.held:
        return None
    own = [batch for batch in all_batches(home) if batch.dataset == before.dataset]
    since = max(batch.number for batch in own if batch.receipt.get("of", batch.id) == before.id)
    others = [parse_month(batch.month) for batch in own if batch.number > since]
    return contract if others and max(others) < month else None


def _again(home: Home, contract: Contract, before: Batch, sheet: Sheet, month: int, received: dt.date) -> Commit:
    columns = columns_of(contract, sheet.header, sheet.name)
    delivery = Delivery(contract, columns, register_now(home), home.keys, received)
    delivery.take_all(sheet)
    counted = delivery.counted(earlier_fingerprints(home, contract, delivery.days()))
    digest = hashlib.sha256(f"{before.id} {month}".encode()).hexdigest()
    written = receipt(
        sheet.name, contract.dataset, format_month(month), digest, AGAIN, counted.counts(), counted.codes(),
        columns.unknown, HOLDS_AGAIN,
    )  # fmt: skip
    return Commit(contract, counted, month, received, written, stats_of(counted), sheet.header)
