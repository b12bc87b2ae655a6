"""While one delivered file becomes a batch, the next ones are opened, checked and matched: a month's files are many.

What is read ahead is matched with the register as it is then; whoever commits it looks whether it still is the one.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import polars as pl

from zige.errors import DeliveryRefused
from zige.exchange.contract import Contract, Role
from zige.exchange.deliveries import open_delivery
from zige.exchange.manifest import Entry
from zige.exchange.recognising import columns_of, recognise
from zige.exchange.sheets import FIRST_LINE, Sheet
from zige.receiving.delivery import Delivery
from zige.receiving.partners import Partners
from zige.receiving.registers import register_now
from zige.receiving.requests import Request
from zige.store.batches import Batch, all_batches
from zige.store.home import Home
from zige.words import Wording

AHEAD = 2
LARGE = 16 << 20
"""A file of more bytes is read alone: its own parts keep every core busy, and two of them would fill the memory."""
PIECE = 1 << 20

File: TypeAlias = tuple[Path, Request]


@dataclass(frozen=True)
class Ready:
    """A sheet that has been looked at: its `delivery` with the month its name tells, or why it is refused.

    It has neither where its content has come before. Of facts the parts have been taken; a roster's and a ledger's are
    taken when it is their turn. `rows` is how many the manifest announces, `signature` what is to be said of it.
    """

    sheet: Sheet
    digest: str
    rows: int | None = None
    signature: Wording | None = None
    delivery: Delivery | None = None
    month: int | None = None
    refusal: DeliveryRefused | None = None

    def matched_now(self, home: Home) -> Delivery:
        """The delivery, matched with the register as it is now. Raises DeliveryRefused."""
        assert self.delivery is not None
        now = register_now(home)
        if self.delivery.parts and self.delivery.register is now:
            return self.delivery
        anew = replace(self.delivery, register=now, parts=[])
        anew.take_all(self.sheet)
        return anew


def read_ahead(
    home: Home, catalogue: Mapping[str, Contract], partners: Partners, files: Iterable[File]
) -> Iterator[tuple[File, Future[list[Ready]]]]:
    """Each file in turn, and its sheets when they are ready, or the DeliveryRefused that it is none."""
    waiting: deque[tuple[File, Future[list[Ready]]]] = deque()
    with ThreadPoolExecutor(AHEAD) as pool:
        for file in files:
            alone = _is_large(file[0])
            while waiting and (alone or len(waiting) > AHEAD):
                yield waiting.popleft()
            waiting.append((file, pool.submit(_sheets_of, home, catalogue, partners, *file)))
            if alone:
                yield waiting.popleft()
        yield from waiting


def _is_large(path: Path) -> bool:
    return path.exists() and path.stat().st_size > LARGE


def _sheets_of(
    home: Home, catalogue: Mapping[str, Contract], partners: Partners, path: Path, request: Request
) -> list[Ready]:
    sheets, entry = open_delivery(path), request.announced_of(path.name)
    rows = entry.rows if len(sheets) == 1 else None
    return [replace(ready(home, catalogue, partners, sheet, request, entry), rows=rows) for sheet in sheets]


def ready(
    home: Home, catalogue: Mapping[str, Contract], partners: Partners, sheet: Sheet, request: Request, entry: Entry
) -> Ready:
    """The sheet when it has been looked at."""
    digest = ""
    try:
        digest = _digest(sheet)
        before = came_before(home, digest)
        if before is not None:
            return Ready(sheet, digest, signature=partners.check(entry, before.dataset, before.receipt["department"]))
        contract, named = recognise(sheet.header, sheet.name, catalogue, request.dataset)
        signature = partners.check(entry, contract.dataset, contract.department)
        delivery = _delivery(home, contract, sheet, request)
        return Ready(sheet, digest, signature=signature, delivery=delivery, month=named)
    except DeliveryRefused as refusal:
        return Ready(sheet, digest, refusal=refusal)


def _delivery(home: Home, contract: Contract, sheet: Sheet, request: Request) -> Delivery:
    columns = columns_of(contract, sheet.header, sheet.name)
    people = None if request.people is None else _by_line(request.people)
    delivery = Delivery(contract, columns, register_now(home), home.keys, request.received, people=people)
    if contract.role is Role.FACTS:
        delivery.take_all(sheet)
    return delivery


def _by_line(people: Sequence[int]) -> pl.DataFrame:
    """Whose row each line of a file is, below its header."""
    lines = range(FIRST_LINE, FIRST_LINE + len(people))
    return pl.DataFrame({"line": lines, "person": people}, {"line": pl.Int64, "person": pl.Int64})


def came_before(home: Home, digest: str) -> Batch | None:
    """The batch that has this content, if there is one."""
    return next((batch for batch in all_batches(home) if batch.is_called(digest)), None)


def _digest(sheet: Sheet) -> str:
    """SHA-256 of the file's content, read in pieces."""
    with sheet.source.open() as content:
        digest = hashlib.sha256()
        while piece := content.read(PIECE):
            digest.update(piece)
        return digest.hexdigest()
