"""What officers decided goes into the home as a delivery of `casework.facts`, by the door of any file (EXCHANGE §4).

The rows name people by the register's numbers; the file for the door, with citizen numbers and names, is made here and
lies nowhere but sealed.
"""

import csv
import datetime as dt
from collections.abc import Sequence
from io import StringIO
from typing import NamedTuple

import polars as pl

from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import Contract
from zige.exchange.sheets import FIRST_LINE
from zige.law.months import format_month
from zige.receiving.conductor import receive_text
from zige.receiving.keeping import PROOFS, numbers_of
from zige.receiving.receipts import Receipt
from zige.receiving.registers import register_now
from zige.receiving.requests import Request
from zige.running.findings import DATASET, Finding, RecordStatus, rows_of
from zige.store.batches import FACTS, QUARANTINE, SIGNS, all_batches, among, batch_called, sealed_table, tables_of
from zige.store.home import Home
from zige.words import FACT_KINDS

COLUMNS = (
    "id_number", "name", "kind", "start", "end", "outcome", "status", "benefit_id", "basis", "record_id",
    "record_status",
)  # fmt: skip
NAMELESS = "（名册无姓名）"
"""Whom a roster of benefits alone has told of."""


class Decided(NamedTuple):
    """A finding about a person, by the register's number."""

    person: int
    finding: Finding


class Delivered(NamedTuple):
    """The receipt, and the rows set aside, by their place in the order given, with their codes (EXCHANGE §1)."""

    receipt: Receipt
    set_aside: dict[int, list[str]]


def deliver(home: Home, rows: Sequence[Decided], month: int, delivered: dt.date) -> Delivered:
    """Take in what officers decided, delivered on a day for a month; the home must be held.

    The same rows again are received already and change nothing. A row with the number of an earlier one takes its
    place. Raises RequestRefused where there is no row, one is about nobody in the register, or one corrects a proof of
    life into another fact or the other way; then nothing is taken in.
    """
    if not rows:
        raise RequestRefused("没有要送入的核实结果", "there is nothing decided to deliver")
    _check_revisions(home, rows)
    contract = load_catalogue(home.contracts).named(DATASET)
    name = f"{contract.title.zh}_{format_month(month).replace('-', '')}.csv"
    request = Request(DATASET, format_month(month), delivered, people=[row.person for row in rows])
    receipt = receive_text(home, name, _file(home, contract, rows), request)
    return Delivered(receipt, _set_aside(home, receipt))


def _file(home: Home, contract: Contract, rows: Sequence[Decided]) -> bytes:
    """The rows as the contract describes them, each on one line."""
    people, findings = [row.person for row in rows], [row.finding for row in rows]
    named = register_now(home).persons.select("person", "id_number", pl.col("name").fill_null(NAMELESS))
    told = rows_of(people, findings).join(named, on="person", how="left", maintain_order="left")
    unknown = told.filter(pl.col("id_number").is_null())
    if unknown.height:
        raise _unknown(unknown["line"][0] - FIRST_LINE + 1)
    written = told.with_columns(pl.col(pl.String).str.replace_all(r"\s*[\r\n]+\s*", " "))
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([contract[column].header for column in COLUMNS])
    writer.writerows(written.select(COLUMNS).iter_rows())
    return out.getvalue().encode()


def _check_revisions(home: Home, rows: Sequence[Decided]) -> None:
    """Proofs of life are kept apart from other facts, so that neither takes the place of the other."""
    revising = [row.finding for row in rows if row.finding.record_status is not RecordStatus.NEW]
    for proves in (True, False) if revising else ():
        told = {each.record_id: each for each in revising if (each.kind in PROOFS) != proves}
        for record_id in _known_as(home, proves=proves, records=list(told)):
            raise _another_sort(told[record_id])


def _known_as(home: Home, *, proves: bool, records: list[str | None]) -> list[str | None]:
    """Which of these records an earlier delivery told as proofs of life, or as other facts."""
    numbers = numbers_of(pl.Series(records, dtype=pl.String), home.keys, f"record {DATASET}")
    name, column = (SIGNS, "record") if proves else (FACTS, "record_id")
    wanted = numbers if proves else numbers.cast(pl.String)
    own = [batch for batch in all_batches(home) if batch.dataset == DATASET]
    known = tables_of(own, name, {column: wanted.dtype}, among(column, wanted.drop_nulls()))[column]
    return [record for record, number in zip(records, wanted, strict=True) if number in known]


def _another_sort(finding: Finding) -> RequestRefused:
    record, words = finding.record_id, FACT_KINDS[finding.kind]
    return RequestRefused(
        f"记录 {record} 原来是另一类事实，不能改成“{words.zh}”；请撤回原记录，另记一条",
        f"record {record} was another sort of fact and cannot become '{words.en}'; withdraw it and record a new one",
    )


def _unknown(place: int) -> RequestRefused:
    return RequestRefused(
        f"第 {place} 条核实结果的人不在名册中；请先接收名册，或撤下这一条",
        f"finding {place} is about nobody in the register; receive the roster first, or leave it out",
    )


def _set_aside(home: Home, receipt: Receipt) -> dict[int, list[str]]:
    if receipt["batch"] is None:
        return {}
    table = sealed_table(home, batch_called(home, receipt["batch"]), QUARANTINE)
    if table is None:
        return {}
    return {line - FIRST_LINE: codes for line, codes in table.select("line", "codes").iter_rows()}
