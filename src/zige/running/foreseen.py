"""What a preview says: of each benefit the runs of the month and of the next, before and after, and its basis."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from zige.canonical import digest
from zige.explain import Explanation
from zige.explain.model import MetGround, Part, Settlement, Strip
from zige.kinds import BenefitKind, Standing
from zige.tables import Action, Attention

FORMAT = "zige.preview.1"


class Side(Part):
    """What the run of a month says of a benefit (LAW §7), with the grounds and the strip that explain it."""

    standing: Standing
    standing_text: str
    since: str
    """The first of the unbroken months with this standing, as known then."""
    action: Action
    action_text: str
    sentence: str
    """Standing, since when, and by which clause."""
    grounds: list[MetGround]
    """In force in the month, ahead of it and past; `when` says which."""
    last_certified: dt.date | None
    cycle_start: str | None
    due_month: str | None
    attention: list[Attention]
    attention_texts: list[str]
    back_pay_months: list[str]
    overpaid_months: list[str]
    settlement: Settlement
    strip: Strip

    @property
    def in_force(self) -> list[MetGround]:
        """The grounds that make the standing in the month."""
        return [ground for ground in self.grounds if ground.when == "now"]

    @property
    def sum(self) -> Decimal:
        """What is due for past months less what was paid, in yuan."""
        return self.settlement.sum


class Compared(Part):
    """The run of one month without the findings and with them."""

    month: str
    before: Side
    after: Side

    @property
    def differs(self) -> bool:
        """Whether the standing is another."""
        return self.before.standing is not self.after.standing


class BenefitPreview(Part):
    """One benefit of the person: the run of the month asked for and of the next, and when a change takes effect."""

    benefit_id: str
    kind: BenefitKind
    kind_text: str
    office: str
    now: Compared
    following: Compared
    """The run of the month after, if nothing else is received and every delivery comes in time."""
    later: Compared | None
    """The run of the month in which the change takes effect, where that is later still."""
    effective_month: str | None
    """The first month, from the one asked for on, whose standing is another; null where none is."""

    @property
    def effective(self) -> Compared:
        """The month in which a change shows; without a change of standing the month asked for."""
        months = [self.now, self.following, *([self.later] if self.later else [])]
        return next((each for each in months if each.differs), self.now)


class Receipt(Part):
    """What a preview rests on, so that it can be worked out again, and what it said, as a digest."""

    format: str
    month: str
    person: int
    findings: list[dict[str, Any]]
    received: dt.date
    known_by: dt.date | None
    through: tuple[int, int]
    """The place of the last batch used, in the order in which batches came to be used."""
    law: str
    """SHA-256 of the rulebooks that judge."""
    digest: str
    """SHA-256 of all of this but itself, and of what was said of each benefit, as canonical JSON."""


class Preview(Part):
    """What the law makes of one person with the findings and without them."""

    benefits: list[BenefitPreview]
    receipt: Receipt

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON writes it."""
        return self.model_dump(mode="json")


def side_of(found: Explanation) -> Side:
    """What an explanation says, as a side."""
    answer, cycle, settlement = found.answer, found.cycle, found.settlement
    return Side(
        standing=answer.standing,
        standing_text=answer.standing_text,
        since=answer.since,
        action=answer.action,
        action_text=answer.action_text,
        sentence=answer.sentence,
        grounds=found.grounds,
        last_certified=cycle.last_certified,
        cycle_start=cycle.start,
        due_month=cycle.due_month,
        attention=[notice.code for notice in found.notices],
        attention_texts=[notice.text for notice in found.notices],
        back_pay_months=settlement.back_pay_months,
        overpaid_months=settlement.overpaid_months,
        settlement=settlement,
        strip=found.strip,
    )


def digest_of(rests_on: dict[str, Any], benefits: Sequence[BenefitPreview]) -> str:
    """SHA-256 of what a preview rests on and of what it says, as canonical JSON without the words of a language."""
    said = {each.benefit_id: [_said(month) for month in (each.now, each.following, each.later)] for each in benefits}
    return digest({**rests_on, "said": said}, str)


def _said(month: Compared | None) -> list[Any] | None:
    """What was said, without the words of either language."""
    return None if month is None else [month.month, _codes(month.before), _codes(month.after)]


_CODES = (
    "standing", "since", "action", "last_certified", "cycle_start", "due_month", "attention", "back_pay_months",
    "overpaid_months",
)  # fmt: skip
_GROUND = ("code", "effect", "clause", "since", "until", "provisional", "fact_id")
_LEDGER = ("month", "amount", "due", "paid", "difference", "forgiven")


def _codes(side: Side) -> dict[str, Any]:
    said = side.model_dump(mode="json")
    return {
        **{name: said[name] for name in _CODES},
        "grounds": [{name: ground[name] for name in _GROUND} for ground in said["grounds"]],
        "settlement": said["settlement"]["sum"],
        "months": [{name: month[name] for name in _LEDGER} for month in said["settlement"]["months"]],
    }
