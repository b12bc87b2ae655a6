"""The conductor of `zige receive`: open → recognise → check → match → map → compare → seal → commit, on one screen."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from zige.errors import DeliveryRefused, RequestRefused
from zige.exchange.catalogue import Catalogue, load_catalogue
from zige.exchange.contract import Role
from zige.exchange.deliveries import open_delivery
from zige.exchange.drift import drift
from zige.exchange.manifest import Entry, check_rows
from zige.exchange.recognising import columns_of, month_of, recognise
from zige.exchange.sheets import Sheet
from zige.law.months import format_month, parse_month
from zige.receiving.committing import Commit, commit
from zige.receiving.delivery import Delivery
from zige.receiving.history import earlier_fingerprints, history_of, policy_of, sent_back, stats_of
from zige.receiving.newcomers import catch_up
from zige.receiving.receipts import Receipt, already_received, receipt, refused, said_of
from zige.receiving.registers import register_now
from zige.store.batches import Batch, all_batches, came_again
from zige.store.home import Home
from zige.store.sealing import seal
from zige.store.writing import remove_unfinished

PIECE = 1 << 20


@dataclass(frozen=True)
class Request:
    """What is said of a file: its dataset and month (YYYY-MM), else recognised; when it is received; its manifest."""

    dataset: str | None
    month: str | None
    received: dt.date
    announced: list[Entry] = field(default_factory=list)

    def announced_of(self, sheet: Sheet) -> Entry:
        """What the manifest says of a sheet's file; nothing where there is none."""
        known = {entry.file: entry for entry in self.announced}
        return known.get(sheet.name, Entry(sheet.name, None, None, None))


def receive(home: Home, path: Path, request: Request) -> list[Receipt]:
    """Take in one delivered file; a receipt for each sheet in it, in their order.

    The home must be held (`zige.store.lock`). What a killed command left half done is removed first.
    """
    remove_unfinished(home.path)
    catalogue = load_catalogue(home.contracts)
    try:
        sheets = open_delivery(path)
    except DeliveryRefused as refusal:
        return [refused(path.name, refusal)]
    return [_receive(home, catalogue, sheet, request) for sheet in sheets]


def _receive(home: Home, catalogue: Catalogue, sheet: Sheet, request: Request) -> Receipt:
    try:
        digest = _digest(sheet)
        before = next((batch for batch in all_batches(home) if batch.is_called(digest)), None)
        if before is not None:
            month = format_month(_month(request, month_of(sheet.name)))
            came_again(before, month, request.received)
            return already_received(sheet.name, before.receipt, month)
        return _take_in(home, catalogue, sheet, digest, request).receipt
    except (DeliveryRefused, RequestRefused) as refusal:
        return refused(sheet.name, refusal)


def _take_in(home: Home, catalogue: Catalogue, sheet: Sheet, digest: str, request: Request) -> Batch:
    contract, named = recognise(sheet.header, sheet.name, catalogue, request.dataset)
    columns = columns_of(contract, sheet.header, sheet.name)
    month = _month(request, named)
    if contract.role is Role.FACTS:
        catch_up(home, catalogue)  # what was said of newcomers before comes before what this file says of them
    delivery = Delivery(contract, columns, register_now(home), home.keys, request.received)
    delivery.take_all(sheet)
    counted = delivery.counted(earlier_fingerprints(home, contract, delivery.days()))
    stats = stats_of(counted)
    check_rows(request.announced_of(sheet), stats.rows)
    history = [] if sent_back(sheet.header) else history_of(home, contract.dataset)
    findings = drift(history, stats, policy_of(home.settings))
    written = receipt(
        sheet.name, contract.dataset, format_month(month), digest, "held" if findings else "accepted",
        counted.counts(), counted.codes(), columns.unknown, said_of(counted.counts(), findings),
    )  # fmt: skip
    with sheet.source.open() as content:
        seal(content, home.sealed / digest, home.keys)
    return commit(home, Commit(contract, counted, month, request.received, written, stats, sheet.header))


def _month(request: Request, named: int | None) -> int:
    """The month said, else that of the name, else that of the day it is received."""
    if request.month is not None:
        return parse_month(request.month)
    return named if named is not None else request.received.year * 12 + request.received.month - 1


def _digest(sheet: Sheet) -> str:
    """SHA-256 of the file's content, read in pieces."""
    with sheet.source.open() as content:
        digest = hashlib.sha256()
        while piece := content.read(PIECE):
            digest.update(piece)
        return digest.hexdigest()
