"""Which rows were delivered before: a keyed fingerprint of all that a row says (EXCHANGE §1).

Only columns that are filled are part of it, each under its name: a column that a contract gains later changes no
fingerprint of the rows that lack it. Of 1,000 million rows two are the same by chance with a probability of 3 %.

Every value becomes a number of 64 bits: days, months, money and citizen numbers as they are, other texts by a digest of
each that occurs. The numbers of a row are mixed column by column, under constants drawn from the key (the mixer is the
last step of SplitMix64). It is the same in every version of every library.
"""

import hashlib
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from zige.backends.digests import digests
from zige.exchange.contract import Contract

Numbers: TypeAlias = npt.NDArray[np.uint64]

STEPS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
LAST_SHIFT = np.uint64(31)
CITIZEN_NUMBER = r"^[0-9]{17}[0-9X]$"


def fingerprints(rows: pl.DataFrame, contract: Contract, key: bytes) -> pl.Series:
    """The fingerprints (UInt64) of typed rows over all columns of their contract, in their order.

    Without the key nobody can find out by trying which person a fingerprint belongs to.
    """
    mixed: Numbers = np.full(rows.height, _constant("", key), np.uint64)
    for name in sorted(contract.names):
        column = rows[name]
        filled = column.is_not_null().to_numpy()
        if filled.any():
            stirred = _mixed(mixed ^ (_numbers(column, key) + _constant(name, key)))
            mixed = np.where(filled, stirred, mixed)
    return pl.Series("fingerprint", mixed, pl.UInt64)


def first_of_each(prints: pl.Series, known: pl.Series) -> pl.Series:
    """True where a fingerprint is neither among the `known` nor earlier in `prints`."""
    return prints.is_first_distinct() & ~prints.is_in(known.implode())


def _numbers(column: pl.Series, key: bytes) -> Numbers:
    """A number for each value; whatever for null."""
    if column.dtype != pl.String:
        return column.cast(pl.Int64).fill_null(0).to_numpy().astype(np.uint64)
    sound = column.str.contains(CITIZEN_NUMBER).fill_null(value=False)
    if sound.all():
        return _citizen_numbers(column)
    numbers = _digested(column, key).to_numpy().copy()
    numbers[sound.to_numpy()] = _citizen_numbers(column.filter(sound))
    return numbers


def _citizen_numbers(column: pl.Series) -> Numbers:
    """17 digits and the check character, which no other number gives."""
    digits = column.str.slice(0, 17).cast(pl.Int64).to_numpy().astype(np.uint64)
    check = column.str.slice(17, 1).replace("X", "10").cast(pl.Int64).to_numpy().astype(np.uint64)
    return digits * np.uint64(16) + check


def _digested(column: pl.Series, key: bytes) -> pl.Series:
    """The digest of each text, worked out once for each that occurs."""
    text = column.alias("text")
    words = text.drop_nulls().unique()
    table = pl.DataFrame({"text": words, "digest": digests(pa.chunked_array([words.to_arrow()]), key.hex())})
    found = text.to_frame().join(table, on="text", how="left", maintain_order="left")["digest"]
    return found.cast(pl.UInt64).fill_null(0)


def _mixed(numbers: Numbers) -> Numbers:
    for shift, factor in STEPS:
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> LAST_SHIFT)


def _constant(name: str, key: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(key + name.encode()).digest()[:8], "big"))
