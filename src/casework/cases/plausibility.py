"""Whether what was found answers what a matter asks."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.refusal import ActRefused
from casework.cases.keys import subject_of
from casework.cases.law import is_proof_of_life
from casework.cases.models import Found, Matter, Task
from casework.cases.proposal import Proposal
from casework.people.models import Benefit
from casework.runs.models import Signal
from casework.runs.wording import fact_kind
from casework.ui.rulebook import book_today
from casework.ui.voice import page_voice
from zige.kinds import FactKind

OTHER_FACT = _("这个事项问的是“%(kind)s”，结论说的是别的情形；请改正种类，或另立事项。")
OTHER_DAY = _("否定一个事实，发生日期要与它一致（%(day)s），否则系统认不出说的是哪一个。")
NO_FACT = _("请选择事实的种类。")
NOT_BOTH = _("只有否定一个事实时，才能说明还要继续核查的情形。")
ONLY_CANDIDATE = _("只有确认记录归属时，才能留待另行核实。")
GOES_ON_BEFORE = _("继续核查的情形不能早于被否定的事实。")
NEITHER = _("矛盾的两边，否定一边：死亡一边，或在世一边的认证、记录。")
NOT_HERS = _("待遇编号不是此人的。")


def check_fits(matter: Matter, person: int, said: Proposal) -> None:
    """Raises ActRefused where the outcome is none of the matter's."""
    if said.goes_on is not None and said.found != Found.REFUTED:
        raise ActRefused(NOT_BOTH)
    if said.goes_on is not None and said.start is not None and said.goes_on < said.start:
        raise ActRefused(GOES_ON_BEFORE)
    if said.pending and (matter.task != Task.CANDIDATE or said.found != Found.CONFIRMED):
        raise ActRefused(ONLY_CANDIDATE)
    if said.benefit_id and not Benefit.objects.filter(pk=said.benefit_id, person=person).exists():
        raise ActRefused(NOT_HERS)
    fact = fact_of(matter)
    if matter.task == Task.CONTRADICTION and fact is not None:
        _check_side(fact, said)
    elif fact is not None:
        _check_same(fact, said)
    elif said.found == Found.CONFIRMED and not said.kind and matter.task != Task.REGISTER:
        raise ActRefused(NO_FACT)


def fact_of(matter: Matter) -> Signal | None:
    """The fact that a matter asks about; None of a row, a question, or a benefit."""
    return Signal.objects.filter(pk=subject_of(matter.key)).first()


def _check_same(fact: Signal, said: Proposal) -> None:
    """A verification confirms or refutes the fact that is asked about; an opening's reason may be any."""
    if said.found == Found.UNCONFIRMABLE:
        return
    if not said.kind:
        raise ActRefused(NO_FACT)
    if said.kind != fact.kind and not fact.kind.startswith("opening_"):
        raise ActRefused(OTHER_FACT % {"kind": fact_kind(fact.kind)})
    _check_day(fact, said)


def _check_side(fact: Signal, said: Proposal) -> None:
    """One side of a contradiction is refuted, or the death confirmed: then the other side is for another finding."""
    if said.found == Found.UNCONFIRMABLE:
        return
    alive = is_proof_of_life(book_today(), said.kind)
    if said.kind != fact.kind and not (alive and said.found == Found.REFUTED):
        raise ActRefused(NEITHER)
    if not alive:
        _check_day(fact, said)


def _check_day(fact: Signal, said: Proposal) -> None:
    """All deaths of a person are one event; of others a refutation is known by its first day."""
    if fact.start is None or fact.kind == FactKind.DEATH or said.start == fact.start:
        return
    if said.found == Found.REFUTED and said.kind == fact.kind:
        raise ActRefused(OTHER_DAY % {"day": page_voice().day(fact.start)})
