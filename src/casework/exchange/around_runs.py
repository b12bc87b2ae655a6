"""What other apps do around a run of a month: they say it as they start, since this app knows none of them.

    before_run(deliver_findings)      takes what officers have decided into the home; holds the home itself if it must
    after_run(import_run)             brings what the run found into the database

A step may be done again where the worker was cut off, so each looks first what is done already.
"""

from collections.abc import Callable

from zige.store.home import Home
from zige.store.runs import Run

Before = Callable[[Home], object]
After = Callable[[Home, Run], object]

steps_before: list[Before] = []
steps_after: list[After] = []


def before_run(step: Before) -> None:
    """Before a month is tried or run."""
    steps_before.append(step)


def after_run(step: After) -> None:
    """After a run stands in the home."""
    steps_after.append(step)
