"""What became of each version of each fact: the first reason that applies, read from the conditions it meets.

The conditions are columns of the engine (`steps`); the order here is that of the law: a fact must first be known, then
count, then exist, then concern this benefit, before it can do anything.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from zige.explain.model import Reason, Use
from zige.explain.steps import Row, Steps
from zige.kinds import BenefitKind, FactKind

_USES = {
    Use.USED: [
        Reason.MAKES_GROUND,
        Reason.CERTIFIES,
        Reason.CERTIFIES_TOGETHER,
        Reason.DEFERS,
        Reason.NO_ADJUSTMENT,
    ],
    Use.TO_VERIFY: [Reason.PENDING, Reason.BEFORE_FIRST_MONTH, Reason.NAMES_NO_BENEFIT],
}
USE_OF = {reason: use for use, reasons in _USES.items() for reason in reasons}
"""The use of each reason that is not one for ignoring a fact."""

_ABSENT = {
    "not_yet_known": Reason.NOT_YET_KNOWN,
    "superseded": Reason.SUPERSEDED,
    "refuted": Reason.REFUTED,
    "still_to_come": Reason.AFTER_MONTH,
    "void": Reason.CLEARED,
    "elsewhere": Reason.OTHER_BENEFIT,
}
"""The conditions under which a version does not exist for the run, or not for this benefit."""


class Verdict(NamedTuple):
    """A version of a fact, what became of it and why."""

    fact: Row
    use: Use
    reason: Reason


class Judge:
    """Reads from the steps of one benefit why a fact was used or not."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._kind = BenefitKind(steps.benefit["kind"])
        self._book = steps.rules.book

    def verdicts(self) -> list[Verdict]:
        """One for each version of each fact about the person, in the order of the facts."""
        return [self._verdict(fact) for fact in self._steps.facts]

    def _verdict(self, fact: Row) -> Verdict:
        reason = next(reason for judged in self._questions() if (reason := judged(fact)) is not None)
        return Verdict(fact, USE_OF.get(reason, Use.IGNORED), reason)

    def _questions(self) -> Iterator[Callable[[Row], Reason | None]]:
        """In the order of the law; the last one always knows an answer."""
        yield self._absent
        yield self._grounding
        yield self._asking
        yield self._deferring
        yield self._adjusting
        yield self._certifying
        yield self._unread

    def _absent(self, fact: Row) -> Reason | None:
        return next((reason for condition, reason in _ABSENT.items() if fact[condition]), None)

    def _grounding(self, fact: Row) -> Reason | None:
        return Reason.MAKES_GROUND if fact["fact_id"] in self._making else None

    def _asking(self, fact: Row) -> Reason | None:
        """Read by a ground and not counting for it, whether it still asks for verification or not."""
        reading = self._readings.get(fact["fact_id"])
        asks = fact["fact_id"] in self._steps.to_verify
        if reading is None:
            return None
        if reading["unnamed"]:
            return Reason.NAMES_NO_BENEFIT if asks else Reason.NO_BENEFIT_AND_ENDED
        if reading["pending"]:
            return Reason.PENDING if asks else Reason.CLEARED_UNVERIFIED
        if reading["too_early"]:
            return Reason.BEFORE_FIRST_MONTH if asks else Reason.EARLIER_AND_ENDED
        return Reason.NO_FULL_MONTH

    def _deferring(self, fact: Row) -> Reason | None:
        if fact["kind"] != FactKind.DEFERRAL:
            return None
        if fact["pending"]:
            return Reason.NOT_CONFIRMED
        if self._kind not in self._book.cycle.kinds:
            return Reason.NO_CYCLE
        moves = fact["last"] == self._steps.cycle["deferred"] and deferral_moves(self._steps.cycle)
        return Reason.DEFERS if moves else Reason.DEFERRAL_WITHOUT_EFFECT

    def _adjusting(self, fact: Row) -> Reason | None:
        rule = self._book.attention.no_adjustment
        if fact["kind"] not in rule.facts or self._kind not in rule.kinds:
            return None
        if fact["fact_id"] in self._steps.not_adjusted:
            return Reason.NO_ADJUSTMENT
        return Reason.NOT_CONFIRMED if fact["pending"] else Reason.ADJUSTMENT_NOT_NOW

    def _certifying(self, fact: Row) -> Reason | None:
        signs = self._book.life_signs
        if fact["kind"] in signs.grades.C:
            return Reason.GRADE_C
        if fact["kind"] not in (*signs.certifications, *signs.grades.A, *signs.grades.B):
            return None
        if fact["pending"]:
            return Reason.NOT_CONFIRMED
        return self._proving(fact)

    def _proving(self, fact: Row) -> Reason | None:
        """A confirmed certification or life sign: does the month that it helps to certify still count?"""
        proofs = self._proofs.get(fact["fact_id"], [])
        alone = any(proof["alone"] for proof in proofs)
        certified = {proof["month"] for proof in proofs if alone or proof["month"] in self._paired}
        if proofs and not certified:
            return Reason.GRADE_B_ALONE
        if certified & self._counting_months:
            cyclic = self._kind in self._book.cycle.kinds
            used = Reason.CERTIFIES if alone else Reason.CERTIFIES_TOGETHER
            return used if cyclic else Reason.NO_CYCLE
        return Reason.REPLACED_BY_LATER if certified else None

    def _unread(self, fact: Row) -> Reason:
        concerned = [ground for ground in self._book.grounds if self._kind in ground.kinds]
        kinds = {rule.kind for ground in concerned for rule in ground.facts}
        return Reason.OTHER_RELATION if fact["kind"] in kinds else Reason.NO_GROUND

    @cached_property
    def _making(self) -> set[str]:
        return {interval["fact_id"] for interval in self._steps.intervals}

    @cached_property
    def _readings(self) -> dict[str, Row]:
        return {reading["fact_id"]: reading for reading in self._steps.readings}

    @cached_property
    def _proofs(self) -> dict[str, list[Row]]:
        proofs: dict[str, list[Row]] = {}
        for proof in self._steps.proofs:
            proofs.setdefault(proof["fact_id"], []).append(proof)
        return proofs

    @cached_property
    def _paired(self) -> set[int]:
        return {row["month"] for row in self._steps.certified if row["in_pairs"]}

    @cached_property
    def _counting_months(self) -> set[int]:
        """The months of the certifications that the cycle rests on: the latest before the run's month, and its own."""
        return {self._steps.cycle["certified"], self._steps.rules.month}


def deferral_moves(cycle: Row) -> bool:
    """Whether the latest deferral moved the due month, as reported or before a certification of the month."""
    reported = bool(cycle["due_month"] != cycle["due_undeferred"])
    return reported or bool(cycle["due_before"] != cycle["due_undeferred_before"])
