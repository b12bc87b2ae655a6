"""What is known of a few people, read for them alone: a page that asks about one person reads no one else's rows.

It is what `zige.running.assembling` makes of everything, narrowed while it is read. The months of the ledger stay those
of all people (LAW §6); what a snapshot no longer lists is no question to a few people, so that `unlisted` is empty.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from zige.facts.events import Events, events_of
from zige.identity.register import Register
from zige.law.rules import Rules
from zige.receiving.registers import register_of
from zige.running.assembling import Known, fact_rows, opening_month, recorded_deferrals
from zige.running.paid import Paid, paid_about
from zige.running.signs import all_signs
from zige.running.snapshots import UNLISTED
from zige.store.batches import SIGNS, Batch, among
from zige.store.home import Home


@dataclass(frozen=True)
class Told:
    """What these batches tell of these people (person numbers), whatever the month.

    `rows` are the FACT ROWS about them, and all others of the same records; `signs` are their proofs of life; `paid`
    gives the ledger about their benefits for a run of whichever month.
    """

    batches: list[Batch]
    people: pl.Series
    opening: int | None
    rows: pl.DataFrame
    events: Events
    signs: pl.DataFrame
    paid: Callable[[int], Paid]


def told_of(home: Home, batches: list[Batch], people: pl.Series, benefits: pl.Series, rules: Rules) -> Told:
    """What `batches` tell of `people` who hold these `benefits`, as far as these rules read it."""
    opening, rows = opening_month(home, batches), rows_about(batches, people)
    signs, paid = all_signs(rules, people)(batches), paid_about(batches, opening, benefits)
    return Told(batches, people, opening, rows, events_about(rows, people), signs, paid)


def told_with(told: Told, batch: Batch, rules: Rules) -> Told:
    """What one more batch, of facts, makes of it."""
    batches = [*told.batches, batch]
    added = fact_rows([batch], among("person", told.people))
    rows = pl.concat([told.rows, added, _of_same_records(told.batches, added, told.rows)])
    events = events_about(rows, told.people) if added.height else told.events
    signs = all_signs(rules, told.people)(batches) if batch.table(SIGNS) else told.signs
    return replace(told, batches=batches, rows=rows, events=events, signs=signs)


def known_of(home: Home, told: Told, month: int) -> Known:
    """What a run of `month` knows of them."""
    return Known(
        told.batches,
        _register(home, told, month),
        told.events,
        pl.DataFrame(schema=UNLISTED),
        told.signs,
        told.paid(month),
        recorded_deferrals(home, month, told.people),
        told.opening,
    )


def _register(home: Home, told: Told, month: int) -> Register:
    """The people and their benefits; of the other tables what a determination reads, the amounts."""
    whole = register_of(home, month, {batch.number for batch in told.batches})
    benefits = _about(whole.benefits, told.people)
    amounts = whole.amounts.filter(among("benefit_id", benefits["benefit_id"]))
    return replace(whole, persons=_about(whole.persons, told.people), benefits=benefits, amounts=amounts)


def _about(table: pl.DataFrame, people: pl.Series) -> pl.DataFrame:
    return table.filter(among("person", people))


def rows_about(batches: list[Batch], people: pl.Series) -> pl.DataFrame:
    """The FACT ROWS about these people.

    Rows that share a record's number with theirs are read too, whoever they are about: a later version of a record
    takes the place of an earlier one (EXCHANGE §1).
    """
    own = fact_rows(batches, among("person", people))
    return pl.concat([own, _of_same_records(batches, own, own)])


def _of_same_records(batches: list[Batch], rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The rows of the records of `rows` that are not known yet; a number counts within its dataset."""
    numbered = rows.drop_nulls("record_id")
    datasets = set(numbered["dataset"])
    told = [batch for batch in batches if batch.dataset in datasets]
    return fact_rows(told, among("record_id", numbered["record_id"])).join(known, on=["number", "line"], how="anti")


def events_about(rows: pl.DataFrame, people: pl.Series) -> Events:
    """The events of these people that FACT ROWS come to, and the rows behind them."""
    events = events_of(rows)
    facts = _about(events.facts, people)
    return Events(
        facts,
        events.evidence.join(facts, on="fact_id", how="semi", maintain_order="left"),
        _about(events.questions, people),
    )
