"""Texts of messages that are about no notice on paper, written once for all whom an office tells the same."""

import datetime as dt
from functools import cached_property
from typing import Any

from casework.accounts.roles import OfficeKind
from casework.notices.contacts import on_paper
from casework.notices.kinds import Kind
from casework.notices.models import Contact
from casework.notices.writing import content as written
from casework.notices.writing.content import Decided, NoticeContent
from casework.notices.writing.messages import message_of
from casework.ui.rulebook import book_of


class PlainTexts:
    """The messages of one kind on one day."""

    def __init__(self, kind: Kind, day: dt.date) -> None:
        self._kind, self._day = kind, day
        self._told: dict[tuple[Any, ...], str | None] = {}

    def text(self, office: str, **told: Any) -> str | None:
        """The text with these fields of `NoticeContent`; None where the office has not said whom to call."""
        key = (office, *sorted(told.items()))
        if key not in self._told:
            self._told[key] = self._written(office, told)
        return self._told[key]

    def _written(self, office: str, told: dict[str, Any]) -> str | None:
        contact = self._contacts.get(office)
        if contact is None:
            return None
        content = NoticeContent(
            kind=self._kind, number="", code="", issued=self._day, name="", id_number="", contact=contact,
            decided=Decided.AUTOMATIC, **told,
        )  # fmt: skip
        return message_of(content, book_of(self._day))

    @cached_property
    def _contacts(self) -> dict[str, written.Contact]:
        rows = Contact.objects.filter(office__kind=OfficeKind.AGENCY).select_related("office")
        return {row.office.number: on_paper(row) for row in rows}
