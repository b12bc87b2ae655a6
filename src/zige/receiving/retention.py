"""What names people is kept, sealed, as long as its time is and no longer; what it gave stays (Art. 18)."""

import datetime as dt
from pathlib import Path

from zige.exchange.catalogue import Catalogue
from zige.law.months import parse_month
from zige.store.batches import AGAIN, CANDIDATES, QUARANTINE, Batch, all_batches
from zige.store.home import Home
from zige.store.runs import Run, all_runs

USUAL_MONTHS = 24
"""For how long lists of a run are kept, and what was delivered under a contract that is no longer there."""


def expired(home: Home, catalogue: Catalogue, today: dt.date) -> list[Batch]:
    """The batches whose delivered file, or rows that name people, have outlived the time their contract sets."""
    return [
        batch
        for batch in all_batches(home)
        if batch.receipt["status"] != AGAIN and _months_between(batch.received, today) >= _kept(catalogue, batch)
        if any(path.exists() for path in _naming_people(home, batch))
    ]


def expired_runs(home: Home, today: dt.date) -> list[Run]:
    """The runs whose lists and rows to assign are past their time, counted from the end of their month."""
    return [run for run in all_runs(home) if run.naming_people and _months_between(_end(run), today) >= USUAL_MONTHS]


def purge(home: Home, batches: list[Batch], runs: list[Run]) -> int:
    """Delete what names people in them; the number of files. The register, facts, determinations and receipts stay."""
    paths = [path for batch in batches for path in _naming_people(home, batch) if path.exists()]
    paths += [path for run in runs for path in run.naming_people]
    for path in paths:
        path.unlink()
    return len(paths)


def _naming_people(home: Home, batch: Batch) -> list[Path]:
    return [home.sealed / batch.id, batch.folder / QUARANTINE, batch.folder / CANDIDATES]


def _end(run: Run) -> dt.date:
    """The first day after the month of a run."""
    year, place = divmod(parse_month(run.month) + 1, 12)
    return dt.date(year, place + 1, 1)


def _months_between(since: dt.date, today: dt.date) -> int:
    """Whole months: one that has not ended does not count."""
    return (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)


def _kept(catalogue: Catalogue, batch: Batch) -> int:
    contract = catalogue.get(batch.dataset)
    return USUAL_MONTHS if contract is None else contract.retention_months
