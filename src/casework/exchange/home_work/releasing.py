"""A held batch is let be used, as `zige release` does it."""

from typing import Any

from django.utils import timezone

from casework import audit
from casework.exchange.models import Work
from casework.exchange.recorded import RELEASED, batch_subject
from zige.errors import RequestRefused
from zige.receiving.releasing import release_batch
from zige.store.batches import Batch, all_batches
from zige.store.home import Home
from zige.store.lock import held


def release_held(home: Home, work: Work) -> dict[str, Any]:
    """Raises HomeHeld, RequestRefused. One that was released before the worker was cut off stays released."""
    batch, why = _named(home, work.asked["number"]), work.asked["why"]
    with held(home.path, "zige serve"):
        if batch.held or not _is_by(batch, work):
            release_batch(home, batch, work.by.name, timezone.localdate(), why)
    audit.record(work.by, RELEASED, batch_subject(batch.number), purpose=why, dataset=batch.dataset)
    return {"number": batch.number}


def _named(home: Home, number: int) -> Batch:
    found = next((batch for batch in all_batches(home) if batch.number == number), None)
    if found is None:
        raise RequestRefused(f"没有第 {number} 批", f"there is no batch {number}")
    return found


def _is_by(batch: Batch, work: Work) -> bool:
    released = batch.released or {}
    return (released.get("by"), released.get("why")) == (work.by.name, work.asked["why"])
