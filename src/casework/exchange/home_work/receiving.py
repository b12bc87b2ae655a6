"""A file becomes batches, by the door that `zige receive` uses."""

import datetime as dt
from pathlib import Path
from typing import Any

from casework import audit
from casework.exchange import parts
from casework.exchange.models import Work
from casework.exchange.recorded import RECEIVED, work_subject
from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.exchange.manifest import Entry, check_files, read_manifest
from zige.receiving.conductor import receive
from zige.receiving.newcomers import catch_up
from zige.receiving.reading_ahead import came_before
from zige.receiving.receipts import SHOWN, Receipt
from zige.receiving.requests import Request
from zige.store.home import Home
from zige.store.lock import held


def receive_file(home: Home, work: Work) -> dict[str, Any]:
    """A receipt for each sheet, as shown, with the number of its batch. Raises HomeHeld, DeliveryRefused.

    A file that was taken in before the worker was cut off is answered "already received".
    """
    path = parts.file_of(work.pk, work.asked["name"])
    if not path.is_file():
        raise RequestRefused("文件已经不在；请重新报送", "the file is not there any more; send it again")
    received = dt.date.fromisoformat(work.asked["received"])
    request = Request(work.dataset, work.month, received, _announced(work, path))
    with held(home.path, "zige serve"):
        receipts = [told for receipts in receive(home, [(path, request)]) for told in receipts]
        catch_up(home, load_catalogue(home.contracts))
    told = [_shown(home, receipt) for receipt in receipts]
    statuses = [receipt["status"] for receipt in told]
    numbers = [receipt["number"] for receipt in told]
    audit.record(work.by, RECEIVED, work_subject(work.pk), dataset=work.dataset, statuses=statuses, batches=numbers)
    return {"receipts": told}


def _announced(work: Work, path: Path) -> list[Entry]:
    """What the manifest says of this file; the others that it names come by themselves."""
    manifest = parts.manifest_of(work.pk)
    if manifest is None:
        return []
    entries = [entry for entry in read_manifest(manifest) if entry.file == path.name]
    check_files(manifest, entries, [path])
    return entries


def _shown(home: Home, receipt: Receipt) -> dict[str, Any]:
    batch = came_before(home, receipt["batch"]) if receipt["batch"] else None
    return {name: receipt[name] for name in SHOWN} | {"number": batch.number if batch else None}
