"""What the engine says of a benefit now: before a decision is proposed, and again before it is approved.

The findings that were approved and have not reached the home yet are taken in, and perhaps one more that is asked
about. What counts of it stands in `said`, as codes: two people who read two languages compare the same.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from casework.accounts.refusal import ActRefused
from casework.cases.facts import rows_waiting
from casework.decisions.clock import month_to_decide
from casework.decisions.models import Decision
from casework.decisions.standing import standing_of
from casework.people.models import Benefit
from casework.ui.voice import page_voice
from zige.canonical import digest
from zige.errors import ZigeError
from zige.explain.model import MetGround, Strip
from zige.kinds import Standing
from zige.law.months import parse_month
from zige.running import findings as engine
from zige.running.previewing import BenefitPreview, Side, preview


@dataclass(frozen=True)
class Month:
    """A month as the engine sees it, and how the benefit stands in payment in it."""

    month: int
    side: Side
    paid: Standing

    @property
    def changes(self) -> bool:
        """Whether the law says otherwise than what is paid."""
        return self.side.standing is not self.paid

    @property
    def grounds(self) -> list[MetGround]:
        """The grounds in force, in the law's order."""
        return self.side.in_force

    @property
    def back_pay(self) -> dict[int, int]:
        """Fen due for each past month that was paid too little."""
        return {month: fen for month, fen in self._differences() if fen > 0}

    @property
    def overpaid(self) -> dict[int, int]:
        """Fen paid too much for each past month, above zero."""
        return {month: -fen for month, fen in self._differences() if fen < 0}

    def _differences(self) -> list[tuple[int, int]]:
        return [(parse_month(row.month), _fen(row.difference)) for row in self.side.settlement.months]


@dataclass(frozen=True)
class Foreseen:
    """The month that is being decided and the next, as the law sees them with all that was found."""

    benefit: BenefitPreview
    now: Month
    following: Month

    @property
    def effective(self) -> Month:
        """The first of the two in which the law says otherwise than what is paid; else the month being decided."""
        return self.following if self.following.changes and not self.now.changes else self.now

    @property
    def strip_before(self) -> Strip:
        """The months without what is asked about."""
        return self.benefit.now.before.strip

    @property
    def strip_after(self) -> Strip:
        """The months with it."""
        return self.effective.side.strip

    @property
    def said(self) -> dict[str, Any]:
        """What a decision rests on, as codes."""
        return {"now": _said(self.now), "following": _said(self.following)}

    @property
    def digest(self) -> str:
        """SHA-256 of what was said."""
        return digest(self.said)


def foresee(benefit: Benefit, asked: Sequence[engine.Finding] = ()) -> Foreseen:
    """What the law says of a benefit. Raises ActRefused where the home does not know it, or refuses what is asked."""
    month = month_to_decide()
    waiting = rows_waiting(benefit.person_id)
    voice, today = page_voice(), timezone.localdate()
    try:
        told = preview(settings.HOME, benefit.pk, month, [*waiting, *asked], today, language=voice.language)
    except ZigeError as refusal:
        raise ActRefused(refusal.sentence(voice.language)) from None
    one = next(each for each in told.benefits if each.benefit_id == benefit.pk)
    now = Month(month, one.now.after, standing_of(benefit, month))
    return Foreseen(one, now, Month(month + 1, one.following.after, standing_of(benefit, month + 1)))


def due_month_said(decision: Decision) -> int | None:
    """The month by whose end to certify, as the engine said when it was decided: with all that was found by then."""
    said = decision.said
    of_month = (side for side in (said.get("now"), said.get("following")) if side and side["month"] == decision.month)
    due = next(of_month, said).get("due_month")
    return parse_month(due) if isinstance(due, str) else due


def _said(month: Month) -> dict[str, Any]:
    side = month.side
    return {
        "month": month.month,
        "paid": month.paid.value,
        "standing": side.standing.value,
        "grounds": [[ground.code, ground.clause, ground.since] for ground in month.grounds],
        "due_month": side.due_month,
        "last_certified": _day(side.last_certified),
        "back_pay": {str(one): fen for one, fen in month.back_pay.items()},
        "overpaid": {str(one): fen for one, fen in month.overpaid.items()},
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _fen(yuan: Decimal) -> int:
    return int(yuan * 100)
