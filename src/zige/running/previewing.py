"""What the law would make of a person if these rows were received: as the next run will see them (Arts. 12, 14, 16).

Nothing is written into the home. Before and after are worked out by the same steps as a run, from the same batches, so
that the next run says what was previewed. What was previewed can be worked out again from the same batches: the
`digest` of a receipt must come out the same.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import polars as pl

from zige.errors import RequestRefused
from zige.explain.model import MetGround
from zige.explain.voice import Language
from zige.law.lawbook import load_lawbook
from zige.law.months import format_month, parse_month
from zige.law.rules import Rules
from zige.receiving.registers import register_of
from zige.running.assembling import check_month, opening_month
from zige.running.conductor import law_digest
from zige.running.findings import Finding, check
from zige.running.foreseen import FORMAT, BenefitPreview, Compared, Preview, Receipt, Side, digest_of, side_of
from zige.running.sides import Asked, Runs, both_sides
from zige.store.batches import Batch, usable_batches
from zige.store.home import Home

__all__ = ["BenefitPreview", "Compared", "Preview", "Receipt", "Side", "preview", "previewed_again", "previews"]

Place: TypeAlias = tuple[int, int]
Sides: TypeAlias = tuple[Runs, Runs]


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
    batches = _used(home, known_by, through)
    person = about if isinstance(about, int) else _holder(_held(home, batches, month), about, month)
    return previews(home, {person: findings}, month, received, known_by, language, through)[person]


def previews(
    home: Home,
    findings: Mapping[int, Sequence[Finding]],
    month: int,
    received: dt.date | None = None,
    known_by: dt.date | None = None,
    language: Language = "zh",
    through: Place | None = None,
) -> dict[int, Preview]:
    """`preview` of many people at once, by person: the engine works them out together."""
    batches = _used(home, known_by, through)
    held = _held(home, batches, month)
    rules, day = Rules(load_lawbook(home.rulebooks), month), received or dt.datetime.now().astimezone().date()
    benefits = {person: _begun(held, person, month) for person in findings}
    for person, finding in ((person, each) for person, told in findings.items() for each in told):
        check(finding, rules, day, benefits[person]["benefit_id"])
    holders = {benefit_id: person for person, own in benefits.items() for benefit_id in own["benefit_id"]}
    asked = Asked(home, batches, rules, findings, holders, day, known_by, language)
    with both_sides(asked) as sides:
        return {person: _told(asked, sides, person, own) for person, own in benefits.items()}


def previewed_again(home: Home, receipt: Receipt, language: Language = "zh") -> Preview:
    """The preview of a receipt worked out again; where nothing was tampered with its digest is that of the receipt."""
    findings = [Finding.of_json(each) for each in receipt.findings]
    return preview(
        home, receipt.person, parse_month(receipt.month), findings, receipt.received, receipt.known_by, language,
        receipt.through,
    )  # fmt: skip


def _used(home: Home, known_by: dt.date | None, through: Place | None) -> list[Batch]:
    return [each for each in usable_batches(home, known_by) if through is None or each.place <= through]


def _held(home: Home, batches: list[Batch], month: int) -> pl.DataFrame:
    """The benefits of the register. Raises RequestRefused where the month is not decided."""
    held = register_of(home, month, {batch.number for batch in batches}).benefits
    check_month(month, opening_month(home, batches), held)
    return held


def _holder(held: pl.DataFrame, benefit_id: str, month: int) -> int:
    holder = held.filter(pl.col("benefit_id") == benefit_id)["person"]
    if holder.is_empty():
        raise _nobody(month)
    return int(holder[0])


def _begun(held: pl.DataFrame, person: int, month: int) -> pl.DataFrame:
    """The person's benefits that have begun. Raises RequestRefused where there are none."""
    begun = held.filter(pl.col("person") == person, pl.col("first_month") <= month).sort("benefit_id")
    if begun.is_empty():
        raise _nobody(month)
    return begun


def _nobody(month: int) -> RequestRefused:
    return RequestRefused(
        f"名册中没有这个人在 {format_month(month)} 已开始领取的待遇；请核对待遇编号和月份",
        f"the register has no benefit of this person that has begun by {format_month(month)}; check both",
    )


def _told(asked: Asked, sides: Sides, person: int, benefits: pl.DataFrame) -> Preview:
    month = asked.rules.month
    named = benefits.select("benefit_id", "office").iter_rows()
    each = [_benefit(sides, benefit_id, office, month) for benefit_id, office in named]
    rests_on = {
        "format": FORMAT,
        "month": format_month(month),
        "person": person,
        "findings": [finding.as_json() for finding in asked.findings[person]],
        "received": asked.received,
        "known_by": asked.known_by,
        "through": max((batch.place for batch in asked.batches), default=(0, 0)),
        "law": law_digest(Rules(asked.rules.lawbook, month + 1)),
    }
    receipt = Receipt.model_validate(rests_on | {"digest": digest_of(rests_on, each)})
    return Preview(benefits=each, receipt=receipt)


def _benefit(sides: Sides, benefit_id: str, office: str, month: int) -> BenefitPreview:
    now, following = (_compared(sides, benefit_id, each) for each in (month, month + 1))
    later = None if now.differs or following.differs else _later(sides, benefit_id, following)
    effective = next((each for each in (now, following, later) if each is not None and each.differs), None)
    known = sides[0].of(benefit_id, month).benefit
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


def _compared(sides: Sides, benefit_id: str, month: int) -> Compared:
    before, after = (side_of(side.of(benefit_id, month)) for side in sides)
    return Compared(month=format_month(month), before=before, after=after)


def _later(sides: Sides, benefit_id: str, following: Compared) -> Compared | None:
    """The first later month in which grounds that begin or end with the findings alone make another standing."""
    for month in _months_of_change(following):
        before, after = (side_of(side.later(benefit_id, month)) for side in sides)
        compared = Compared(month=format_month(month), before=before, after=after)
        if compared.differs:
            return compared
    return None


def _months_of_change(following: Compared) -> Iterator[int]:
    """The months after this one in which a ground begins, or no longer holds, on one side alone."""
    before, after = ({_span(ground) for ground in side.grounds} for side in (following.before, following.after))
    last = parse_month(following.month)
    yield from sorted({month for span in before ^ after for month in span[1:] if month is not None and month > last})


def _span(ground: MetGround) -> tuple[str, int | None, int | None]:
    """The ground with its first month and the first after its last."""
    return ground.code, parse_month(ground.since), parse_month(ground.until) + 1 if ground.until else None
