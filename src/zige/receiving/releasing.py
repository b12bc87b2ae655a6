"""A held batch is released by a person, unless a newer register has made it old (EXCHANGE §1)."""

import datetime as dt

from zige.errors import RequestRefused
from zige.receiving.registers import has_register
from zige.store.batches import SHORT, Batch, all_batches, release
from zige.store.home import Home


def release_batch(home: Home, batch: Batch, who: str, when: dt.date) -> None:
    """Let runs use a held batch. Raises RequestRefused where it is not held, or is a roster and not the newest."""
    newer = [other for other in all_batches(home) if other.number > batch.number and has_register(other)]
    if has_register(batch) and newer:
        raise RequestRefused(
            f"批次 {batch.id[:SHORT]} 之后又收到过名册，不能再放行；请让部门重新报送",
            f"a newer roster was received after batch {batch.id[:SHORT]}; ask for it to be sent again",
        )
    release(batch, who, when)
