"""Several people at the very same moment, for tests: each in a thread and with a connection of their own."""

import threading
from collections.abc import Callable

from django.db import connection

from casework.accounts.refusal import ActRefused, Stale

DONE, TOLD = "done", "told"
"""It was done; or whoever asked was told why not, in a sentence."""


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of each, in the order of words; anything else than a refusal is named by its class."""
    ready, came = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
            came.append(DONE)
        except (Stale, ActRefused):
            came.append(TOLD)
        except Exception as fault:
            came.append(type(fault).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)
