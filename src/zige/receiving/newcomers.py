"""When the register grows, the sealed deliveries are read again for those who have joined it (EXCHANGE §1).

What a delivery says of them becomes a batch of its own, known from the day of the roster that brought them. How many
people a batch was matched against stands in its receipt, so that what a killed command left undone is found and done.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from zige.errors import RequestRefused
from zige.exchange.catalogue import Catalogue
from zige.exchange.contract import Contract, Role
from zige.exchange.deliveries import open_delivery
from zige.exchange.recognising import columns_of
from zige.facts.signs import EVIDENCE
from zige.identity.register import Register
from zige.receiving.committing import write_kept
from zige.receiving.delivery import Counted, Delivery
from zige.receiving.keeping import KEPT
from zige.receiving.receipts import NOTHING, Receipt
from zige.receiving.registers import register_now
from zige.store.batches import CANDIDATES, Batch, add_batch, all_batches
from zige.store.home import Home
from zige.store.sealing import opened, seal_table
from zige.store.writing import UNFINISHED

AGAIN = "read_again"
"""The status of a batch that tells of newcomers what an earlier one said."""


def catch_up(home: Home, catalogue: Catalogue) -> None:
    """Read every delivery again that was matched against fewer people than there are now."""
    register = register_now(home)
    people = int(register.persons["person"].max() or 0)  # type: ignore[arg-type]
    for batch, known in _matched_against(home).items():
        contract = _contract(catalogue, batch)
        if known < people and contract is not None and (home.sealed / batch.id).exists():
            _read_again(home, contract, batch, _joined_since(register, known))


def _matched_against(home: Home) -> dict[Batch, int]:
    """The deliveries with the number of people they have been matched against, also when read again."""
    batches = all_batches(home)
    known: dict[str, int] = {}
    for batch in batches:
        of = batch.receipt.get("of", batch.id)
        known[of] = max(known.get(of, 0), int(batch.receipt["people"]))
    return {batch: known[batch.id] for batch in batches if batch.receipt["status"] != AGAIN}


def _contract(catalogue: Catalogue, batch: Batch) -> Contract | None:
    try:
        contract = catalogue[batch.dataset]
    except RequestRefused:
        return None
    return contract if contract.role is Role.FACTS else None


def _joined_since(register: Register, known: int) -> Register:
    """The register of those who have joined since there were `known` people."""
    people = register.persons.filter(pl.col("person") > known)
    benefits = register.benefits.join(people.select("person"), on="person", how="semi")
    return replace(register, persons=people, benefits=benefits)


def _read_again(home: Home, contract: Contract, batch: Batch, newcomers: Register) -> None:
    counted = _counted(home, contract, batch, newcomers)
    facts = counted.only_accepted(counted.delivery.facts, KEPT)
    signs = counted.only_accepted(counted.delivery.signs, EVIDENCE)
    candidates = counted.candidates()

    def fill(folder: Path) -> None:
        write_kept(home, folder, contract.dataset, facts, signs)
        if candidates.height:
            seal_table(candidates, folder / CANDIDATES, home.keys)

    add_batch(home, _receipt(batch, counted, newcomers), fill)


def _counted(home: Home, contract: Contract, batch: Batch, newcomers: Register) -> Counted:
    """The delivery, opened in a folder that is gone afterwards, matched against the newcomers alone."""
    with TemporaryDirectory(prefix=UNFINISHED, dir=home.path) as folder:
        name = batch.receipt["file"].rpartition("/")[2].removesuffix(".gz")
        path = Path(folder) / name
        with path.open("wb") as file:
            file.writelines(opened(home.sealed / batch.id, home.keys))
        (sheet,) = open_delivery(path)
        columns = columns_of(contract, sheet.header, sheet.name)
        delivery = Delivery(contract, columns, newcomers, home.keys, batch.received)
        delivery.take_all(sheet)
    return delivery.counted(pl.Series("fingerprint", [], pl.UInt64))


def _receipt(batch: Batch, counted: Counted, newcomers: Register) -> Receipt:
    """Its rows are those about newcomers; the file's own receipt stays as it is."""
    counts = counted.counts()
    found = counts["matched"] + counts["candidates"]
    people = int(newcomers.persons["person"].max() or 0)  # type: ignore[arg-type]
    said = "名册新增人员后重读", "read again for people who joined the register"
    kept = {name: value for name, value in batch.receipt.items() if name != "stats"}
    return {
        **kept,
        **NOTHING,
        **{name: counts[name] for name in ("matched", "candidates")},
        "batch": f"{batch.id[:32]}{people:032d}",
        "of": batch.id,
        "status": AGAIN,
        "rows": found,
        "accepted": found,
        "codes": {},
        "people": people,
        "received": max(batch.received, _joined(newcomers)).isoformat(),
        "message": {"zh": said[0], "en": said[1]},
    }


def _joined(newcomers: Register) -> dt.date:
    first = newcomers.persons["first_seen"].max()
    assert isinstance(first, dt.date)
    return first
