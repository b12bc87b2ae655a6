"""提示: the attention codes of the determination in words, and what each one is about (LAW §7)."""

from collections.abc import Sequence

from zige.explain.model import Notice, ToldFact, Use
from zige.explain.steps import Steps
from zige.explain.voice import Voice
from zige.law.rulebook import AttentionTexts
from zige.law.values import Text
from zige.tables import Attention
from zige.words import Wording

_DEATH_AND_LIFE = Wording(
    "报告的死亡日期是{dead}，之后{alive}有在世记录。", "Reported dead from {dead}, seen alive on {alive}."
)
_DUE = Wording("应在{month}底前认证。", "Due by the end of {month}.")
_WHICH = Wording("涉及：{facts}。", "About: {facts}.")


def notices_of(steps: Steps, voice: Voice, facts: Sequence[ToldFact]) -> list[Notice]:
    """One for each attention code, in the order in which they are written."""
    joined = steps.determination["attention"]
    codes = [Attention(code) for code in joined.split("|")] if joined else []
    texts = steps.rules.book.attention.texts
    return [
        Notice(code=code, text=voice.say(_text(texts, code)), detail=_detail(code, steps, voice, facts))
        for code in codes
    ]


def _text(texts: AttentionTexts, code: Attention) -> Text:
    text: Text = getattr(texts, "register_" if code is Attention.REGISTER else code.value)
    return text


def _detail(code: Attention, steps: Steps, voice: Voice, facts: Sequence[ToldFact]) -> str:
    if code is Attention.VERIFY:
        asking = [f"{fact.kind_text} {fact.fact_id}" for fact in facts if fact.use is Use.TO_VERIFY]
        return voice.say(_WHICH, facts=voice.listed(asking))
    if code is Attention.CONTRADICTION and steps.contradiction is not None:
        dead, alive = voice.day(steps.contradiction["dead"]), voice.day(steps.contradiction["alive"])
        return voice.say(_DEATH_AND_LIFE, dead=dead, alive=alive)
    if code is Attention.REMIND:
        return voice.say(_DUE, month=voice.month(steps.cycle["due_month"]))
    return ""
