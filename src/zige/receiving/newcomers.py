"""When the register grows, the sealed deliveries are read again for those who have joined it (EXCHANGE §1).

What a delivery says of them becomes a batch of its own, known from the day of the roster that brought them. Only a
delivery with a stranger's mark that is a newcomer's is opened. How many people a batch was matched against stands in
its receipt, and that people have joined in a file, so that what a killed command left undone is found and done.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import polars as pl

from zige.errors import DeliveryRefused
from zige.exchange.catalogue import Catalogue
from zige.exchange.contract import Contract, Role
from zige.fact_rows import KEPT
from zige.facts.signs import EVIDENCE
from zige.identity.register import Register
from zige.receiving.delivery import AT_ONCE, Counted
from zige.receiving.evidence import write_kept
from zige.receiving.keeping import marks_of
from zige.receiving.receipts import NOTHING, Receipt
from zige.receiving.registers import JOINED, count_of, register_now
from zige.receiving.rereading import read_again
from zige.store.batches import AGAIN, CANDIDATES, STRANGERS, Batch, add_batch, all_batches
from zige.store.home import Home
from zige.store.reading import read_table
from zige.store.sealing import seal_table

SAID = "名册新增人员后重读", "read again for people who joined the register"
UNREADABLE = (
    "契约改动后，这个旧文件不能再为新增人员重读；如有需要，请部门按新契约重新报送",
    "the contract has changed and this old file cannot be read again for newcomers; ask for it anew where needed",
)


def catch_up(home: Home, catalogue: Catalogue) -> None:
    """Read those deliveries again that speak of people who have joined since they were received.

    It is done after a command has received files, before facts are received after a roster, and before a run looks at
    anything; where nobody has joined it costs nothing.
    """
    if not (home.batches / JOINED).exists():
        return
    due = list(_due(home, catalogue, _Joined(home, register_now(home))))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        again = pool.map(lambda each: _told(home, *each), due)
        for (contract, batch, newcomers), told in zip(due, again, strict=True):
            _add(home, contract, batch, newcomers, told)
    (home.batches / JOINED).unlink()


def _due(home: Home, catalogue: Catalogue, joined: "_Joined") -> Iterator[tuple[Contract, Batch, Register]]:
    """The deliveries to be read again, each with the newcomers that it has not been matched against."""
    for batch, known in _matched_against(home).items():
        contract = _contract(catalogue, batch)
        if contract is not None and (home.sealed / batch.id).exists() and joined.are_in(batch, known):
            yield contract, batch, joined.since(known)


class _Joined:
    """Who has joined since, and whether a delivery speaks of them; of the same people all is made once."""

    def __init__(self, home: Home, register: Register) -> None:
        self._home, self._register, self._people = home, register, count_of(register)
        self._since: dict[int, Register] = {}
        self._marks: dict[int, pl.Series] = {}

    def since(self, known: int) -> Register:
        """The register of those who have joined since there were `known` people."""
        if known not in self._since:
            self._since[known] = _joined_since(self._register, known)
        return self._since[known]

    def are_in(self, batch: Batch, known: int) -> bool:
        """Whether a batch that was matched against `known` people speaks of later ones."""
        if known in (0, self._people):
            return known < self._people
        if known not in self._marks:
            self._marks[known] = marks_of(self.since(known).persons, self._home.keys)
        strangers = read_table(batch.folder / STRANGERS)["mark"]
        return bool(self._marks[known].is_in(strangers.implode()).any())


def _matched_against(home: Home) -> dict[Batch, int]:
    """The deliveries with the number of people they have been matched against, also when read again."""
    batches = all_batches(home)
    known: dict[str, int] = {}
    for batch in batches:
        of = batch.receipt.get("of", batch.id)
        known[of] = max(known.get(of, 0), int(batch.receipt["people"]))
    return {batch: known[batch.id] for batch in batches if batch.receipt["status"] != AGAIN}


def _contract(catalogue: Catalogue, batch: Batch) -> Contract | None:
    """The contract of a delivery of facts; None of another one, and where the dataset is no longer delivered."""
    contract = catalogue.get(batch.dataset)
    return contract if contract is not None and contract.role is Role.FACTS else None


def _joined_since(register: Register, known: int) -> Register:
    """The register of those who have joined since there were `known` people."""
    people = register.persons.filter(pl.col("person") > known)
    benefits = register.benefits.join(people.select("person"), on="person", how="semi")
    return replace(register, persons=people, benefits=benefits)


def _told(home: Home, contract: Contract, batch: Batch, newcomers: Register) -> Counted | None:
    """What a delivery says of newcomers; None where it can no longer be read."""
    try:
        return read_again(home, contract, batch, newcomers, newcomers=True)
    except DeliveryRefused:
        return None


def _add(home: Home, contract: Contract, batch: Batch, newcomers: Register, told: Counted | None) -> None:
    if told is None:
        add_batch(home, _receipt(batch, NOTHING, newcomers, UNREADABLE), lambda _: None)
        return
    facts = told.only_accepted("facts", KEPT)
    signs = told.only_accepted("signs", EVIDENCE)
    candidates = told.candidates()

    def fill(folder: Path) -> None:
        write_kept(all_batches(home), folder, contract.dataset, facts, signs)
        if candidates.height:
            seal_table(candidates, folder / CANDIDATES, home.keys)

    add_batch(home, _receipt(batch, told.counts(), newcomers, SAID), fill)


def _receipt(batch: Batch, counts: Mapping[str, int], newcomers: Register, said: tuple[str, str]) -> Receipt:
    """Its rows are those about newcomers; the file's own receipt stays as it is."""
    found = counts["matched"] + counts["candidates"]
    people = count_of(newcomers)
    kept = {name: value for name, value in batch.receipt.items() if name != "stats"}
    return {
        **kept,
        **NOTHING,
        **{name: counts[name] for name in ("matched", "candidates")},
        "batch": hashlib.sha256(f"{batch.id} {people}".encode()).hexdigest(),
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
