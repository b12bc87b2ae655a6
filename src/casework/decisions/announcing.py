"""What is said to a person about a decision, and who wants to know that one was approved.

Notices are written by an app above this one: it subscribes when it starts (`AppConfig.ready`), and is called within the
transaction that approves.

    when_approved(write_notice)          write_notice(announcement_of(decision))
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision
from casework.decisions.outstanding import split
from casework.decisions.terms import last_day_of_review, last_day_of_suit
from casework.people.models import Benefit, Person

Told = Callable[["Announcement"], None]
_told: list[Told] = []


@dataclass(frozen=True)
class Announcement:
    """A decision as the person is told it. Money is whole fen, months are year * 12 + month - 1.

    `amount` is the new monthly amount of a lowered benefit, else the sum that is paid back or asked back; `months`
    those it is for. `decided` is the day of approval; `review_until` and `suit_until` are the last days of the two
    remedies, if the notice is delivered on that day.
    """

    decision: Decision
    number: str
    act: Act
    person: Person
    benefit: Benefit
    month: int
    until: int | None
    amount: int | None
    months: list[int]
    grounds: list[str]
    clauses: list[str]
    basis: Basis
    reason: str
    decided: dt.date
    review_until: dt.date
    suit_until: dt.date


def announcement_of(decision: Decision) -> Announcement:
    """What is to be said of an approved decision."""
    decided = timezone.localdate(decision.reviewed)
    return Announcement(
        decision=decision,
        number=decision.number,
        act=Act(decision.act),
        person=decision.person,
        benefit=decision.benefit,
        month=decision.month,
        until=decision.until,
        amount=decision.amount,
        months=split(decision.months),
        grounds=list(filter(None, decision.grounds.split("|"))),
        clauses=list(filter(None, decision.clauses.split("|"))),
        basis=Basis(decision.basis),
        reason=decision.reason,
        decided=decided,
        review_until=last_day_of_review(decided),
        suit_until=last_day_of_suit(decided),
    )


def when_approved(told: Told) -> None:
    """Let somebody know of every decision that is approved; asked for once, as an app starts."""
    if told not in _told:
        _told.append(told)


def announce(decision: Decision) -> None:
    """Tell everybody who wants to know."""
    for told in _told:
        told(announcement_of(decision))
