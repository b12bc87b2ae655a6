"""Which month is being decided."""

from django.utils import timezone

from casework.runs.queries import newest_run


def month_to_decide() -> int:
    """The month of the newest run, which decides its payment; before the first import that of today."""
    run, today = newest_run(), timezone.localdate()
    return run.month if run else today.year * 12 + today.month - 1
