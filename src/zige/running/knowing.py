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
from zige.store.batches import FACTS, SIGNS, Batch, among, tables_of
from zige.store.home import Home


@dataclass(frozen=True)
class Told:
    """What these batches tell of these people (person numbers), whatever the month.

    `signs` are their proofs of life, `paid` gives the ledger about their benefits for a run of whichever month.
    """

    batches: list[Batch]
    people: pl.Series
    opening: int | None
    events: Events
    signs: pl.DataFrame
    paid: Callable[[int], Paid]


def told_of(home: Home, batches: list[Batch], people: pl.Series, benefits: pl.Series, rules: Rules) -> Told:
    """What `batches` tell of `people` who hold these `benefits`, as far as these rules read it."""
    opening, paid = opening_month(home, batches), paid_about(batches, opening_month(home, batches), benefits)
    return Told(batches, people, opening, events_about(batches, people), all_signs(rules, people)(batches), paid)


def told_with(told: Told, batch: Batch, rules: Rules) -> Told:
    """What one more batch, of facts, makes of it."""
    batches = [*told.batches, batch]
    events = events_about(batches, told.people) if batch.table(FACTS) else told.events
    signs = all_signs(rules, told.people)(batches) if batch.table(SIGNS) else told.signs
    return replace(told, batches=batches, events=events, signs=signs)


def known_of(home: Home, told: Told, month: int) -> Known:
    """What a run of `month` knows of them."""
    deferrals = recorded_deferrals(home, month)
    return Known(
        told.batches,
        _register(home, told, month),
        told.events,
        pl.DataFrame(schema=UNLISTED),
        told.signs,
        told.paid(month),
        deferrals.filter(among("id_number", told.people)),
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


def events_about(batches: list[Batch], people: pl.Series) -> Events:
    """The events of these people, and the rows behind them.

    Rows that share a record's number with theirs are read too, whoever they are about: a later version of a record
    takes the place of an earlier one (EXCHANGE §1).
    """
    about = among("person", people)
    numbers = tables_of(batches, FACTS, {"record_id": pl.String}, about)["record_id"].drop_nulls().unique()
    events = events_of(fact_rows(batches, about | among("record_id", numbers) if numbers.len() else about))
    facts = _about(events.facts, people)
    return Events(
        facts,
        events.evidence.join(facts, on="fact_id", how="semi", maintain_order="left"),
        _about(events.questions, people),
    )
