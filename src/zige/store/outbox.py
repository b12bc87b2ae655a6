"""What was offered to consumers of our lists and acknowledged by them: `outbox/NAME/0001.json`, a file for each offer.

It holds counts and hashes and nobody's data: what was offered is derived again from its run.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zige.store.home import Home
from zige.store.writing import write_json


@dataclass(frozen=True)
class Offer:
    """One file for a consumer: what it is of, by which it is known, and on which days it was offered.

    number        its place among the offers to the consumer, from 1
    run           the run of the month it was derived from first
    offered       days, the first one first
    acknowledged  the day on which the consumer said that it has come; None as long as it has not
    by            who recorded that
    """

    consumer: str
    number: int
    export: str
    region: str
    month: str
    run: int
    file: str
    rows: int
    sha256: str
    sm3: str
    offered: tuple[str, ...]
    acknowledged: str | None = None
    by: str | None = None

    @property
    def id(self) -> str:
        """By what people name it: it begins the name of its file."""
        return offer_id(self.consumer, self.number)


def offer_id(consumer: str, number: int) -> str:
    """`finance-0012`."""
    return f"{consumer}-{number:04d}"


def offers_to(home: Home, consumer: str) -> list[Offer]:
    """Every offer to a consumer in its order."""
    return sorted((_read(path) for path in (home.outbox / consumer).glob("[0-9]*.json")), key=lambda each: each.number)


def all_offers(home: Home) -> list[Offer]:
    """Every offer, by consumer and in order; also to those who are no longer in the settings."""
    consumers = sorted(path.name for path in home.outbox.glob("*") if path.is_dir())
    return [offer for consumer in consumers for offer in offers_to(home, consumer)]


def keep_offer(home: Home, offer: Offer) -> None:
    """Record an offer as it now stands, in one step."""
    folder = home.outbox / offer.consumer
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / f"{offer.number:04d}.json", asdict(offer))


def _read(path: Path) -> Offer:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Offer(**content | {"offered": tuple(content["offered"])})
