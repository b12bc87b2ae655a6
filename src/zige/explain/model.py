"""The explanation of one benefit in one month: the structure that `--json` writes and the renderers read.

Months are text `YYYY-MM`, days `YYYY-MM-DD`, money is yuan as text with two decimal places, codes are those of LAW;
every code stands beside its wording in the language asked for. Names are added to the structure, never changed or
taken away; `Explanation.model_json_schema()` describes it in full.
"""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from zige.kinds import BenefitKind, Effect, FactKind, Outcome, Standing, Status
from zige.tables import Action, Attention

FORMAT = "zige.explanation.1"


When: TypeAlias = Literal["now", "ahead", "past"]


class Part(BaseModel):
    """A part of an explanation; the line under a name says what it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Use(StrEnum):
    """What became of a fact: it was used, it asks for verification, or it was ignored."""

    USED = "used"
    TO_VERIFY = "to_verify"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why a fact was used, asks for verification or was ignored."""

    MAKES_GROUND = "makes_ground"
    CERTIFIES = "certifies"
    CERTIFIES_TOGETHER = "certifies_together"
    DEFERS = "defers"
    NO_ADJUSTMENT = "no_adjustment"

    PENDING = "pending"
    BEFORE_FIRST_MONTH = "before_first_month"
    NAMES_NO_BENEFIT = "names_no_benefit"

    NOT_YET_KNOWN = "not_yet_known"
    SUPERSEDED = "superseded"
    REFUTED = "refuted"
    AFTER_MONTH = "after_month"
    CLEARED = "cleared"
    OTHER_BENEFIT = "other_benefit"
    CLEARED_UNVERIFIED = "cleared_unverified"
    EARLIER_AND_ENDED = "earlier_and_ended"
    NO_BENEFIT_AND_ENDED = "no_benefit_and_ended"
    NO_FULL_MONTH = "no_full_month"
    NO_CYCLE = "no_cycle"
    REPLACED_BY_LATER = "replaced_by_later"
    GRADE_B_ALONE = "grade_b_alone"
    GRADE_C = "grade_c"
    NOT_CONFIRMED = "not_confirmed"
    DEFERRAL_WITHOUT_EFFECT = "deferral_without_effect"
    OTHER_RELATION = "other_relation"
    ADJUSTMENT_NOT_NOW = "adjustment_not_now"
    NO_GROUND = "no_ground"


class Person(Part):
    """领取人: who draws the benefit."""

    id_number: str | None
    """The citizen number, masked; null where it was asked to be left out."""


class Benefit(Part):
    """待遇: what is drawn."""

    benefit_id: str
    kind: BenefitKind
    kind_text: str
    first_month: str
    last_month: str | None
    """The last month granted, where the term is limited."""
    standing_before: Standing
    """The standing now in payment."""
    standing_before_text: str


class Answer(Part):
    """The answer, before all detail."""

    standing: Standing
    standing_text: str
    since: str
    """The first of the unbroken months with this standing, as now known."""
    action: Action
    action_text: str
    """What is proposed; people decide it."""
    sentence: str
    """Standing, since when, and by which clause."""
    next: list[str]
    """What happens next, as sentences."""
    to_do: list[str]
    """What to do, as sentences."""


class Meets(Part):
    """A ground of the rulebook, as it reads for this kind of benefit."""

    code: str
    effect: Effect
    effect_text: str
    clause: str
    citation: str
    text: str
    """The rulebook's own short wording."""
    evidence: list[str]
    """What is needed to confirm it."""


class MetGround(Meets):
    """A ground with the months in which it is in force."""

    since: str
    until: str | None
    """The last month, null while there is no end."""
    when: When
    """In force in the month of the run, only after it, or only before it."""
    months_text: str
    provisional: bool
    """Nothing is reclaimed for it as long as it may turn out well."""
    fact_id: str | None
    """The fact that meets it, null where none is needed."""


class ToldFact(Part):
    """One version of one fact about the person, and what became of it."""

    fact_id: str
    version: int
    kind: FactKind
    kind_text: str
    start: dt.date
    end: dt.date | None
    outcome: Outcome | None
    department: str
    department_text: str
    status: Status
    status_text: str
    received: dt.date
    use: Use
    reason: Reason
    text: str
    """The reason in words."""
    would_meet: list[Meets]
    """The grounds that a fact which asks for verification would meet, with the evidence needed."""


class Cycle(Part):
    """7 认证周期: where the benefit stands in it; empty values where this kind of benefit has none."""

    applies: bool
    citation: str
    months: int
    last_certified: dt.date | None
    start: str | None
    due_month: str | None
    certified_this_month: bool
    due_before: str | None
    """The due month of the cycle that a certification of this month ended."""
    deferred_until: str | None
    """The month of a granted deferral that moved the due month."""
    overdue_from: str | None
    overdue_through: str | None
    overdue_months: int
    text: str


class StripMonth(Part):
    """One month of the strip."""

    month: str
    state: Literal["continue", "suspend", "stop", "ahead"]
    character: str
    """续, 暂, 停; empty for a month that has not been decided."""
    money: Literal["back_pay", "overpaid"] | None
    money_character: str
    """补, 追, or empty."""
    certified: dt.date | None
    """The last certified day of a certified month: a dot above."""
    due: bool
    """A due month: a gate at its end."""
    run: bool
    """The month of the run: a line."""
    text: str
    """All of it in words."""


class Strip(Part):
    """月条: month by month."""

    earlier_since: str | None
    """The first month, where it lies before those shown."""
    months: list[StripMonth]
    legend: list[tuple[str, str]]
    """Signs and what they mean; `o`, `]` and `|` are the dot, the gate and the line."""


class LedgerMonth(Part):
    """One covered month: difference = due - paid, or zero where it is forgiven."""

    month: str
    amount: Decimal
    due: Decimal
    paid: Decimal
    difference: Decimal
    forgiven: bool
    """Paid too much, and not reclaimed because all that is in force is provisional."""
    text: str


class Settlement(Part):
    """清算: what is due for past months, less what was paid."""

    known: bool
    """Whether there is a ledger that covers a month before that of the run."""
    months: list[LedgerMonth]
    back_pay_months: list[str]
    overpaid_months: list[str]
    back_pay: Decimal
    overpaid: Decimal
    """Zero or below."""
    sum: Decimal
    text: str


class Notice(Part):
    """提示: something that asks a person to look."""

    code: Attention
    text: str
    detail: str
    """Which facts or days it is about; may be empty."""


class Law(Part):
    """The rulebook that judges the month."""

    code: str
    title: str
    in_force_from: str


class Explanation(Part):
    """Why a benefit stands as it does in a month."""

    format: str
    language: Literal["zh", "en"]
    month: str
    known_by: dt.date | None
    """Only facts received by this day were used; null: all."""
    law: Law
    person: Person
    benefit: Benefit
    answer: Answer
    notices: list[Notice]
    strip: Strip
    cycle: Cycle
    grounds: list[MetGround]
    settlement: Settlement
    facts: list[ToldFact]
