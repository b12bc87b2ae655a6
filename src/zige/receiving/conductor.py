"""The conductor of `zige receive`: read ahead → compare → seal → commit, on one screen.

Reading ahead is: open → recognise → check → match → map (`zige.receiving.reading_ahead`).
"""

from collections.abc import Iterable, Iterator
from io import BytesIO

from zige.errors import DeliveryRefused, RequestRefused
from zige.exchange.archives import Source
from zige.exchange.catalogue import Catalogue, load_catalogue
from zige.exchange.contract import Role
from zige.exchange.drift import drift
from zige.exchange.manifest import check_rows
from zige.exchange.recognising import month_of
from zige.exchange.text_files import text_sheet
from zige.law.months import format_month
from zige.receiving.coming_again import come_again
from zige.receiving.commits import Commit
from zige.receiving.committing import commit
from zige.receiving.history import earlier_fingerprints, history_of, policy_of, sent_back, stats_of
from zige.receiving.newcomers import catch_up
from zige.receiving.partners import Partners, partners_of
from zige.receiving.reading_ahead import File, Ready, came_before, read_ahead, ready
from zige.receiving.receipts import Receipt, receipt, refused, said_of
from zige.receiving.requests import Request
from zige.store.batches import Batch
from zige.store.home import Home
from zige.store.sealing import seal
from zige.store.writing import remove_unfinished


def receive(home: Home, files: Iterable[File]) -> Iterator[list[Receipt]]:
    """Take in delivered files in their order; for each file a receipt for each sheet in it.

    The home must be held (`zige.store.lock`). What a killed command left half done is removed first. Raises HomeRefused
    where a partner's public key cannot be read.
    """
    remove_unfinished(home.path)
    catalogue = load_catalogue(home.contracts)
    partners = partners_of(home, catalogue)
    for (path, request), opened in read_ahead(home, catalogue, partners, files):
        try:
            sheets = opened.result()
        except DeliveryRefused as refusal:
            yield [refused(path.name or str(path), refusal)]
        else:
            yield [_receive(home, catalogue, ready, request) for ready in sheets]


def receive_text(home: Home, name: str, content: bytes, request: Request) -> Receipt:
    """Take in a text file of this home's own, held in memory alone: what names people lies nowhere unsealed.

    The home must be held; no signature is asked of it.
    """
    remove_unfinished(home.path)
    catalogue = load_catalogue(home.contracts)
    try:
        sheet = text_sheet(Source(name, lambda: BytesIO(content)))
    except DeliveryRefused as refusal:
        return refused(name, refusal)
    looked_at = ready(home, catalogue, Partners({}), sheet, request, request.announced_of(name))
    return _receive(home, catalogue, looked_at, request)


def _receive(home: Home, catalogue: Catalogue, ready: Ready, request: Request) -> Receipt:
    try:
        if ready.refusal is not None:
            raise ready.refusal
        before = came_before(home, ready.digest)
        if before is not None:
            _check_is_said(ready, request, before)
            month = request.month_of(month_of(ready.sheet.name))
            return come_again(home, catalogue, before, ready, month, request.received)
        return _take_in(home, catalogue, ready, request).receipt
    except (DeliveryRefused, RequestRefused) as refusal:
        return refused(ready.sheet.name, refusal)


def _check_is_said(ready: Ready, request: Request, before: Batch) -> None:
    """Content that came as another dataset than is said is no delivery of either. Raises DeliveryRefused."""
    if request.dataset not in {None, before.dataset}:
        raise DeliveryRefused(
            ready.sheet.name,
            f"内容已作为另一数据集收到过，不是 {request.dataset}；请核对数据集或文件",
            f"its content was received as another dataset, not {request.dataset}; check the dataset or the file",
        )


def _take_in(home: Home, catalogue: Catalogue, ready: Ready, request: Request) -> Batch:
    delivery, sheet = ready.matched_now(home), ready.sheet
    contract, month = delivery.contract, request.month_of(ready.month)
    if contract.role is Role.FACTS:
        catch_up(home, catalogue)  # what was said of newcomers before comes before what this file says of them
    counted = delivery.counted(earlier_fingerprints(home, contract, delivery.days()))
    stats = stats_of(counted)
    check_rows(sheet.name, ready.rows, stats.rows)
    decided = request.people is not None
    history = [] if decided or sent_back(sheet.header) else history_of(home, contract.dataset)
    findings = drift(history, stats, policy_of(home.settings))
    said = said_of(counted.counts(), findings, ready.signature)
    written = receipt(
        sheet.name, contract.dataset, format_month(month), ready.digest, "held" if findings else "accepted",
        counted.counts(), counted.codes(), delivery.columns.unknown, said,
    )  # fmt: skip
    with sheet.source.open() as content:
        seal(content, home.sealed / ready.digest, home.keys)
    return commit(home, Commit(contract, counted, month, request.received, written, stats, sheet.header, decided))
