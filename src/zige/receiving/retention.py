"""Delivered files are kept, sealed, as long as their contract says and no longer; what they gave stays (Art. 18)."""

import datetime as dt
from pathlib import Path

from zige.exchange.catalogue import Catalogue
from zige.receiving.newcomers import AGAIN
from zige.store.batches import CANDIDATES, QUARANTINE, Batch, all_batches
from zige.store.home import Home

UNKNOWN_MONTHS = 24


def expired(home: Home, catalogue: Catalogue, today: dt.date) -> list[Batch]:
    """The batches whose delivered file, or rows that name people, have outlived the time their contract sets."""
    return [
        batch
        for batch in all_batches(home)
        if batch.receipt["status"] != AGAIN and _months_since(batch, today) >= _kept(catalogue, batch)
        if any(path.exists() for path in _naming_people(home, batch))
    ]


def purge(home: Home, batches: list[Batch]) -> int:
    """Delete those files; the number of files. The register, facts and receipts stay."""
    paths = [path for batch in batches for path in _naming_people(home, batch) if path.exists()]
    for path in paths:
        path.unlink()
    return len(paths)


def _naming_people(home: Home, batch: Batch) -> list[Path]:
    return [home.sealed / batch.id, batch.folder / QUARANTINE, batch.folder / CANDIDATES]


def _months_since(batch: Batch, today: dt.date) -> int:
    """Whole months: one that has not ended does not count."""
    since = batch.received
    return (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)


def _kept(catalogue: Catalogue, batch: Batch) -> int:
    contract = catalogue.get(batch.dataset)
    return UNKNOWN_MONTHS if contract is None else contract.retention_months
