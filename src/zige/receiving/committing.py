"""From a counted delivery to a batch of the home, in one step (DESIGN §4)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from zige.exchange.contract import ROSTERS, Contract, Role
from zige.exchange.drift import BatchStats
from zige.exchange.mapping import facts_of
from zige.fact_rows import KEPT
from zige.facts.opening import opening_facts
from zige.facts.records import record
from zige.facts.signs import EVIDENCE, SUPERSEDES, folded, refuted, superseded
from zige.identity.register import Register
from zige.kinds import FactKind
from zige.law.months import parse_month
from zige.receiving.delivery import LEDGER, Counted
from zige.receiving.history import as_json
from zige.receiving.keeping import kept_facts, kept_signs
from zige.receiving.receipts import Receipt
from zige.receiving.registers import count_of, write_register
from zige.receiving.rosters import lists_all, standing_rows, stay_listed
from zige.store.batches import (
    CANDIDATES,
    FACTS,
    FINGERPRINTS,
    FOLD,
    LISTED,
    PAYMENT,
    PAYMENTS,
    QUARANTINE,
    REVISED,
    SIGNS,
    STRANGERS,
    SUPERSEDED,
    Batch,
    add_batch,
    all_batches,
    tables_of,
)
from zige.store.home import Home
from zige.store.sealing import seal_table


@dataclass(frozen=True)
class Commit:
    """What is to be committed: a counted delivery with what is said of it."""

    contract: Contract
    counted: Counted
    month: int
    received: dt.date
    receipt: Receipt
    stats: BatchStats
    header: list[str]


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
    """A batch of a roster whose content came again; what names people stays with the batch `of` it."""
    return add_batch(home, _receipt(given) | {"of": of.id}, lambda folder: fill_tables(home, given, folder))


def fill_tables(home: Home, given: Commit, folder: Path) -> None:
    """What the rows of a delivery give, written into `folder`."""
    fill: dict[Role, Callable[[Home, Commit, Path], None]] = {
        Role.PERSONS: _fill_persons,
        Role.BENEFITS: _fill_benefits,
        Role.PAYMENTS: _fill_payments,
        Role.FACTS: _fill_facts,
    }
    fill[given.contract.role](home, given, folder)


def _receipt(given: Commit) -> Receipt:
    """The receipt as the home keeps it: with the day, what drift compares, and the people known at the time."""
    people = count_of(given.counted.delivery.register)
    kept = {"received": given.received.isoformat(), "stats": as_json(given.stats), "people": people}
    return given.receipt | kept | {"department": given.contract.department, "header": given.header}


def _fill_persons(home: Home, given: Commit, folder: Path) -> None:
    delivery = given.counted.delivery
    rows = delivery.all_of("roster", None)
    told, beside = standing_rows(given.contract, rows), _beside(home, given, rows)
    write_register(home, folder, delivery.register.with_persons(told, given.received, delivery.absent, beside))


def _fill_benefits(home: Home, given: Commit, folder: Path) -> None:
    delivery = given.counted.delivery
    rows = delivery.all_of("roster", None)
    standing, beside = standing_rows(given.contract, rows), _beside(home, given, rows)
    register = delivery.register.with_benefits(standing, given.received, given.month, delivery.absent, beside)
    opening = _opening_month(home, given)
    lines = standing.select("benefit_id", "line").unique(["benefit_id"], keep="last", maintain_order=True)
    told = [_certifications(given.contract, rows, register), _duplicates(register, lines)]
    if opening is not None:
        register = _with_cycle_from(register, opening)
        first_day = dt.date(opening // 12, opening % 12 + 1, 1)
        told.append(opening_facts(register.benefits, lines, first_day))
    write_register(home, folder, register)
    _write_facts(pl.concat(told, how="diagonal"), given.contract.dataset, home, folder)


def _beside(home: Home, given: Commit, rows: pl.DataFrame) -> list[str]:
    return stay_listed(home, given.contract, given.month, given.header, given.counted.delivery, rows)


def _fill_payments(home: Home, given: Commit, folder: Path) -> None:
    """A corrected or withdrawn payment takes the place of what came before it of the same (EXCHANGE §1).

    Two new rows are two payments, though a serial number that begins anew each month gives them one record.
    """
    ledger = given.counted.only_accepted("ledger", LEDGER)
    revising = ledger.filter(pl.col("record_status") != "new").with_columns(payment=_payment())
    paid = _said_last(ledger, revising) if revising.height else ledger
    paid.select(*PAYMENT).write_parquet(folder / PAYMENTS)
    revised = _revised(home, given.contract.dataset, revising)
    if revised.height:
        revised.write_parquet(folder / REVISED)


def _said_last(ledger: pl.DataFrame, revising: pl.DataFrame) -> pl.DataFrame:
    """The payments of a file without what its later lines correct or withdraw."""
    last = revising.group_by("payment").agg(revised_on=pl.col("line").max())
    told = ledger.with_columns(payment=_payment()).join(last, on="payment", how="left", maintain_order="left")
    withdrawn = (pl.col("record_status") == "withdrawn").fill_null(value=False)
    return told.filter(~withdrawn, (pl.col("line") >= pl.col("revised_on")).fill_null(value=True))


def _payment() -> pl.Expr:
    """What makes two rows of a ledger one payment: the record's number, without one all that they say."""
    said = pl.concat_str("benefit_id", "month", "amount", separator="|")
    return pl.coalesce(pl.concat_str(pl.lit("#"), "record"), said)


