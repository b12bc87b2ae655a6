"""Which register holds: that of the last roster batch, as it stood on a day or for a month."""

import datetime as dt
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import polars as pl

from zige.identity.register import Register
from zige.law.months import parse_month
from zige.store.batches import REGISTER, Batch, all_batches, sealed_table
from zige.store.home import Home
from zige.store.sealing import seal_table

JOINED = ".people-joined"
"""A file among the batches that says that people have joined for whom earlier deliveries are to be read again."""

TABLES = ("persons", "benefits", "amounts", "changes", "questions", "duplicates")


def register_now(home: Home) -> Register:
    """The register after the last roster received; an empty one before the first."""
    batches = _with_register(home, None)
    return read_register(home, batches[-1]) if batches else Register.empty()


def register_at(home: Home, month: int, known_by: dt.date | None) -> Register:
    """The register as known by that day: after the last roster of the month or earlier, else after the first."""
    return _for_month(home, month, _with_register(home, known_by))


def register_of(home: Home, month: int, batches: Collection[int]) -> Register:
    """The register for a month as made of these batches: that of a run that used them, whatever came later."""
    used = [batch for batch in _with_register(home, None) if batch.number in batches]
    return _for_month(home, month, used)


def _for_month(home: Home, month: int, known: list[Batch]) -> Register:
    earlier = [batch for batch in known if parse_month(batch.month) <= month]
    chosen = earlier[-1:] or known[:1]
    return read_register(home, chosen[0]) if chosen else Register.empty()


@lru_cache(maxsize=4)
def read_register(home: Home, batch: Batch) -> Register:
    """The register as it stands in a batch of a roster; the last ones read are kept."""
    return Register(**{name: _opened(home, batch, name) for name in TABLES})


def _opened(home: Home, batch: Batch, name: str) -> pl.DataFrame:
    table = sealed_table(home, batch, _file(name))
    assert table is not None
    return table


def write_register(home: Home, folder: Path, register: Register) -> None:
    """Every table of the register, sealed, into the folder of a batch."""
    may_have_joined(home)
    for name in TABLES:
        seal_table(getattr(register, name), folder / _file(name), home.keys)


def may_have_joined(home: Home) -> None:
    """Earlier deliveries are to be looked through for people who have joined."""
    (home.batches / JOINED).touch()


def count_of(register: Register) -> int:
    """How many people there are; the last person's number."""
    return int(register.persons["person"].max() or 0)  # type: ignore[arg-type]


def _with_register(home: Home, known_by: dt.date | None) -> list[Batch]:
    """The rosters that may be used, in the order in which the register was made from them."""
    usable = (batch for batch in all_batches(home) if batch.usable(known_by))
    return sorted((batch for batch in usable if _has_register(batch)), key=lambda batch: batch.place)


@lru_cache(maxsize=100_000)
def _has_register(batch: Batch) -> bool:
    """Whether a batch that may be used is a roster, after which the register is another."""
    return batch.table(_file(TABLES[0])) is not None


def _file(name: str) -> str:
    return f"{REGISTER}-{name}.sealed"
