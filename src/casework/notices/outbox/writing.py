"""Act: write messages into the outbox, with what they tell and in its transaction; each key once."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from casework.notices.kinds import Kind
from casework.notices.models import Message, Notice
from casework.notices.writing.content import NoticeContent
from casework.notices.writing.messages import check_has_no_link, message_of
from casework.ui.rulebook import book_of

AT_ONCE = 2000
LONGEST = 300
"""Characters: some five messages of a phone."""


def write_messages(notices: Sequence[Notice], contents: Sequence[NoticeContent]) -> int:
    """The messages of notices, of those kinds that have one; returns how many."""
    told = [(notice, _text(content)) for notice, content in zip(notices, contents, strict=True)]
    return put_out(_of_notice(notice, text) for notice, text in told if text is not None)


def put_out(messages: Iterable[Message]) -> int:
    """Put messages into the outbox; those whose key is there already are left as they are. Returns how many were given.

    Raises NoticeRefused for a text with anything that could be opened.
    """
    waiting = list(messages)
    for message in waiting:
        check_has_no_link(message.text)
    Message.objects.bulk_create(waiting, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(waiting)


def _text(content: NoticeContent) -> str | None:
    return message_of(content, book_of(content.issued))


def _of_notice(notice: Notice, text: str) -> Message:
    now = timezone.now()
    return Message(
        key=f"notice:{notice.number}",
        person=notice.person,
        region=notice.region,
        office=notice.office,
        employer=notice.employer,
        notice=notice,
        kind=Kind(notice.kind),
        text=text,
        written=now,
        next_try=now,
    )
