"""A delivery that has been counted, with what is said of it: what becomes a batch."""

import datetime as dt
from dataclasses import dataclass

from zige.exchange.contract import Contract
from zige.exchange.drift import BatchStats
from zige.receiving.delivery import Counted
from zige.receiving.receipts import Receipt


@dataclass(frozen=True)
class Commit:
    """What is to be committed: a counted delivery with what is said of it.

    `decided` where officers of this home have decided each row.
    """

    contract: Contract
    counted: Counted
    month: int
    received: dt.date
    receipt: Receipt
    stats: BatchStats
    header: list[str]
    decided: bool = False
