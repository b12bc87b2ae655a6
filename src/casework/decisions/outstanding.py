"""Which months were asked back or paid back already and do not stand in the ledger yet: nothing is settled twice.

The ledger shows a sum once it covers the month in which that was paid; until then the settlement of LAW §6 still calls
it due. It may be late by any number of runs, so it is asked how far it goes, never what month it is.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from casework.cases.models import Review
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.standing import LATE
from casework.people.models import Benefit
from zige.law.months import month_of
from zige.running.paid import last_paid

OPEN = Q(state__in=[Review.PROPOSED, Review.APPROVED], replaced_by=None)


def asked_back(benefit: Benefit, but: int | None = None) -> frozenset[int]:
    """The months of a recovery that is not closed, or not in the ledger yet; `but` leaves out one decision.

    What was written off never comes into the ledger, and is not asked for again.
    """
    asked = Decision.objects.filter(OPEN, benefit=benefit, act=Act.RECOVER).select_related("recovery")
    known = last_paid(settings.HOME)
    return _months([one for one in asked if _is_asked(one, known)], but)


def paid_back(benefit: Benefit, but: int | None = None) -> frozenset[int]:
    """The months that a payment list pays back which the ledger does not show yet."""
    paid = Decision.objects.filter(OPEN, benefit=benefit, act__in=[Act.RESUME, Act.PAY_BACK])
    known = last_paid(settings.HOME)
    return _months(paid if known is None else paid.filter(month__gt=known - LATE), but)


def joined(months: Iterable[int]) -> str:
    """Months as a decision holds them."""
    return "|".join(str(month) for month in sorted(months))


def split(months: str) -> list[int]:
    """The months of a decision."""
    return [int(month) for month in months.split("|") if month]


def _months(found: Iterable[Decision], but: int | None) -> frozenset[int]:
    return frozenset(month for one in found if one.pk != but for month in split(one.months))


def _is_asked(decision: Decision, known: int | None) -> bool:
    """Whether what a recovery is about still stands in the ledger, which covers the months until `known`."""
    if decision.state == Review.PROPOSED or decision.recovery.closed is None or decision.recovery.written_off:
        return True
    closed = timezone.localtime(decision.recovery.closed)
    return known is None or month_of(closed) > known
