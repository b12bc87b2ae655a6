"""Beside the server a worker: begun again when it breaks, ended when the server ends.

Run as a process of its own (`python -m casework.config.keeping`), which does nothing but wait for the worker.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 5.0
"""Seconds before a worker that broke is begun again."""
LOOK = 1.0
WORKER = (sys.executable, "-c", "from zige.cli.main import run; run()", "worker")


@contextmanager
def worker_beside(home: Path) -> Iterator[None]:
    """A worker of this home as long as the context lasts; the job at hand is finished before it ends."""
    kept = subprocess.Popen([sys.executable, "-m", __name__], env=os.environ | {"ZIGE_HOME": str(home)})  # noqa: S603
    try:
        yield
    finally:
        kept.terminate()
        kept.wait()


def keep(command: tuple[str, ...], server: int) -> None:
    """Keep the command running until SIGTERM comes or the process of the server is gone.

    Ctrl-C reaches the worker by itself, and this process is told by the server.
    """
    ending: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: ending.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while not ending and os.getppid() == server:
        with subprocess.Popen(command, preexec_fn=_listen_to_ctrl_c) as worker:  # noqa: PLW1509, S603 - one thread here
            while worker.poll() is None and not ending and os.getppid() == server:
                time.sleep(LOOK)
            worker.terminate()
        if not ending:
            time.sleep(PAUSE)


def _listen_to_ctrl_c() -> None:
    """What this process does not listen to, the worker would not either."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


if __name__ == "__main__":
    keep(WORKER, os.getppid())
