"""A delivered file is opened from its seal and read again: for people who have joined, and when it is released."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from zige.exchange.contract import Contract
from zige.exchange.deliveries import open_delivery
from zige.exchange.recognising import columns_of
from zige.exchange.sheets import Sheet
from zige.identity.register import Register
from zige.receiving.delivery import Counted, Delivery
from zige.store.batches import Batch
from zige.store.home import Home
from zige.store.sealing import opened
from zige.store.writing import UNFINISHED


def read_again(home: Home, contract: Contract, batch: Batch, register: Register, *, newcomers: bool) -> Counted:
    """The delivery of a batch, matched against `register`, opened in a folder that is gone afterwards.

    With `newcomers` only rows that may be about somebody in `register` are looked at. Raises DeliveryRefused where the
    contract has changed so that the file no longer fits it.
    """
    with TemporaryDirectory(prefix=UNFINISHED, dir=home.path) as folder:
        sheet = delivered_sheet(home, batch, Path(folder))
        columns = columns_of(contract, sheet.header, sheet.name)
        delivery = Delivery(contract, columns, register, home.keys, batch.received, again=newcomers)
        delivery.take_all(sheet)
    return delivery.counted(pl.Series("fingerprint", [], pl.UInt64))


def delivered_sheet(home: Home, batch: Batch, folder: Path) -> Sheet:
    """What was delivered as this batch, opened into `folder`, which whoever asks removes when it is read."""
    path = folder / batch.receipt["file"].rpartition("/")[2].removesuffix(".gz")
    with path.open("wb") as file:
        file.writelines(opened(home.sealed / batch.id, home.keys))
    (sheet,) = open_delivery(path)
    return sheet
