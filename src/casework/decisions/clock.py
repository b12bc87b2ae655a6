"""Which month is being decided."""

from django.utils import timezone

from casework.runs.queries import newest_run
from zige.law.months import month_of


def month_to_decide() -> int:
    """The month of the newest run, which decides its payment; before the first import that of today."""
    run, today = newest_run(), timezone.localdate()
    return run.month if run else month_of(today)
