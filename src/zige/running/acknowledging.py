"""A consumer says that a list has come; it counts only if it is the one that was offered (EXCHANGE §1)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from zige.errors import RequestRefused
from zige.exchange.manifest import Entry
from zige.store.home import Home
from zige.store.outbox import Offer, all_offers, keep_offer
from zige.store.writing import remove_unfinished


def acknowledge(home: Home, entries: Iterable[Entry], day: dt.date, who: str) -> list[Offer]:
    """Record that offers have come, each named by its file or its id; one acknowledged before stays as it is.

    The home must be held. Raises RequestRefused, and records none of them, where one is not what was offered.
    """
    offers = all_offers(home)
    known = {each.id: each for each in offers} | {each.file: each for each in offers}
    told = {each.id: each for each in (_agreed(known, entry) for entry in entries)}
    remove_unfinished(home.path)
    return [_acknowledged(home, each, day, who) for each in told.values()]


def _acknowledged(home: Home, offer: Offer, day: dt.date, who: str) -> Offer:
    if offer.acknowledged:
        return offer
    done = replace(offer, acknowledged=day.isoformat(), by=who)
    keep_offer(home, done)
    return done


def _agreed(known: dict[str, Offer], entry: Entry) -> Offer:
    """The offer that an entry acknowledges, which must say digest and rows as offered."""
    found = known.get(entry.file)
    if found is None:
        raise RequestRefused(
            f"没有交付过“{entry.file}”；请用 zige outbox 查看编号和文件名",
            f"'{entry.file}' was never offered; zige outbox shows ids and files",
        )
    if entry.digest is None or entry.rows is None:
        raise RequestRefused(
            f"对 {found.id} 的确认缺少摘要或行数；请补上",
            f"the acknowledgement of {found.id} lacks its digest or rows; add them",
        )
    if entry.digest not in (found.sha256, found.sm3):
        raise RequestRefused(
            f"对 {found.id} 的确认摘要不符，对方收到的不是交付的文件；请重新交付",
            f"the acknowledgement of {found.id} has another digest: what came is not what was offered; offer it again",
        )
    if entry.rows != found.rows:
        raise RequestRefused(
            f"对 {found.id} 的确认是 {entry.rows} 行，交付的是 {found.rows} 行；请接收方核对",
            f"the acknowledgement of {found.id} says {entry.rows} rows, {found.rows} were offered; have it checked",
        )
    return found
