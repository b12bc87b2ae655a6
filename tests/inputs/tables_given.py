"""Four small tables that are in order, to be spoilt one value at a time, and the ways in which they are handed over."""

import functools
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from running import Row, Rows, as_texts, write_rows
from zige.backends import Backend, open_backend
from zige.backends.native import NativeTables
from zige.errors import InputRefused
from zige.inputs.given import Given, given_file, given_frame
from zige.inputs.intake import Inputs, take_in
from zige.law.months import parse_month
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID, Table

LI, WANG, STRANGER = "511102195001010019", "511102198503020026", "511123194304237242"
WRONG = "511102195001010018"
"""LI with a wrong check digit."""


def _row(table: Table, values: str) -> Row:
    return dict(zip(table.names, [value.strip() for value in values.split(",")], strict=True))


def sound() -> dict[Table, Rows]:
    """Tables that LAW §8 accepts; the second row of each is the one that tests spoil."""
    return {
        BENEFITS: [
            _row(BENEFITS, f"B1,{LI},  pension.civil,     2020-01,,,       1000.00,,       false,continue"),
            _row(BENEFITS, f"B2,{LI},  injury.survivor,   2020-01,,2026-01, 500.00,spouse, false,continue"),
            _row(BENEFITS, f"B3,{WANG},unemployment,      2026-01,2027-12,, 800.00,,       false,suspend"),
        ],
        FACTS: [
            _row(FACTS, f"F1,1,{LI},      certification,2026-03-05,,          ,        hrss,  confirmed,2026-03-06,"),
            _row(FACTS, f"F2,1,{LI},      detention,    2026-01-05,2026-03-01,convicted,police,confirmed,2026-01-09,"),
            _row(FACTS, f"F2,2,{LI},      detention,    2026-01-05,2026-03-02,cleared, police,confirmed,2026-03-09,"),
            _row(FACTS, f"F3,1,{STRANGER},death,        2026-01-05,,          ,        police,pending,  2026-01-09,"),
        ],
        AMOUNTS: [
            _row(AMOUNTS, "B1,2026-01,1010.00"),
            _row(AMOUNTS, "B1,2026-03,1020.00"),
        ],
        PAID: [
            _row(PAID, "B1,2026-01,1010.00"),
            _row(PAID, "B1,2026-02,1010.00"),
            _row(PAID, "B2,2026-02,-500.00"),
        ],
    }


def spoilt(table: Table, row: int, **values: str) -> dict[Table, Rows]:
    """Those tables with other values in one row, counted from 0."""
    tables = sound()
    tables[table][row] |= values
    return tables


class Handing(NamedTuple):
    """A way of handing tables over: how it is called, whether it names lines, and how."""

    name: str
    hand_over: Callable[[Backend, Path, Table, Rows], Given]

    def place(self, table: Table) -> str:
        return table.name if self.name == "frame" else f"{table.name}.{self.name}"

    def line(self, row: int) -> int | None:
        """What a message calls a row, counted from 0: the header is line 1 of a text file."""
        return {"csv": row + 2, "parquet": row + 1, "frame": None}[self.name]


def _csv(backend: Backend, folder: Path, table: Table, rows: Rows) -> Given:
    return given_file(backend, table, write_rows(folder / f"{table.name}.csv", table, rows))


def _parquet(backend: Backend, folder: Path, table: Table, rows: Rows) -> Given:
    path = folder / f"{table.name}.parquet"
    pq.write_table(as_texts(table, rows), path)
    return given_file(backend, table, path)


def _frame(backend: Backend, _: Path, table: Table, rows: Rows) -> Given:
    return given_frame(table, backend.table(as_texts(table, rows)))


CSV, PARQUET, FRAME = Handing("csv", _csv), Handing("parquet", _parquet), Handing("frame", _frame)


def taken_in(engine: str, handing: Handing, folder: Path, tables: dict[Table, Rows], month: str = "2026-06") -> int:
    """The facts about strangers that were counted. Raises InputRefused."""
    with open_backend(engine) as backend:
        given = {table: handing.hand_over(backend, folder, table, rows) for table, rows in tables.items()}
        return take_in(backend, given, parse_month(month)).strangers


def refusal_of_files(engine: str, folder: Path, **files: bytes | pa.Table) -> InputRefused | None:
    """The refusal of sound files of which some hold other bytes or another table, None if they are accepted."""
    try:
        taken_in_files(engine, folder, **files)
    except InputRefused as refused:
        return refused
    return None


def taken_in_files(engine: str, folder: Path, **files: bytes | pa.Table) -> dict[str, Rows]:
    """The typed benefits and facts of sound files of which some hold other bytes (CSV) or another table (Parquet)."""
    with open_backend(engine) as backend:
        given = {table: given_file(backend, table, _file(folder, table, files.get(table.name))) for table in sound()}
        return rows_of(backend, take_in(backend, given, parse_month("2026-06")))


@functools.cache
def sound_ones(engine: str) -> dict[str, Rows]:
    """What an engine makes of the sound files: what all that say the same must come to."""
    with TemporaryDirectory() as folder:
        return taken_in_files(engine, Path(folder))


def taken_in_frames(**tables: Any) -> dict[str, Rows]:
    """The typed benefits and facts of a caller's own tables, as the library takes them in."""
    natives = NativeTables(tables["benefits"])
    with natives.backend as backend:
        given = {table: given_frame(table, natives.frame(tables[table.name])) for table in sound()}
        return rows_of(backend, take_in(backend, given, parse_month("2026-06")))


def rows_of(backend: Backend, inputs: Inputs) -> dict[str, Rows]:
    read = {"benefits": inputs.benefits.sort("benefit_id"), "facts": inputs.facts.sort("fact_id", "version")}
    return {name: backend.collect(frame).to_pylist() for name, frame in read.items()}


def _file(folder: Path, table: Table, content: bytes | pa.Table | None) -> Path:
    if content is None:
        return write_rows(folder / f"{table.name}.csv", table, sound()[table])
    path = folder / f"{table.name}.{'csv' if isinstance(content, bytes) else 'parquet'}"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        pq.write_table(content, path)
    return path
