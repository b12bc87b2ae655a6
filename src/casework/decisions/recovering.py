"""What of a recovery came back, what was given up, and what is left. Sums are fen; they always make the total."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from casework.decisions.models import Recovery


@dataclass(frozen=True)
class Balance:
    """total = repaid + written_off + left, and nothing below zero."""

    total: int
    repaid: int
    written_off: int

    @property
    def left(self) -> int:
        """What is still to come."""
        return self.total - self.repaid - self.written_off


def balance_of(recovery: Recovery) -> Balance:
    """As the rows have it now."""
    repaid = recovery.repayments.aggregate(sum=Sum("amount"))["sum"] or 0
    return Balance(recovery.total, repaid, recovery.written_off)


def close_if_settled(recovery: Recovery) -> bool:
    """Close it where nothing is left. Within the transaction that changed it; saves the new version."""
    if recovery.closed is None and balance_of(recovery).left == 0:
        recovery.closed = timezone.now()
    recovery.version += 1
    recovery.save()
    return recovery.closed is not None
