"""抵扣: what is kept back from a month's payment for a recovery, never more than the share that `terms.yaml` allows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from casework.cases.models import Review
from casework.decisions.models import Instalment
from casework.decisions.standing import amount_of, in_payment
from casework.decisions.terms import terms
from casework.people.models import Benefit
from zige.kinds import Standing
from zige.law.months import first_day


@dataclass(frozen=True)
class SetOff:
    """What the payment list of a month keeps back of a benefit for an instalment: fen, at most the policy's share."""

    instalment: Instalment
    amount: int


def set_offs(month: int, office: str = "", among: Q | None = None) -> list[SetOff]:
    """What is to be kept back in the list of `month`, by benefit: planned until its end, and among these instalments.

    Nothing of a recovery that is closed, replaced, or held off by an objection, and nothing of a benefit that is not
    paid in the month. What a benefit lowered since leaves no room for is asked for by a new plan.
    """
    planned = Instalment.objects.filter(
        among or Q(), way=Instalment.Way.SET_OFF, dropped=None, due__lt=first_day(month + 1), recovery__closed=None,
        recovery__decision__state=Review.APPROVED, recovery__decision__held_off=False,
        recovery__decision__replaced_by=None,
    )  # fmt: skip
    if office:
        planned = planned.filter(recovery__decision__office=office)
    planned = planned.select_related("recovery__decision__benefit").order_by("recovery__decision__benefit", "due", "pk")
    room = _room(month, {one.recovery.decision.benefit_id for one in planned})
    found = []
    for one in planned:
        benefit = one.recovery.decision.benefit_id
        if kept := min(one.amount, room.get(benefit, 0)):
            found.append(SetOff(one, kept))
            room[benefit] -= kept
    return found


def most_of_month(benefit: Benefit, month: int) -> int:
    """The most that may be kept back of a benefit in a month, in fen."""
    return _share(amount_of(benefit, month))


def _room(month: int, benefits: set[str]) -> dict[str, int]:
    """What may be kept back of each benefit that is paid in the month."""
    rows: Any = in_payment(month).filter(pk__in=benefits)
    told = rows.values_list("pk", "paid_standing", "paid_amount")
    return {pk: _share(amount) for pk, standing, amount in told if standing == Standing.CONTINUE}


def _share(amount: int | None) -> int:
    return (amount or 0) * terms().set_off.largest_share_percent // 100
