"""Which months were asked back or paid back already and do not stand in the ledger yet: nothing is settled twice."""

from collections.abc import Iterable

from django.db.models import Q

from casework.cases.models import Review
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.people.models import Benefit

OPEN = Q(state__in=[Review.PROPOSED, Review.APPROVED], replaced_by=None)


def asked_back(benefit: Benefit, but: int | None = None) -> frozenset[int]:
    """The months that a recovery which is not closed is about; `but` leaves out one decision."""
    return _months(Decision.objects.filter(OPEN, benefit=benefit, act=Act.RECOVER, recovery__closed=None), but)


def paid_back(benefit: Benefit, month: int, but: int | None = None) -> frozenset[int]:
    """The months that the payment list of `month` or a later one pays back; earlier lists stand in the ledger."""
    to_be_paid = Decision.objects.filter(OPEN, benefit=benefit, act__in=[Act.RESUME, Act.PAY_BACK], month__gte=month)
    return _months(to_be_paid, but)


def joined(months: Iterable[int]) -> str:
    """Months as a decision holds them."""
    return "|".join(str(month) for month in sorted(months))


def split(months: str) -> list[int]:
    """The months of a decision."""
    return [int(month) for month in months.split("|") if month]


def _months(found: Iterable[Decision], but: int | None) -> frozenset[int]:
    return frozenset(month for one in found if one.pk != but for month in split(one.months))
