"""From a counted delivery to a batch of the home, in one step (DESIGN §4)."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from zige.exchange.contract import ROSTERS, Role
from zige.fact_rows import KEPT
from zige.facts.records import record
from zige.facts.signs import EVIDENCE
from zige.receiving.commits import Commit
from zige.receiving.evidence import write_kept
from zige.receiving.history import as_json
from zige.receiving.ledgers import fill_payments
from zige.receiving.receipts import Receipt
from zige.receiving.registers import count_of
from zige.receiving.rosters import fill_benefits, fill_register, lists_all
from zige.store.batches import CANDIDATES, FINGERPRINTS, LISTED, QUARANTINE, STRANGERS, Batch, add_batch, all_batches
from zige.store.home import Home
from zige.store.sealing import seal_table


def commit(home: Home, given: Commit) -> Batch:
    """The batch with all its tables; a held roster has none before it is released."""

    def fill_all(folder: Path) -> None:
        if given.contract.role not in ROSTERS or given.receipt["status"] != "held":
            fill_tables(home, given, folder)
        accepted = given.counted.accepted
        accepted.select("fingerprint").write_parquet(folder / FINGERPRINTS)
        if given.counted.quarantined.height:
            seal_table(given.counted.quarantined, folder / QUARANTINE, home.keys)

    return add_batch(home, _receipt(given), fill_all)


def commit_again(home: Home, given: Commit, of: Batch) -> Batch:
    """A batch of a roster that holds again: the register after it; whatever else it says, the batch `of` it said."""
    return add_batch(home, _receipt(given) | {"of": of.id}, lambda folder: fill_register(home, given, folder))


def fill_tables(home: Home, given: Commit, folder: Path) -> None:
    """What the rows of a delivery give, written into `folder`."""
    fill: dict[Role, Callable[[Home, Commit, Path], None]] = {
        Role.PERSONS: fill_register,
        Role.BENEFITS: fill_benefits,
        Role.PAYMENTS: fill_payments,
        Role.FACTS: _fill_facts,
    }
    fill[given.contract.role](home, given, folder)


def _receipt(given: Commit) -> Receipt:
    """The receipt as the home keeps it: with the day, what drift compares, and the people known at the time."""
    people = count_of(given.counted.delivery.register)
    kept = {"received": given.received.isoformat(), "stats": as_json(given.stats), "people": people}
    kept |= {"department": given.contract.department, "header": given.header}
    return given.receipt | kept | ({"decided": True} if given.decided else {})


def _fill_facts(home: Home, given: Commit, folder: Path) -> None:
    counted = given.counted
    facts = counted.only_accepted("facts", KEPT)
    signs = counted.only_accepted("signs", EVIDENCE)
    candidates = counted.candidates()
    write_kept(all_batches(home), folder, given.contract.dataset, facts, signs)
    counted.delivery.strangers().to_frame("mark").write_parquet(folder / STRANGERS)
    if given.contract.delivery == "snapshot" and lists_all(given.header, counted.delivery):
        told = counted.delivery.all_of("facts", KEPT).with_columns(dataset=pl.lit(given.contract.dataset))
        told.select(record=record()).unique().sort("record").write_parquet(folder / LISTED)
    if candidates.height:
        seal_table(candidates, folder / CANDIDATES, home.keys)
