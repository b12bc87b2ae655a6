"""8 情形: the grounds that are, were or will be in force, and those that a fact still to be verified would meet."""

from zige.explain.masking import without_numbers
from zige.explain.model import Meets, MetGround, When
from zige.explain.steps import Row, Steps
from zige.explain.voice import Voice, written
from zige.kinds import BenefitKind
from zige.law.clauses import OTHER_LAW
from zige.law.rules import GroundInForce
from zige.words import EFFECTS, Wording

_ORDER: tuple[When, ...] = ("now", "ahead", "past")


class GroundTeller:
    """Tells the grounds of one benefit in one language."""

    def __init__(self, steps: Steps, voice: Voice) -> None:
        self._steps = steps
        self._voice = voice
        self._kind = BenefitKind(steps.benefit["kind"])

    def met(self) -> list[MetGround]:
        """In force now, then ahead, then past; each in the order in which grounds are reported."""
        told = [self._met(interval) for interval in self._steps.intervals]
        return sorted(told, key=lambda ground: _ORDER.index(ground.when))

    def would_meet(self, fact_id: str) -> list[Meets]:
        """The grounds that read this fact."""
        flags = [reading["flag"] for reading in self._steps.readings if reading["fact_id"] == fact_id]
        return [Meets(**self._words(flag, self._steps.rules.month)) for flag in dict.fromkeys(flags)]

    def made_by(self, fact_id: str) -> str:
        """The grounds that this fact meets, with clause and months."""
        made = [interval for interval in self._steps.intervals if interval["fact_id"] == fact_id]
        return self._voice.listed([self._named(interval) for interval in made])

    def _named(self, interval: Row) -> str:
        clause = self._clause(interval["flag"], interval["since"])
        months = self._voice.span(interval["since"], interval["until"])
        return self._voice.say(Wording("{clause}，{months}", "{clause}, {months}"), clause=clause, months=months)

    def _met(self, interval: Row) -> MetGround:
        since, until = interval["since"], interval["until"]
        return MetGround(
            **self._words(interval["flag"], since),
            since=written(since) or "",
            until=written(until),
            when=_when(since, until, self._steps.rules.month),
            months_text=self._voice.span(since, until),
            provisional=interval["provisional"],
            fact_id=without_numbers(interval["fact_id"]) if interval["fact_id"] else None,
        )

    def _words(self, flag: int, month: int) -> Row:
        each = self._rule(flag, month)
        ground, voice = each.ground, self._voice
        clause = ground.clause_of(self._kind) or OTHER_LAW
        return {
            "code": ground.code,
            "effect": ground.effect,
            "effect_text": voice.say(EFFECTS[ground.effect]),
            "clause": clause,
            "citation": voice.clause(clause),
            "text": voice.say(ground.text),
            "evidence": [voice.say(text) for text in ground.evidence],
        }

    def _clause(self, flag: int, month: int) -> str:
        return self._voice.clause(self._rule(flag, month).ground.clause_of(self._kind) or OTHER_LAW)

    def _rule(self, flag: int, month: int) -> GroundInForce:
        """The ground as the rulebook of that month has it, else as the latest that has it."""
        having = [each for each in self._steps.rules.grounds if each.flag == flag]
        return next((each for each in having if each.first <= month <= each.last), having[-1])


def _when(since: int, until: int, month: int) -> When:
    if since > month:
        return "ahead"
    return "now" if until >= month else "past"
