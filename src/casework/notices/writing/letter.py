"""The sections of a notice, in order: what, why, by which article, what to do, what rights, who decided, whom to ask.

Rights stand in the same size as duties; every section is a list of sentences, so that paper and page show the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.decisions.terms import terms
from casework.notices.refusals import NoticeRefused
from casework.notices.writing.content import NoticeContent
from casework.notices.writing.texts import NoticeText, Sentence, common, places, text_of
from casework.notices.writing.values import values_of
from zige.explain.voice import Language, Voice
from zige.law.clauses import article_of
from zige.law.phrases import said
from zige.law.rulebook import Ground, Rulebook

IN_HEAD = (
    "benefit", "benefit_id", "effective_month", "months", "amount_before", "amount_after", "back_pay", "recover",
    "due_month", "deadline",
)  # fmt: skip
"""What of a notice's values stands in the table at its head, in this order."""


@dataclass(frozen=True)
class Section:
    """A part of a notice: its code, its heading, its sentences."""

    code: str
    heading: str
    sentences: list[str]


@dataclass(frozen=True)
class Letter:
    """A notice in words, in one language."""

    language: Language
    title: str
    head: list[tuple[str, str]]
    sections: list[Section]
    contact: list[tuple[str, str]]
    check: list[str]


def letter_of(content: NoticeContent, book: Rulebook, language: Language) -> Letter:
    """The notice in words. Raises NoticeRefused where it lacks what its kind must say."""
    text, voice = text_of(content.kind), Voice(language)
    _check_whole(content, text)
    values = values_of(content, book, voice)
    sentences = {
        "decision": list(_filled(text.decision, values, voice)),
        "reasons": list(_reasons(content, text, values, book, voice)),
        "to_do": list(_filled(text.to_do, values, voice)),
        "rights": list(_rights(content, text, values, voice)),
        "decided_by": [voice.say(common().decided[content.decided])],
    }
    return Letter(
        language,
        voice.say(text.title, **values),
        list(_head(content, values, voice)),
        [Section(code, voice.say(common().headings[code]), said) for code, said in sentences.items()],
        list(_contact(content, voice)),
        [
            voice.say(common().fraud),
            voice.say(common().check),
            *([voice.say(common().translation)] if language != "zh" else []),
        ],
    )


def _check_whole(content: NoticeContent, text: NoticeText) -> None:
    for name in text.needs:
        if getattr(content, name) in (None, "", ()):
            raise NoticeRefused(
                f"通知 {content.number} 缺少 {name}，不能发出；请补全后再办",
                f"notice {content.number} lacks {name} and cannot be issued: complete it first",
            )


def _filled(sentences: Iterable[Sentence], values: dict[str, str], voice: Voice) -> Iterator[str]:
    """Those whose places can all be filled."""
    for sentence in sentences:
        if all(values[name] for name in places(sentence.zh)):
            yield voice.say(sentence).format(**values)


def _reasons(
    content: NoticeContent, text: NoticeText, values: dict[str, str], book: Rulebook, voice: Voice
) -> Iterator[str]:
    """What a ground says, what the officer wrote, the articles in words, the kinds of evidence."""
    grounds = {ground.code: ground for ground in book.grounds}
    yield from (voice.say(said(_known(grounds, code).text)) for code in content.grounds)
    yield from _filled(text.reasons, values, voice)
    if content.reason and not any("reason" in places(one.zh) for one in text.reasons):
        yield content.reason
    ours = [_clause(clause, book, voice) for clause in content.clauses if article_of(clause) is not None]
    if ours:
        yield voice.say(common().clauses, clauses=voice.listed(ours))
    for clause in content.clauses:
        if article_of(clause) is None:
            yield voice.say(common().outside[clause])
    if content.evidence:
        kinds = voice.listed([getattr(kind, voice.language) for kind in content.evidence])
        yield voice.say(common().evidence, evidence=kinds)


def _clause(clause: str, book: Rulebook, voice: Voice) -> str:
    """An article by its number and in our own words."""
    return voice.say(common().clause, citation=voice.clause(clause), said=voice.say(said(book.clauses[clause])))


def _known(grounds: dict[str, Ground], code: str) -> Ground:
    if code not in grounds:
        raise NoticeRefused(f"规则中没有情形 {code}", f"the rulebook has no ground {code}")
    return grounds[code]


def _rights(content: NoticeContent, text: NoticeText, values: dict[str, str], voice: Voice) -> Iterator[str]:
    """Those of the kind, the ways to contest it, and those that everybody has."""
    yield from _filled(text.rights, values, voice)
    ways = {
        "reconsideration": (terms().review.file_days, content.contact.reconsideration),
        "suit": (terms().suit.file_months, content.contact.court),
    }
    for code in text.remedies:
        value, body = ways[code]
        yield voice.say(common().remedies[code], value=value, body=body)
    yield voice.say(common().see_records)


def _head(content: NoticeContent, values: dict[str, str], voice: Voice) -> Iterator[tuple[str, str]]:
    labels = common().labels
    yield voice.say(labels["number"]), content.number
    yield voice.say(labels["issued"]), voice.day(content.issued)
    yield voice.say(labels["name"]), content.name
    yield voice.say(labels["id_number"]), content.id_number
    shown = {**values, "benefit_id": content.benefit_id}
    yield from ((voice.say(labels[name]), shown[name]) for name in IN_HEAD if shown[name])


def _contact(content: NoticeContent, voice: Voice) -> Iterator[tuple[str, str]]:
    for name in ("phone", "address", "hours"):
        if value := getattr(content.contact, name):
            yield voice.say(common().labels[name]), value
