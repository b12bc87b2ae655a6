"""What every act has: check (may it be, and what it comes to), do (what approval changes), record, announce."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.decisions import announcing
from casework.decisions.foreseeing import Foreseen, Month
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision
from casework.decisions.transitions import leads_to
from casework.people.models import Benefit
from casework.people.recorded import subject_of
from casework.ui.voice import page_voice
from zige.explain.model import MetGround
from zige.running.findings import Finding
from zige.tables import Attention

LAW_SAYS = gettext_lazy("依现有事实，此待遇在%(month)s应为“%(standing)s”，不能作此决定。请先核实事实。")
NOT_FROM_HERE = gettext_lazy("此待遇现为“%(standing)s”，不能作此决定。")
CONTRADICTED = gettext_lazy("信号相互矛盾（其后仍有在世的证明）；请先核实哪一方属实，再作决定。")
Given = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An act that somebody wants on a benefit: what the engine says of it, and what was entered.

    `again` is the decision itself when it is checked once more before it is approved.
    """

    benefit: Benefit
    foreseen: Foreseen
    given: Given = field(default_factory=dict)
    again: Decision | None = None

    @property
    def itself(self) -> int | None:
        """The decision that does not stand in its own way."""
        return self.again.pk if self.again else None


@dataclass(frozen=True)
class Terms:
    """What a decision comes to; months, sums and grounds are the engine's, but for what an act says is entered."""

    month: int
    before: str
    basis: Basis
    until: int | None = None
    amount: int | None = None
    amount_before: int | None = None
    months: tuple[int, ...] = ()
    grounds: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


class LegalAct:
    """One act of Art. 6; each of the others overrides what is its own."""

    act: ClassVar[Act]
    stops: ClassVar[bool] = False
    """Whether it takes money from somebody: its button is red."""
    form: ClassVar[str] = ""
    """The name of the form with what must be entered beyond the reason."""
    purpose: ClassVar[str | Promise] = ""

    def supposes(self, given: Given) -> list[Finding]:  # noqa: ARG002 - of those that find something
        """The findings that it adds, which the engine is asked about."""
        return []

    def check_offered(self, asked: Asked) -> None:
        """Raises ActRefused where it may not be done whatever is entered: what has no form is checked in full."""
        self.check(asked)

    def check(self, asked: Asked) -> Terms:
        """What it comes to. Raises ActRefused where it may not be done."""
        raise NotImplementedError

    def do(self, request: StaffRequest, decision: Decision) -> None:
        """What approval changes beyond the decision itself: nothing, since the payment list reads decisions."""

    def record(self, request: StaffRequest, decision: Decision, step: str) -> None:
        """The step in the audit; what it does to the open case stands there (`casework.decisions.concluding`)."""
        audit.record(
            request, f"decision.{step}", subject_of(decision.person), number=decision.number, what=decision.act
        )

    def announce(self, decision: Decision) -> None:
        """Tell the apps above what is to be said to the person."""
        announcing.announce(decision)


class Withholding(LegalAct):
    """What the two acts that take payment away have in common: the month and the grounds are the law's alone."""

    stops = True

    def check(self, asked: Asked) -> Terms:
        """Raises ActRefused where no ground in force has its effect, or where signals contradict each other."""
        month = check_effect(asked, self.act)
        check_no_contradiction(month)
        grounds = month.grounds
        return Terms(month.month, month.paid, basis_of(grounds), grounds=codes_of(grounds), clauses=clauses_of(grounds))


def check_effect(asked: Asked, act: Act) -> Month:
    """The month from which the law gives what an act of STANDINGS leads to. Raises ActRefused."""
    for month in (asked.foreseen.now, asked.foreseen.following):
        if month.changes and leads_to(month.paid, act) is month.side.standing:
            return month
    month = asked.foreseen.effective
    if leads_to(month.paid, act) is None:
        raise ActRefused(NOT_FROM_HERE % {"standing": in_words(month.paid)})
    told = {"month": page_voice().month(month.month), "standing": month.side.standing_text}
    raise ActRefused(LAW_SAYS % told)


def check_no_contradiction(month: Month) -> None:
    """1 先付后查: nobody loses payment while something says that they live. Raises ActRefused."""
    if Attention.CONTRADICTION in month.side.attention:
        raise ActRefused(CONTRADICTED)


def basis_of(grounds: list[MetGround]) -> Basis:
    """By rule where no ground needs a fact (overdue, 18th birthday, last month; LAW §2), else by a person."""
    return Basis.RULE if grounds and all(ground.fact_id is None for ground in grounds) else Basis.PERSON


def in_words(standing: str) -> str:
    """A standing in the language of the page."""
    return {"continue": _("续发"), "suspend": _("暂停"), "stop": _("停止")}[str(standing)]


def codes_of(grounds: list[MetGround]) -> tuple[str, ...]:
    """The codes of grounds, in the law's order."""
    return tuple(ground.code for ground in grounds)


def clauses_of(grounds: list[MetGround]) -> tuple[str, ...]:
    """The clauses that grounds rest on, each once."""
    return tuple(dict.fromkeys(ground.clause for ground in grounds))
