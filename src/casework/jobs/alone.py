"""One worker for each home: it holds a file of the home as long as it lives."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from zige.errors import HomeRefused

NAME = "worker"
PATIENCE, PAUSE = 20, 0.05
"""How often it is tried, and for how many seconds between: somebody may just be looking whether a worker is there."""


@contextmanager
def the_only_worker(home: Path) -> Iterator[None]:
    """Raises HomeRefused where another worker is there. The operating system lets go when the process ends."""
    with (home / NAME).open("a") as file:
        if not _taken(file, fcntl.LOCK_EX, PATIENCE):
            raise HomeRefused(
                "这个数据目录已有后台进程在运行；不需要再启动一个",
                "a worker is at work in this home already; no second one is needed",
            )
        yield


def is_there(home: Path) -> bool:
    """Whether a worker is at work in this home."""
    with (home / NAME).open("a") as file:
        return not _taken(file, fcntl.LOCK_SH, 1)


def _taken(file: TextIO, how: int, tries: int) -> bool:
    for again in range(tries):
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if again + 1 < tries:
                time.sleep(PAUSE)
        else:
            return True
    return False
