"""Whether the chain is whole, or where it was first touched.

altered    what stands in an entry is not what was written
inserted   an entry that this program did not write
forged     the last entry is one of the two above; nothing after it tells which
removed    a number is missing before a later one
replaced   entries that are in order but not those that followed here, as from an older copy of the database
cut        entries that were there when the end was sealed are gone from the end
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from casework.audit.chain import START, digest_of
from casework.audit.heads import Head, seal_head, sealed_heads
from casework.audit.models import Entry
from zige.store.home import Home

BATCH = 5000


@dataclass(frozen=True)
class Touched:
    """Where the chain was first touched, and how."""

    how: str
    number: int


@dataclass(frozen=True)
class Verdict:
    """What was found: `entries` that are in order from the beginning, and what comes after them."""

    entries: int
    touched: Touched | None


def verify(home: Home) -> Verdict:
    """Go through the chain; if it is whole its end is sealed. Raises HomeRefused where a sealed end was altered."""
    heads = {head.number: head for head in sealed_heads(home)}
    last: Entry | None = None
    for entry, following in _with_following():
        if found := _touched(last, entry, following, heads, home):
            return Verdict(last.number if last else 0, found)
        last = entry
    count = last.number if last else 0
    if heads and max(heads) > count:
        return Verdict(count, Touched("cut", count + 1))
    if last and last.number not in heads:
        seal_head(home, last)
    return Verdict(count, None)


def _touched(
    last: Entry | None, entry: Entry, following: Entry | None, heads: dict[int, Head], home: Home
) -> Touched | None:
    """What is wrong with an entry that comes after `last`, all before it being in order."""
    expected = last.number + 1 if last else 1
    previous = bytes(last.digest) if last else START
    head = heads.get(entry.number)
    if entry.number > expected:
        return Touched("removed", expected)
    if bytes(entry.digest) != digest_of(entry, home):
        return Touched(_how_it_came(following, previous, head), entry.number)
    if bytes(entry.previous) != previous or (head and head.digest != bytes(entry.digest)):
        return Touched("replaced", entry.number)
    return None


def _how_it_came(following: Entry | None, previous: bytes, head: Head | None) -> str:
    """Of an entry whose digest is wrong: the next one, or a sealed end, knows whether there was one in its place."""
    if following is None and head is None:
        return "forged"
    follows_the_one_before = following is not None and bytes(following.previous) == previous
    return "inserted" if follows_the_one_before and head is None else "altered"


def _with_following() -> Iterator[tuple[Entry, Entry | None]]:
    """Every entry with the one after it, in the order of their numbers."""
    entry: Entry | None = None
    for following in _entries():
        if entry:
            yield entry, following
        entry = following
    if entry:
        yield entry, None


def _entries() -> Iterator[Entry]:
    """All entries; none where there is no table of them."""
    if Entry._meta.db_table not in connection.introspection.table_names():
        return
    batch = list(Entry.objects.order_by("number")[:BATCH])
    while batch:
        yield from batch
        batch = list(Entry.objects.filter(number__gt=batch[-1].number).order_by("number")[:BATCH])
