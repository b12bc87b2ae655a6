"""The delivered rows behind a fact, as departments wrote them: what an officer reads before finding it true or false.

They are opened from their seal when a case needs them and lie nowhere else (Art. 18; EXCHANGE §1). A digest of what was
shown goes into the record of whoever looked.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import polars as pl

from zige.canonical import digest
from zige.errors import DeliveryRefused, RequestRefused
from zige.exchange.archives import Source
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import ROSTERS, Column, ColumnType, Contract
from zige.exchange.deliveries import sheet_of
from zige.exchange.recognising import Columns, columns_of
from zige.exchange.sheets import Sheet
from zige.explain.masking import without_numbers
from zige.explain.voice import Language
from zige.inputs.citizen_number import masked
from zige.receiving.keeping import PROOFS
from zige.running.knowing import events_about, rows_about
from zige.store.batches import SHORT, SIGNS, Batch, among, tables_of, usable_batches
from zige.store.home import Home
from zige.store.sealing import opened

ROWS_A_PART = 50_000
LAST_DIGITS = 4


class Where(NamedTuple):
    """A row of a delivery: the number of its batch, and its line."""

    number: int
    line: int


class DeliveredRow(NamedTuple):
    """A row as it was delivered.

    `values` has what is written in each column of the contract, by its title; it is None where the file is past its
    time and purged, or no longer fits its contract.
    """

    where: Where
    dataset: str
    title: str
    department: str
    batch: str
    received: dt.date
    values: dict[str, str] | None


class Details(NamedTuple):
    """The rows shown, and the SHA-256 of what they show as canonical JSON."""

    rows: list[DeliveredRow]
    digest: str


def evidence_of(home: Home, fact_id: str) -> list[Where]:
    """The rows that make a fact, in the order in which they came; none where no delivery tells of it.

    Raises RequestRefused for what is no name of a fact.
    """
    kind, *numbers = fact_id.split("-")
    if len(numbers) != 3 or not all(each.isdecimal() for each in numbers):
        raise _no_fact()
    person, first, second = map(int, numbers)
    batches, people = usable_batches(home), pl.Series("person", [person])
    if kind in PROOFS:
        return _signs([batch for batch in batches if batch.number == first], people, kind, second)
    evidence = events_about(rows_about(batches, people), people).evidence.filter(pl.col("fact_id") == fact_id)
    return [Where(*row) for row in evidence.select("number", "line").sort("number", "line").iter_rows()]


def _signs(batches: list[Batch], people: pl.Series, kind: str, month: int) -> list[Where]:
    """The rows of a batch that prove life in a month (`zige.facts.signs`)."""
    told = tables_of(
        batches, SIGNS, {"line": pl.Int64, "day": pl.Date}, among("person", people) & (pl.col("kind") == kind)
    )
    own = told.filter(pl.col("day").dt.year().cast(pl.Int64) * 12 + pl.col("day").dt.month() - 1 == month)
    return [Where(*row) for row in own.select("batch", "line").sort("line").iter_rows()]


def rows_behind(home: Home, rows: Sequence[Where], *, with_number: bool = False, language: Language = "zh") -> Details:
    """These rows of deliveries, with the titles of their contract in a language.

    Citizen numbers are masked unless `with_number`; of the account of a roster the last digits are shown alone. Raises
    RequestRefused for a row that no delivery has.
    """
    catalogue, batches = load_catalogue(home.contracts), {batch.number: batch for batch in usable_batches(home)}
    lines = defaultdict(list)
    for row in rows:
        if row.number not in batches:
            raise _no_row()
        lines[row.number].append(row.line)
    shown = [
        each
        for number, wanted in sorted(lines.items())
        for each in _Shown(home, batches[number], catalogue, with_number, language).rows(sorted(set(wanted)))
    ]
    return Details(shown, digest([row._asdict() for row in shown], str))


class _Shown:
    """The rows of one batch."""

    def __init__(
        self, home: Home, batch: Batch, catalogue: Mapping[str, Contract], with_number: bool, language: Language
    ) -> None:
        self._home, self._batch, self._contract = home, batch, catalogue.get(batch.dataset)
        self._with_number, self._language = with_number, language

    def rows(self, lines: list[int]) -> Iterator[DeliveredRow]:
        """The rows on these lines. Raises RequestRefused where the file has no such line."""
        found = self._read(lines)
        for line in lines:
            if found is not None and line not in found:
                raise _no_row()
            yield self._row(line, None if found is None else found[line])

    def _row(self, line: int, values: dict[str, str] | None) -> DeliveredRow:
        batch, contract, place = self._batch, self._contract, 0 if self._language == "zh" else 1
        title = contract.title[place] if contract else batch.dataset
        department = contract.department_name[place] if contract else batch.receipt["department"]
        where = Where(batch.number, line)
        return DeliveredRow(where, batch.dataset, title, department, batch.id[:SHORT], batch.received, values)

    def _read(self, lines: list[int]) -> dict[int, dict[str, str]] | None:
        """What is written on these lines; None where the file can no longer be read."""
        sealed = self._home.sealed / self._batch.receipt.get("of", self._batch.id)
        if self._contract is None or not sealed.exists():
            return None
        content = b"".join(opened(sealed, self._home.keys))
        source = Source(self._batch.receipt["file"], lambda: BytesIO(content))
        try:
            sheet = sheet_of(source)
            columns = columns_of(self._contract, sheet.header, sheet.name)
            return {line: self._values(columns, row) for line, row in _lines(sheet, lines)}
        except DeliveryRefused:
            return None

    def _values(self, columns: Columns, row: dict[str, str | None]) -> dict[str, str]:
        """By title, in the order of the contract, what is written."""
        assert self._contract is not None
        written = {name: row[f"c{place}"] for name, place in columns.places.items()}
        known = [column for column in self._contract.columns if column.name in written]
        return {self._title(column): self._shown(column, written[column.name] or "") for column in known}

    def _title(self, column: Column) -> str:
        return column.header if self._language == "zh" else column.text.en

    def _shown(self, column: Column, value: str) -> str:
        assert self._contract is not None
        if column.type is ColumnType.KEYED and self._contract.role in ROSTERS:
            return "*" * (len(value) - LAST_DIGITS) + value[-LAST_DIGITS:]
        if self._with_number:
            return value
        return masked(value.strip()) if column.type is ColumnType.CITIZEN_NUMBER else without_numbers(value)


def _lines(sheet: Sheet, lines: list[int]) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The rows on these lines; what lies after the last is not read."""
    for part in sheet.parts(ROWS_A_PART):
        for row in part.rows.filter(pl.col("line").is_in(lines)).to_dicts():
            yield row.pop("line"), row
        if part.rows.height and part.rows["line"][-1] >= lines[-1]:
            return


def _no_fact() -> RequestRefused:
    return RequestRefused(
        "没有这个事实；请从案件或认定说明中打开", "there is no such fact; open it from a case or an explanation"
    )


def _no_row() -> RequestRefused:
    return RequestRefused(
        "没有这一行报送数据；请从案件或认定说明中打开",
        "no delivery has this row; open it from a case or an explanation",
    )
