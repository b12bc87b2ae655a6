"""Append an entry to the chain, within the caller's transaction: both are there, or neither.

Entries are written one after another: whoever appends holds the end of the chain until their transaction ends, so that
there are no forks. In a transaction that takes long, record last.
"""

import json
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from casework.audit.chain import START, digest_of
from casework.audit.discretion import check_names_nobody
from casework.audit.heads import seal_head
from casework.audit.models import Entry

Actor: TypeAlias = HttpRequest | AbstractBaseUser | AnonymousUser | None
"""Who acts: of a request who is signed in; None: a command."""
LOCK = 0x7A696765
"""The advisory lock of PostgreSQL that whoever appends holds ("zige")."""


@transaction.atomic
def append(by: Actor, act: str, subject: str, purpose: str, details: dict[str, Any]) -> None:
    """Write the entry. Raises RequestRefused where it would name somebody, TypeError where details are no JSON."""
    written = json.dumps(details, ensure_ascii=False)
    check_names_nobody(f"{subject}\n{purpose}\n{written}")
    account = by.user if isinstance(by, HttpRequest) else by
    _hold_the_end()
    last = Entry.objects.order_by("-number").first()
    entry = Entry(
        number=last.number + 1 if last else 1,
        time=timezone.now(),
        account=account.pk if account else None,
        office=getattr(account, "office_id", None),
        act=act,
        subject=subject,
        purpose=purpose,
        details=json.loads(written),
        previous=bytes(last.digest) if last else START,
    )
    entry.digest = digest_of(entry, settings.HOME)
    entry.save(force_insert=True)
    if last and timezone.localdate(last.time) < timezone.localdate(entry.time):
        transaction.on_commit(lambda: seal_head(settings.HOME, last), robust=True)


def _hold_the_end() -> None:
    """Until the transaction ends. On SQLite a transaction holds the whole database from its beginning."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
