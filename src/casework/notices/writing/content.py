"""All that a notice says of one person, as data: written down when it is issued, and never changed."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from casework.notices.kinds import Kind
from zige.explain.model import Strip
from zige.kinds import BenefitKind, FactKind


class Part(BaseModel):
    """Frozen, with nothing beyond its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    """The same in Chinese and English."""

    zh: str
    en: str


class Decided(StrEnum):
    """由谁作出: whether a rule or a person decided (DESIGN §7)."""

    AUTOMATIC = "automatic"
    RULE = "rule"
    PERSON = "person"


class Contact(Part):
    """Whom to ask, and where a decision is contested."""

    office: str
    phone: str
    address: str
    hours: str = ""
    reconsideration: str
    """The body that decides on a reconsideration."""
    court: str


Fen = Annotated[int, Field(gt=0)]


class NoticeContent(Part):
    """One notice. Months are `year * 12 + month - 1`, sums whole fen; what does not apply is left empty.

    grounds    codes of the rulebook; their words stand in the notice
    clauses    by which it is so, in the notation of all
    evidence   kinds of papers and records, never what stands in them
    sources    kinds of proof that certified somebody silently
    reason     what the officer wrote, where a ground has no words of its own
    decided    who: a rule alone and nobody, a rule whose outcome people checked, or people who judged a fact
    """

    kind: Kind
    number: str
    code: str
    issued: dt.date
    name: str
    id_number: str
    """Masked."""
    contact: Contact
    benefit_kind: BenefitKind | None = None
    benefit_id: str = ""
    effective_month: int | None = None
    months: tuple[int, ...] = ()
    back_pay: Fen | None = None
    recover: Fen | None = None
    amount_before: Fen | None = None
    amount_after: Fen | None = None
    grounds: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    evidence: tuple[Words, ...] = ()
    sources: tuple[FactKind, ...] = ()
    reason: str = ""
    decided: Decided = Decided.PERSON
    certified_on: tuple[dt.date, ...] = ()
    due_month: int | None = None
    days_left: int | None = None
    deadline: dt.date | None = None
    papers: tuple[Words, ...] = ()
    answers_to: str = ""
    """The number of the notice that was objected to."""
    strip: Strip | None = None