def _revised(home: Home, dataset: str, revising: pl.DataFrame) -> pl.DataFrame:
    """The payments of earlier batches of the ledger that come again, with the number of the batch."""
    batches = [batch for batch in all_batches(home) if batch.dataset == dataset] if revising.height else []
    meant = _any_of(revising, "record") | _any_of(revising, "benefit_id")
    earlier = tables_of(batches, PAYMENTS, PAYMENT, meant).with_columns(payment=_payment())
    again = earlier.join(revising, on="payment", how="semi").sort("batch", "benefit_id", "month", "amount", "record")
    return again.select(pl.col("batch").alias("number"), *PAYMENT)


def _any_of(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).is_in(rows[name].drop_nulls().unique().implode())


def _fill_facts(home: Home, given: Commit, folder: Path) -> None:
    counted = given.counted
    facts = counted.only_accepted("facts", KEPT)
    signs = counted.only_accepted("signs", EVIDENCE)
    candidates = counted.candidates()
    write_kept(home, folder, given.contract.dataset, facts, signs)
    counted.delivery.strangers().to_frame("mark").write_parquet(folder / STRANGERS)
    if given.contract.delivery == "snapshot" and lists_all(given.header, counted.delivery):
        told = counted.delivery.all_of("facts", KEPT).with_columns(dataset=pl.lit(given.contract.dataset))
        told.select(record=record()).unique().sort("record").write_parquet(folder / LISTED)
    if candidates.height:
        seal_table(candidates, folder / CANDIDATES, home.keys)


def write_kept(home: Home, folder: Path, dataset: str, facts: pl.DataFrame, signs: pl.DataFrame) -> None:
    """The facts and the proofs of life of a batch, with what they take back of earlier batches."""
    if facts.height:
        facts.write_parquet(folder / FACTS)
    if signs.height:
        signs.write_parquet(folder / SIGNS)
        folded(signs).write_parquet(folder / FOLD)
        gone = _superseded(home, dataset, signs)
        if gone.height:
            gone.write_parquet(folder / SUPERSEDED)


def _superseded(home: Home, dataset: str, signs: pl.DataFrame) -> pl.DataFrame:
    """What the batch takes back of its dataset's earlier ones, and what it refutes of any."""
    told = [pl.DataFrame(schema=SUPERSEDES)]
    revising = signs["record"].null_count() < signs.height or bool(signs["withdrawn"].any())
    denied = signs.filter("refuted")
    about = pl.col("person").is_in(denied["person"].unique().implode())
    for batch in all_batches(home):
        if batch.dataset == dataset and (revising or denied.height):
            told.append(superseded(tables_of([batch], SIGNS, EVIDENCE), batch.number, signs))
        elif denied.height:
            told.append(refuted(tables_of([batch], SIGNS, EVIDENCE, about), batch.number, denied))
    return pl.concat(told)


def _write_facts(rows: pl.DataFrame, dataset: str, home: Home, folder: Path) -> None:
    rows = rows.with_columns(pl.lit(1, pl.Int8).alias("level"))
    write_kept(home, folder, dataset, kept_facts(rows, dataset, home.keys), kept_signs(rows, dataset, home.keys))


def _certifications(contract: Contract, rows: pl.DataFrame, register: Register) -> pl.DataFrame:
    """What the rows of the roster give of themselves: the last certification."""
    held = register.benefits.select("benefit_id", "person")
    return facts_of(contract, rows.join(held, on="benefit_id", how="left", maintain_order="left"))


def _duplicates(register: Register, lines: pl.DataFrame) -> pl.DataFrame:
    """The pending duplicates that the register itself shows, where it lists the benefit asked about (EXCHANGE §3)."""
    return register.duplicates.join(lines, on="benefit_id", maintain_order="left").select(
        "person",
        "benefit_id",
        "start",
        "line",
        gives=pl.lit("fact"),
        kind=pl.lit(FactKind.DUPLICATE_PENSION.value),
        planned=pl.lit(value=False),
        status=pl.lit("pending"),
        record_status=pl.lit("new"),
        rank=pl.lit(0, pl.Int8),
    )


def _opening_month(home: Home, given: Commit) -> int | None:
    """The month of go-live, with the first roster of benefits; None with later ones."""
    if any(batch.dataset == given.contract.dataset and not batch.held for batch in all_batches(home)):
        return None
    said = home.settings.opening.month
    return parse_month(said) if said else given.month


def _with_cycle_from(register: Register, opening: int) -> Register:
    """Without a last certification the cycle starts with the opening month."""
    unknown = pl.col("last_certified").is_null()
    cycle_from = pl.when(unknown).then(pl.lit(opening, pl.Int64)).otherwise("cycle_from").alias("cycle_from")
    return replace(register, benefits=register.benefits.with_columns(cycle_from))
