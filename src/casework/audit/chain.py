"""What an entry's digest is of: the canonical form of all its columns, the digest before it included.

HMAC-SM3 (GB/T 32905) under a key of the home: who can write to the database but has no key of the home cannot make an
entry that verifies, nor put a chain in the place of another.
"""

import datetime as dt
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from casework.audit.models import Entry
from zige.canonical import canonical
from zige.store.home import Home

START = bytes(32)
"""What the first entry takes for the digest before it."""


def digest_of(entry: Entry, home: Home) -> bytes:
    """The digest that belongs to what stands in the entry's columns, 32 bytes."""
    keyed = HMAC(_key(home), SM3())
    keyed.update(_columns(entry))
    return keyed.finalize()


def _columns(entry: Entry) -> bytes:
    """The columns as canonical JSON, time in UTC to the microsecond."""
    columns = {
        "number": entry.number,
        "time": entry.time.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "account": entry.account,
        "office": entry.office,
        "act": entry.act,
        "subject": entry.subject,
        "purpose": entry.purpose,
        "details": entry.details,
        "previous": bytes(entry.previous).hex(),
    }
    return canonical(columns)


@lru_cache(maxsize=4)
def _key(home: Home) -> bytes:
    return home.keys.derived("audit chain")
