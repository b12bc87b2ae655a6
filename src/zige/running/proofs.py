"""Each proof that somebody lives, as the home has it now: what an officer reads who finds some false (LAW §4)."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from zige.kinds import FactKind
from zige.law.lawbook import load_lawbook
from zige.law.rules import Rules
from zige.running.findings import Finding
from zige.running.signs import days_of_signs
from zige.running.supposing import supposed
from zige.store.batches import Batch, origins, usable_batches
from zige.store.home import Home


class Proof(NamedTuple):
    """A day on which somebody was proved alive by one kind of proof, and the departments that say so."""

    day: dt.date
    kind: FactKind
    departments: tuple[str, ...]


def proofs_of(home: Home, person: int, month: int, findings: Sequence[Finding], received: dt.date) -> list[Proof]:
    """The proofs that the rules of `month` read, the latest first, with findings that will be received on that day.

    What was refuted, withdrawn or corrected is not among them. A month may hold several of one kind.
    """
    rules, batches = Rules(load_lawbook(home.rulebooks), month), usable_batches(home)
    if not findings:
        return _told(batches, rules, person)
    with supposed(home, batches, {person: findings}, received) as batch:
        return _told([*batches, batch], rules, person)


def _told(batches: list[Batch], rules: Rules, person: int) -> list[Proof]:
    days = days_of_signs(batches, rules, pl.Series("person", [person], pl.Int64))
    told = days.rename({"batch": "number"}).join(origins(batches), on="number", maintain_order="left")
    by_proof = told.group_by("day", "kind").agg(pl.col("department").unique().sort()).sort("day", "kind")
    found = [Proof(day, FactKind(kind), tuple(departments)) for day, kind, departments in by_proof.iter_rows()]
    return found[::-1]
