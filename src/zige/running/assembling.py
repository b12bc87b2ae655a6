"""What is known of everyone, as tables that the law reads; no citizen number and no name is among it.

A person is told apart by the register's person number, which stands where files have the citizen number (LAW §8).
"""

import datetime as dt
from dataclasses import dataclass, replace

import polars as pl

from zige.backends.base import Backend, Frame
from zige.errors import RequestRefused
from zige.fact_rows import FACT_ROWS, KEPT
from zige.facts.events import Events, events_of
from zige.identity.register import Register
from zige.inputs.intake import Inputs
from zige.kinds import Status
from zige.law.months import format_month, parse_month
from zige.receiving.registers import register_at
from zige.running.paid import Paid
from zige.running.paid import Reader as PaidReader
from zige.running.signs import Reader as SignReader
from zige.running.snapshots import no_longer_listed
from zige.store.batches import FACTS as FACT_FILE
from zige.store.batches import Batch, among, origins, tables_of, usable_batches
from zige.store.home import Home
from zige.store.reading import first_damaged
from zige.store.runs import DEFERRALS, last_runs
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID

FACT_SCHEMA = {
    "fact_id": pl.String,
    "version": pl.Int64,
    "id_number": pl.Int64,
    "kind": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "outcome": pl.String,
    "department": pl.String,
    "status": pl.String,
    "received": pl.Date,
    "benefit_id": pl.String,
}


@dataclass(frozen=True)
class Known:
    """Everything a run may use.

    `signs` is the fold of all batches with where it is from; `paid` the ledger; `opening` the month of go-live, None
    before the first roster of benefits; `unlisted` what a snapshot no longer lists (`zige.running.snapshots`).
    """

    batches: list[Batch]
    register: Register
    events: Events
    unlisted: pl.DataFrame
    signs: pl.DataFrame
    paid: Paid
    deferrals: pl.DataFrame
    opening: int | None

    def about(self, people: pl.Series) -> "Known":
        """What is known of some people; the ledger stays whole, since its months are those of all (LAW §6)."""
        some = pl.DataFrame({"person": people})
        persons, benefits = (
            table.join(some, on="person", how="semi", maintain_order="left")
            for table in (self.register.persons, self.register.benefits)
        )
        facts = self.events.facts.join(some, on="person", how="semi", maintain_order="left")
        return replace(
            self,
            register=replace(self.register, persons=persons, benefits=benefits),
            events=replace(self.events, facts=facts),
            signs=self.signs.join(some, on="person", how="semi", maintain_order="left"),
        )


def assemble(home: Home, month: int, known_by: dt.date | None, read_signs: SignReader, read_paid: PaidReader) -> Known:
    """What is known for a run of `month`, as known by that day; proofs of life and the ledger as these read them."""
    batches = usable_batches(home, known_by)
    opening = opening_month(home, batches)
    rows = fact_rows(batches)
    events = events_of(rows)
    return Known(
        batches,
        register_at(home, month, known_by),
        events,
        no_longer_listed(batches, rows, events, known_by),
        read_signs(batches),
        read_paid(batches, opening),
        recorded_deferrals(home, month),
        opening,
    )


def fact_rows(batches: list[Batch], wanted: pl.Expr | None = None) -> pl.DataFrame:
    """The FACT ROWS of all batches, with where they are from; only the rows wanted."""
    rows = tables_of(batches, FACT_FILE, KEPT, wanted).rename({"batch": "number"})
    return rows.join(origins(batches), on="number", maintain_order="left").select(*FACT_ROWS)


def opening_month(home: Home, batches: list[Batch]) -> int | None:
    """The month of go-live: as set, else that of the first roster of benefits."""
    if home.settings.opening.month:
        return parse_month(home.settings.opening.month)
    first = next((batch for batch in batches if batch.dataset == "roster.benefits"), None)
    return parse_month(first.month) if first else None


