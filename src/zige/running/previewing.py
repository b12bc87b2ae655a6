"""What the law would make of one person if these rows were received: as the next run will see them (Arts. 12, 14, 16).

Nothing is written into the home. Before and after are worked out by the same steps as a run, from the same batches, so
that the next run says what was previewed. What was previewed can be worked out again from the same batches: the
`digest` of a receipt must come out the same.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, partial
from typing import Any

import polars as pl

from zige.backends import open_backend
from zige.backends.base import Backend
from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.explain import Explanation, explain_all
from zige.explain.model import MetGround, Part, Settlement, Strip
from zige.explain.voice import Language
from zige.kinds import BenefitKind, Standing
from zige.law.lawbook import load_lawbook
from zige.law.months import format_month, parse_month
from zige.law.rules import Rules
from zige.receiving.registers import register_of
from zige.running.assembling import Known, check_month, inputs_of, opening_month
from zige.running.conductor import law_digest
from zige.running.deliveries import delivery_calendar, not_there, put_off
from zige.running.findings import Finding, check
from zige.running.knowing import Told, known_of, told_of, told_with
from zige.running.supposing import supposed
from zige.store.batches import Batch, among, usable_batches
from zige.store.home import Home
from zige.tables import Action, Attention

FORMAT = "zige.preview.1"
Place = tuple[int, int]


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


@dataclass(frozen=True)
class _Asked:
    """What is asked about whom, on which batches."""

    home: Home
    batches: list[Batch]
    person: int
    findings: Sequence[Finding]
    received: dt.date
    known_by: dt.date | None
    language: Language


def preview(
    home: Home,
    about: int | str,
    month: int,
    findings: Sequence[Finding] = (),
    received: dt.date | None = None,
    known_by: dt.date | None = None,
    language: Language = "zh",
    through: Place | None = None,
) -> Preview:
    """What the runs of `month` and of the next say of a person with and without `findings`, received on that day.

    `about` is a person's number or one of their benefits; `received` is today unless said. `known_by` leaves out what
    came after that day, `through` every batch that came to be used after the one of that place (`Receipt.through`).
    Raises RequestRefused for somebody unknown, a month that is not decided, and a finding that no rule reads or whose
    days are wrong.
    """
    batches = [each for each in usable_batches(home, known_by) if through is None or each.place <= through]
    held = register_of(home, month, {batch.number for batch in batches}).benefits
    check_month(month, opening_month(home, batches), held)
    person, benefits = _holder(held, about, month)
    day = received or dt.datetime.now().astimezone().date()
    asked = _Asked(home, batches, person, findings, day, known_by, language)
    rules = Rules(load_lawbook(home.rulebooks), month)
    for finding in findings:
        check(finding, rules, asked.received, benefits["benefit_id"])
    return _told(asked, rules, benefits)


def previewed_again(home: Home, receipt: Receipt, language: Language = "zh") -> Preview:
    """The preview of a receipt worked out again; where nothing was tampered with its digest is that of the receipt."""
    findings = [Finding.of_json(each) for each in receipt.findings]
    return preview(
        home, receipt.person, parse_month(receipt.month), findings, receipt.received, receipt.known_by, language,
        receipt.through,
    )  # fmt: skip


def _holder(held: pl.DataFrame, about: int | str, month: int) -> tuple[int, pl.DataFrame]:
    """The person's number and those benefits that have begun. Raises RequestRefused where there are none."""
    holder = pl.Series([about]) if isinstance(about, int) else held.filter(pl.col("benefit_id") == about)["person"]
    begun = held.filter(among("person", holder), pl.col("first_month") <= month).sort("benefit_id")
    if begun.is_empty():
        raise RequestRefused(
            f"名册中没有这个人在 {format_month(month)} 已开始领取的待遇；请核对待遇编号和月份",
            f"the register has no benefit of this person that has begun by {format_month(month)}; check both",
        )
    return int(begun["person"][0]), begun


def _told(asked: _Asked, rules: Rules, benefits: pl.DataFrame) -> Preview:
    offices = dict(benefits.select("benefit_id", "office").iter_rows())
    with open_backend("polars") as backend, _both_sides(backend, asked, rules, list(offices)) as sides:
        each = [_benefit(sides, benefit_id, office, rules.month) for benefit_id, office in offices.items()]
    return Preview(benefits=each, receipt=_receipt(asked, rules, each))


@contextmanager
def _both_sides(backend: Backend, asked: _Asked, rules: Rules, benefits: list[str]) -> Iterator[tuple["_Runs", ...]]:
    """The runs without the findings and with them."""
    home, people = asked.home, pl.Series("person", [asked.person])
    told = told_of(home, asked.batches, people, pl.Series(benefits), rules)
    before = _Runs(backend, asked, rules, cache(partial(known_of, home, told)), told, benefits)
    if not asked.findings:
        yield before, before
        return
    with supposed(home, asked.batches, asked.person, asked.findings, asked.received) as batch:
        yield before, replace(before, told=told_with(told, batch, rules), put_off=[], found={})


