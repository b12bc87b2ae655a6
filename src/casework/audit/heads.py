"""Ends of the chain as they were seen, sealed in the home, so that a chain that was cut since is found.

One is kept of every day on which something was recorded, when the first entry of a later day follows, and one of every
verification. `HOME/store/audit/000000001042.sealed` holds number and digest of entry 1042.
"""

import json
from dataclasses import dataclass

from casework.audit.models import Entry
from zige.store.home import Home
from zige.store.sealing import opened, seal_bytes


@dataclass(frozen=True)
class Head:
    """An entry that was the chain's last."""

    number: int
    digest: bytes


def seal_head(home: Home, entry: Entry) -> None:
    """Keep this entry as one that was there."""
    home.audit.mkdir(parents=True, exist_ok=True)
    content = {"number": entry.number, "digest": bytes(entry.digest).hex()}
    seal_bytes(json.dumps(content).encode(), home.audit / f"{entry.number:012}.sealed", home.keys)


def sealed_heads(home: Home) -> list[Head]:
    """All that were kept, by number. Raises HomeRefused where one was altered."""
    kept = (json.loads(b"".join(opened(path, home.keys))) for path in sorted(home.audit.glob("*.sealed")))
    return [Head(head["number"], bytes.fromhex(head["digest"])) for head in kept]