def recorded_deferrals(home: Home, month: int, people: pl.Series | None = None) -> pl.DataFrame:
    """The deferrals that runs of earlier months recorded, since data were late (LAW §5); of some people if given."""
    paths = [run.folder / DEFERRALS for name, run in last_runs(home).items() if parse_month(name) < month]
    wanted = pl.lit(value=True) if people is None else among("id_number", people)
    earlier = [pl.scan_parquet(paths, glob=False).filter(wanted)] if paths else []
    try:
        return pl.concat([pl.LazyFrame(schema=FACT_SCHEMA), *earlier]).collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise first_damaged(paths) or error from None


def inputs_of(backend: Backend, known: Known) -> Inputs:
    """What is known as the tables of LAW §8, typed."""
    facts = pl.concat([_event_facts(known.events), _sign_facts(known.signs), known.deferrals])
    return Inputs(
        benefits=_table(backend, _benefits(known.register)),
        facts=_table(backend, facts.select(FACTS.names)),
        versions=_table(backend, facts.head(0).select(*FACTS.key, "id_number", "kind")),
        amounts=_table(backend, known.register.amounts.select(AMOUNTS.names)),
        ledger=known.paid.ledger,
        payers=_table(backend, known.paid.sums),
        payments_of=lambda benefits: _payments(backend, known.paid, benefits),
        strangers=0,
    )


def _payments(backend: Backend, paid: Paid, benefits: Frame) -> Frame:
    """The rows of the ledger about some benefits."""
    named = backend.collect(benefits.select("benefit_id").unique()).column("benefit_id")
    return _table(backend, paid.rows_of(pl.Series("benefit_id", named, pl.String)).select(PAID.names))


def _table(backend: Backend, table: pl.DataFrame) -> Frame:
    return backend.table(table.to_arrow(compat_level=pl.CompatLevel.oldest()))


def _benefits(register: Register) -> pl.DataFrame:
    born = pl.col("birth_date").dt.year().cast(pl.Int64) * 12 + pl.col("birth_date").dt.month().cast(pl.Int64) - 1
    people = register.persons.select("person", born=born)
    held = register.benefits.join(people, on="person", how="left", maintain_order="left")
    columns = {"id_number": pl.col("person"), "standing_before": pl.col("standing")}
    return held.with_columns(**columns).select(*BENEFITS.names, "born").sort("benefit_id")


def _event_facts(events: Events) -> pl.DataFrame:
    facts = events.facts.with_columns(version=pl.lit(1, pl.Int64)).rename({"person": "id_number"})
    return facts.select(*FACT_SCHEMA)


def _sign_facts(signs: pl.DataFrame) -> pl.DataFrame:
    """A row for each person, kind and month: its last day proves as much as all of them (LAW §4)."""
    name = pl.concat_str("kind", "person", "number", "month", separator="-")
    facts = signs.select(
        fact_id=name,
        version=pl.lit(1, pl.Int64),
        id_number="person",
        kind="kind",
        start="day",
        end=pl.lit(None, pl.Date),
        outcome=pl.lit(None, pl.String),
        department="department",
        status=pl.lit(Status.CONFIRMED.value),
        received="received",
        benefit_id=pl.lit(None, pl.String),
    )
    return facts.select(*FACT_SCHEMA)


def check_month(month: int, opening: int | None, benefits: pl.DataFrame) -> None:
    """`benefits` are those of the register.

    Raises RequestRefused where there is no register yet, and for months before the opening (EXCHANGE §3).
    """
    if opening is not None and month < opening:
        first = format_month(opening)
        raise RequestRefused(
            f"{format_month(month)} 早于上线年月 {first}；上线以前的月份不认定",
            f"{format_month(month)} is before the month of go-live, {first}; no month before it is decided",
        )
    if benefits.is_empty():
        raise RequestRefused(
            "还没有可用的名册；请先用 zige receive 接收领取人员名册和待遇名册",
            "there is no roster to run on yet; receive the rosters of persons and benefits first (zige receive)",
        )
