"""What the layout is given: a letter with its strip and codes, as plain data."""

import unicodedata
from typing import Any

from casework.notices.typesetting.codes import qr_code
from casework.notices.typesetting.strip import SIGNS, strip_on_paper
from casework.notices.writing.codes import written_code
from casework.notices.writing.content import NoticeContent
from casework.notices.writing.letter import letter_of
from casework.notices.writing.texts import common
from zige.explain.voice import Language, Voice
from zige.law.rulebook import Rulebook

NO_CHARACTER = "〓"
"""Printers' mark for a character that no font has: rare ones in names come as code points of private use."""


def page_of(content: NoticeContent, book: Rulebook, address: str, language: Language = "zh") -> dict[str, Any]:
    """A notice for `notice.typ`; `address` is where `/check/…` is reached from outside.

    Raises NoticeRefused where the notice lacks what its kind must say.
    """
    letter, voice = letter_of(content, book, language), Voice(language)
    told = {
        "language": "zh" if language == "zh" else "en",
        "office": content.contact.office,
        "title": letter.title,
        "number": content.number,
        "head": letter.head,
        "sections": [{"code": one.code, "heading": one.heading, "sentences": one.sentences} for one in letter.sections],
        "strip": strip_on_paper(content.strip, voice) if content.strip else None,
        "strip_heading": voice.say(common().headings["strip"]),
        "signs": SIGNS,
        "contact_heading": voice.say(common().headings["contact"]),
        "contact": letter.contact,
        "issued": voice.day(content.issued),
        "check": letter.check,
        "code": [voice.say(common().check_code), written_code(content.code)],
        "qr": qr_code(f"{address}/check/{content.code}"),
        "qr_alt": voice.say(common().qr_alt),
        "page": voice.say(common().page),
        "end": voice.say(common().end),
    }
    return {name: _printable(value) for name, value in told.items()}


def _printable(told: Any) -> Any:
    """The same with a mark for each character of private use, which no font can draw."""
    if isinstance(told, dict):
        return {name: _printable(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_printable(value) for value in told]
    if isinstance(told, str) and not told.isprintable():
        return "".join(NO_CHARACTER if unicodedata.category(each) in {"Co", "Cn"} else each for each in told)
    return told