@dataclass(frozen=True)
class _Runs:
    """The runs of one side, each worked out when it is first asked for; `known` is what both sides know of a month."""

    backend: Backend
    asked: _Asked
    rules: Rules
    known: Callable[[int], Known]
    told: Told
    benefits: list[str]
    put_off: list[pl.DataFrame] = field(default_factory=list)
    found: dict[int, dict[str, Explanation]] = field(default_factory=dict)

    def of(self, month: int) -> dict[str, Explanation]:
        """What the run of a month says, by benefit."""
        if month not in self.found:
            self.found[month] = self._run(month)
        return self.found[month]

    def _run(self, month: int) -> dict[str, Explanation]:
        rules = Rules(self.rules.lawbook, month)
        found = self._explained(rules)
        deferrals = self._deferrals(found, rules) if month == self.rules.month else pl.DataFrame()
        if deferrals.is_empty():
            return found
        self.put_off.append(deferrals)
        return self._explained(rules)

    def _explained(self, rules: Rules) -> dict[str, Explanation]:
        inputs, asked = inputs_of(self.backend, self._known(rules.month)), self.asked
        return explain_all(
            self.backend, inputs, rules, asked.known_by, self.benefits, asked.language, with_number=False
        )

    def _known(self, month: int) -> Known:
        """What this side knows, with what its own runs have put off."""
        known, told = self.known(month), self.told
        deferrals = pl.concat([known.deferrals, *self.put_off]).unique("fact_id", keep="last", maintain_order=True)
        return replace(known, events=told.events, signs=told.signs, deferrals=deferrals)

    def _deferrals(self, found: dict[str, Explanation], rules: Rules) -> pl.DataFrame:
        """The overdue suspension that the run of the month puts off since data are late (LAW §5)."""
        certified = [
            (self.asked.person, _month_of(each.cycle.last_certified))
            for each in found.values()
            if each.cycle.last_certified and _overdue(each, rules)
        ]
        late = self._late(rules.month) if certified else []
        people = pl.DataFrame(certified, {"person": pl.Int64, "certified": pl.Int64}, orient="row")
        return put_off(people, self.told.signs, late, rules)

    def _late(self, month: int) -> list[str]:
        catalogue = load_catalogue(self.asked.home.contracts)
        return not_there(delivery_calendar(catalogue, self.told.batches, month, self.asked.known_by))


def _overdue(found: Explanation, rules: Rules) -> bool:
    return any(ground.code == rules.book.cycle.ground and ground.when == "now" for ground in found.grounds)


def _month_of(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _benefit(sides: Sequence[_Runs], benefit_id: str, office: str, month: int) -> BenefitPreview:
    now, following = (_compared(sides, benefit_id, each) for each in (month, month + 1))
    later = None if now.differs or following.differs else _later(sides, benefit_id, following)
    effective = next((each for each in (now, following, later) if each is not None and each.differs), None)
    known = sides[0].of(month)[benefit_id].benefit
    return BenefitPreview(
        benefit_id=benefit_id,
        kind=known.kind,
        kind_text=known.kind_text,
        office=office,
        now=now,
        following=following,
        later=later,
        effective_month=effective.month if effective else None,
    )


def _compared(sides: Sequence[_Runs], benefit_id: str, month: int) -> Compared:
    before, after = (_side(side.of(month)[benefit_id]) for side in sides)
    return Compared(month=format_month(month), before=before, after=after)


def _later(sides: Sequence[_Runs], benefit_id: str, following: Compared) -> Compared | None:
    """The first later month in which grounds that begin or end with the findings alone make another standing."""
    before, after = ({_span(ground) for ground in side.grounds} for side in (following.before, following.after))
    last = parse_month(following.month)
    months = {month for span in before ^ after for month in span[1:] if month is not None and month > last}
    compared = (_compared(sides, benefit_id, month) for month in sorted(months))
    return next((each for each in compared if each.differs), None)


def _span(ground: MetGround) -> tuple[str, int | None, int | None]:
    """The ground with its first month and the first after its last."""
    return ground.code, parse_month(ground.since), parse_month(ground.until) + 1 if ground.until else None


def _side(found: Explanation) -> Side:
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


def _receipt(asked: _Asked, rules: Rules, benefits: list[BenefitPreview]) -> Receipt:
    rests_on = {
        "format": FORMAT,
        "month": format_month(rules.month),
        "person": asked.person,
        "findings": [finding.as_json() for finding in asked.findings],
        "received": asked.received,
        "known_by": asked.known_by,
        "through": max((batch.place for batch in asked.batches), default=(0, 0)),
        "law": law_digest(Rules(rules.lawbook, rules.month + 1)),
    }
    said = {each.benefit_id: [_said(month) for month in (each.now, each.following, each.later)] for each in benefits}
    return Receipt.model_validate(rests_on | {"digest": _digest({**rests_on, "said": said})})


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


def _digest(content: dict[str, Any]) -> str:
    """SHA-256 of canonical JSON: names in order, no space, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
