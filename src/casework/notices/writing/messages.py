"""The short text for a phone: what, from when, whom to call; no link, and nothing is asked for (FACTS §9)."""

import re

from casework.notices.refusals import NoticeRefused
from casework.notices.writing.content import NoticeContent
from casework.notices.writing.texts import places, text_of
from casework.notices.writing.values import values_of
from zige.explain.voice import Language, Voice
from zige.law.rulebook import Rulebook

LINK = re.compile(r"(?i)https?:|www\.|://|\b[a-z0-9-]+\.(?:cn|com|net|org|gov|top|xyz|cc|vip|info|io|link|app)\b")
"""What a reader or a phone could take for an address to open."""


def message_of(content: NoticeContent, book: Rulebook, language: Language = "zh") -> str | None:
    """The message of a notice, None for a kind that has none. Raises NoticeRefused where a place stays empty."""
    message, voice = text_of(content.kind).message, Voice(language)
    if message is None:
        return None
    values = values_of(content, book, voice)
    if empty := sorted(name for name in places(message.zh) if not values[name]):
        raise NoticeRefused(
            f"通知 {content.number} 的短信缺少 {empty[0]}", f"the message of notice {content.number} lacks {empty[0]}"
        )
    text = voice.say(message).format(**values)
    check_has_no_link(text)
    return text


def check_has_no_link(text: str) -> None:
    """Raises NoticeRefused for a message with anything that could be opened."""
    if LINK.search(text):
        raise NoticeRefused(
            "短信里不能有链接；请改用电话或窗口", "a message holds no link: name a telephone or a counter"
        )
