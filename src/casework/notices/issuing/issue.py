"""Act: issue notices, one or ten thousand.

Some hundreds at a time are numbered, set and written in a transaction of their own: a job that ends early has issued
whole notices or none, and can be begun again, since a decision has one notice. Files are set in threads, outside of
Python's lock.
"""

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from casework import audit
from casework.accounts.database_scope import database_shows_all
from casework.accounts.models import Account, Office
from casework.accounts.numbering import Series, next_numbers
from casework.audit.recording import Actor
from casework.notices.contacts import contact_of, on_paper
from casework.notices.issuing.addresses import public_address
from casework.notices.issuing.drafts import Draft
from casework.notices.models import Contact, Notice
from casework.notices.models.notice import CODE, CONTENT
from casework.notices.outbox.writing import write_messages
from casework.notices.recorded import ISSUED, subject_of_notice
from casework.notices.typesetting.page import page_of
from casework.notices.typesetting.setting import typeset
from casework.notices.writing.codes import new_code
from casework.notices.writing.content import NoticeContent
from casework.people.masking import masked_number
from casework.ui.rulebook import book_of
from casework.vault import blind, seal
from casework.vault.files import keep

Place = tuple[str, int | None]
AT_ONCE = 240
"""Numbered and written together: what others wait for on SQLite, some two seconds."""
IN_A_FILE = 60
"""typst keeps what it laid out for its last ten files, and larger ones would cost gigabytes."""
THREADS = 3
"""One more than a small machine has processors, since what is told is put into words under Python's lock."""


def issue_all(drafts: Sequence[Draft], by: Actor = None, day: dt.date | None = None) -> int:
    """Issue these, whoever they are for; returns how many.

    Raises NoticeRefused where one lacks something: those before it are issued.
    """
    issued = 0
    in_order = sorted(drafts, key=lambda draft: draft.office)
    for office, of_office in groupby(in_order, key=lambda draft: draft.office):
        todo = list(of_office)
        for at in range(0, len(todo), AT_ONCE):
            with database_shows_all():
                issued += len(_issue(office, todo[at : at + AT_ONCE], by, day or timezone.localdate()))
    return issued


def issue(draft: Draft, by: Actor = None, day: dt.date | None = None) -> Notice:
    """Issue one. Raises NoticeRefused where it lacks what its kind must say."""
    (notice,) = _issue(draft.office, [draft], by, day or timezone.localdate())
    return notice


@transaction.atomic
def _issue(office: str, drafts: list[Draft], by: Actor, day: dt.date) -> list[Notice]:
    contact = contact_of(office)
    numbers = list(next_numbers(Series.NOTICE, office, len(drafts), day.year))
    contents = [_content(draft, number, contact, day) for draft, number in zip(drafts, numbers, strict=True)]
    notices = _rows(drafts, contents, contact, _set(contents, day), by)
    Notice.objects.bulk_create(notices)
    write_messages(notices, contents)
    for notice in notices[:1] if len(notices) == 1 else []:
        audit.record(by, ISSUED, subject_of_notice(notice.number), kind=notice.kind)
    if len(notices) > 1:
        audit.record(by, ISSUED, office=office, first=numbers[0], last=numbers[-1], count=len(notices))
    return notices


def _content(draft: Draft, number: str, contact: Contact, day: dt.date) -> NoticeContent:
    benefit = draft.benefit
    about: dict[str, Any] = {}
    if benefit is not None:
        about = {"benefit_kind": benefit.kind, "benefit_id": benefit.benefit_id}
    return NoticeContent(
        kind=draft.kind,
        number=number,
        code=new_code(),
        issued=day,
        name=draft.person.name,
        id_number=masked_number(draft.person.id_number or ""),
        contact=on_paper(contact),
        **about,
        **draft.told,
    )


def _set(contents: list[NoticeContent], day: dt.date) -> list[Place]:
    """For each notice the digest of the file it stands in, and its place there; None where it stands alone."""
    book, address = book_of(day), public_address()
    files = [contents[at : at + IN_A_FILE] for at in range(0, len(contents), IN_A_FILE)]

    def one_file(several: list[NoticeContent]) -> bytes:
        return typeset([page_of(content, book, address) for content in several], day)

    with ThreadPoolExecutor(THREADS) as threads:
        kept = [keep(pdf).digest for pdf in threads.map(one_file, files)]
    if len(contents) == 1:
        return [(kept[0], None)]
    return [(digest, at) for digest, several in zip(kept, files, strict=True) for at in range(len(several))]


def _rows(
    drafts: list[Draft], contents: list[NoticeContent], contact: Contact, places: list[Place], by: Actor
) -> list[Notice]:
    sealed = seal([content.model_dump_json() for content in contents], CONTENT)
    codes = blind([content.code for content in contents], CODE)
    told = zip(drafts, contents, sealed, codes, places, strict=True)
    return [_row(*one, contact.office, by) for one in told]


def _row(
    draft: Draft, content: NoticeContent, sealed: Any, code: bytes, place: Place, office: Office, by: Actor
) -> Notice:
    account = by.user if isinstance(by, HttpRequest) else by
    return Notice(
        number=content.number,
        code=code,
        kind=content.kind,
        person=draft.person,
        benefit_id=content.benefit_id,
        region=draft.person.region,
        office=draft.office,
        employer=draft.benefit.employer if draft.benefit else "",
        decision=draft.decision,
        objection=draft.objection,
        from_office=office,
        effective_month=content.effective_month,
        months="|".join(map(str, content.months)),
        amount=content.recover or content.back_pay or content.amount_after,
        clauses="|".join(content.clauses),
        decided=content.decided,
        issued=content.issued,
        issued_by=account if isinstance(account, Account) else None,
        content=sealed,
        digest=place[0],
        place=place[1],
    )
