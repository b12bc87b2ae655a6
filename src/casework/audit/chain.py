"""What an entry's digest is of: the canonical form of all its columns, the digest before it included.

HMAC-SM3 (GB/T 32905) under a key of the home: who can write to the database but has no key of the home cannot make an
entry that verifies, nor put a chain in the place of another.
"""

import datetime as dt
import json
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from casework.audit.models import Entry
from zige.store.home import Home

START = bytes(32)
"""What the first entry takes for the digest before it."""


def digest_of(entry: Entry, home: Home) -> bytes:
    """The digest that belongs to what stands in the entry's columns, 32 bytes."""
    keyed = HMAC(_key(home), SM3())
    keyed.update(canonical(entry))
    return keyed.finalize()


def canonical(entry: Entry) -> bytes:
    """The columns as JSON with sorted names and no spaces, time in UTC to the microsecond, in UTF-8."""
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
    return json.dumps(columns, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@lru_cache(maxsize=4)
def _key(home: Home) -> bytes:
    return home.keys.derived("audit chain")
