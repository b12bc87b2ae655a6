"""Large columns are sealed by all processors: a cipher for short values is not sped up by threads.

Each process opens the home itself, by the environment that named it; keys do not travel.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context

from casework.vault import seal

LARGE = 100_000
PART = 25_000


def sealed_by_all(values: Sequence[str], purpose: str) -> list[bytes]:
    """What `casework.vault.seal` gives; by this process alone where they are few."""
    processors = len(os.sched_getaffinity(0))
    if len(values) < LARGE or processors == 1:
        return seal(values, purpose)
    parts = [values[at : at + PART] for at in range(0, len(values), PART)]
    with ProcessPoolExecutor(processors, get_context("spawn")) as pool:
        return list(chain.from_iterable(pool.map(partial(seal, purpose=purpose), parts)))
