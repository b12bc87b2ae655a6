"""What a roster makes of the register, and the facts that its rows and the register show (EXCHANGE §1, §3, §4).

A list leaves out whom it has no row of; a few rows do not.
"""

from dataclasses import replace
from pathlib import Path

import polars as pl

from zige.exchange.contract import Contract, Role
from zige.exchange.mapping import facts_of
from zige.facts.opening import opening_facts
from zige.identity.register import Register
from zige.kinds import FactKind
from zige.law.months import first_day, parse_month
from zige.receiving.commits import Commit
from zige.receiving.delivery import Delivery
from zige.receiving.evidence import write_kept
from zige.receiving.history import sent_back
from zige.receiving.keeping import kept_facts, kept_signs
from zige.receiving.registers import write_register
from zige.store.batches import all_batches
from zige.store.home import Home

KEYS = {Role.PERSONS: "id_number", Role.BENEFITS: "benefit_id"}
"""What names a row of each roster."""


def fill_register(home: Home, given: Commit, folder: Path) -> None:
    """The register after a roster, and nothing that the rows tell: that of one whose content came again."""
    write_register(home, folder, _register_after(home, given))


def fill_benefits(home: Home, given: Commit, folder: Path) -> None:
    """The register after a roster of benefits, with what it tells: certifications, duplicates, what go-live opens."""
    register, opening = _register_after(home, given), _opening_month(home, given)
    rows = given.counted.delivery.all_of("roster", None)
    lines = standing_rows(given.contract, rows).select("benefit_id", "line")
    lines = lines.unique(["benefit_id"], keep="last", maintain_order=True)
    told = [_certifications(given, rows, register), _duplicates(register, lines)]
    if opening is not None:
        register = _with_cycle_from(register, opening)
        told.append(opening_facts(register.benefits, lines, first_day(opening)))
    write_register(home, folder, register)
    _write_facts(pl.concat(told, how="diagonal"), given.contract.dataset, home, folder)


def _register_after(home: Home, given: Commit) -> Register:
    delivery = given.counted.delivery
    rows = delivery.all_of("roster", None)
    beside = stay_listed(home, given.contract, given.month, given.header, delivery, rows)
    told, register = standing_rows(given.contract, rows), delivery.register
    if given.contract.role is Role.PERSONS:
        return register.with_persons(told, given.received, delivery.absent, beside)
    return register.with_benefits(told, given.received, given.month, delivery.absent, beside)


def standing_rows(contract: Contract, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows but those that are withdrawn, themselves or by a later line about the same person or benefit."""
    key, withdrawn = KEYS[contract.role], pl.col("record_status").fill_null("new") == "withdrawn"
    last = pl.col("line") == pl.col("line").max().over(key)
    gone = rows.filter(last & withdrawn).select(key)
    return rows.join(gone, on=key, how="anti", maintain_order="left").filter(~withdrawn)


def stay_listed(
    home: Home, contract: Contract, month: int, header: list[str], delivery: Delivery, rows: pl.DataFrame
) -> list[str]:
    """Those of the register who stay listed though no row is about them; nobody where the roster is a list of all.

    What comes for a month whose benefits are listed already completes that list.
    """
    completes = contract.role is Role.BENEFITS and _is_listed(home, contract, month)
    if lists_all(header, delivery) and not completes:
        return []
    key = KEYS[contract.role]
    known = delivery.register.persons if contract.role is Role.PERSONS else delivery.register.benefits
    return known.join(rows.select(key), on=key, how="anti")[key].to_list()


def lists_all(header: list[str], delivery: Delivery) -> bool:
    """Whether a snapshot lists all there are: not where it only revises, nor where rows set aside were sent back."""
    return not sent_back(header) and not delivery.only_revises


def _is_listed(home: Home, contract: Contract, month: int) -> bool:
    """Whether a roster of the month is in use."""
    used = (batch for batch in all_batches(home) if batch.dataset == contract.dataset and not batch.held)
    return any(parse_month(batch.month) == month and not sent_back(batch.receipt["header"]) for batch in used)


def _write_facts(rows: pl.DataFrame, dataset: str, home: Home, folder: Path) -> None:
    rows = rows.with_columns(pl.lit(1, pl.Int8).alias("level"))
    facts, signs = kept_facts(rows, dataset, home.keys), kept_signs(rows, dataset, home.keys)
    write_kept(all_batches(home), folder, dataset, facts, signs)


def _certifications(given: Commit, rows: pl.DataFrame, register: Register) -> pl.DataFrame:
    """The last certifications that the rows tell and the register did not have yet of a benefit that is listed.

    A roster goes on telling the last one month by month; what the office has refuted since must not come back (LAW §2).
    A row with a record's number is always told: it takes the place of what that record said.
    """
    held = register.benefits.select("benefit_id", "person")
    told = rows.join(held, on="benefit_id", how="left", maintain_order="left")
    known = given.counted.delivery.register.benefits.filter("listed").select("benefit_id", "person", "last_certified")
    withdrawn = pl.col("record_status").fill_null("new") == "withdrawn"
    same = told.filter(~withdrawn, pl.col("record_id").is_null())
    again = same.join(known, on=known.columns, how="semi").select("line")
    return facts_of(given.contract, told.join(again, on="line", how="anti", maintain_order="left"))


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
