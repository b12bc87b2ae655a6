"""What stands in the places of a text: each value of a notice in words, in one language."""

import datetime as dt
from collections.abc import Iterator, Sequence

from casework.notices.writing.content import NoticeContent
from zige.explain.voice import Voice, in_yuan
from zige.law.phrases import said
from zige.law.rulebook import Rulebook
from zige.words import FACT_KINDS


def values_of(content: NoticeContent, book: Rulebook, voice: Voice) -> dict[str, str]:
    """Every place by its name; empty where the notice has no such value."""
    kind = content.benefit_kind
    month = content.effective_month
    return {
        "name": content.name,
        "benefit": voice.say(said(book.benefit_kinds[kind])) if kind else "",
        "number": content.number,
        "phone": content.contact.phone,
        "office": content.contact.office,
        "effective_month": _month(voice, month),
        "last_month": _month(voice, month - 1 if month is not None else None),
        "months": voice.listed([voice.span(*span) for span in spans(content.months)]),
        "back_pay": _sum(voice, content.back_pay),
        "recover": _sum(voice, content.recover),
        "amount_before": _sum(voice, content.amount_before),
        "amount_after": _sum(voice, content.amount_after),
        "due_month": _month(voice, content.due_month),
        "days_left": "" if content.days_left is None else str(content.days_left),
        "certified_on": voice.listed([voice.day(day) for day in content.certified_on]),
        "sources": voice.listed([voice.say(FACT_KINDS[source]) for source in content.sources]),
        "deadline": _day(voice, content.deadline),
        "papers": voice.listed([getattr(paper, voice.language) for paper in content.papers]),
        "answers_to": content.answers_to,
        "reason": content.reason,
    }


def spans(months: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Months that follow each other, from the first to the last of each row."""
    row: list[int] = []
    for month in sorted(months):
        if row and month != row[-1] + 1:
            yield row[0], row[-1]
            row = []
        row.append(month)
    if row:
        yield row[0], row[-1]


def _month(voice: Voice, month: int | None) -> str:
    return "" if month is None else voice.month(month)


def _day(voice: Voice, day: dt.date | None) -> str:
    return "" if day is None else voice.day(day)


def _sum(voice: Voice, fen: int | None) -> str:
    return "" if fen is None else voice.yuan(in_yuan(fen))
