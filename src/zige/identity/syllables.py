"""Which names cannot be alike, told from sets of syllables before anything is compared (EXCHANGE §2, level 5).

Whatever `resemblance` calls alike changes one syllable into one other, or leaves syllables out on one side only. So of
two sets either one contains the other, or each has one syllable that the other has not. A set is 64 bits, several
syllables to each: two names may look nearer than they are, never farther.
"""

from zlib import crc32

import polars as pl

BITS = 64
ANY = (1 << BITS) - 1
"""A name with Latin letters, which may stand for syllables: it is compared with every other."""
MAY_BE_ALIKE = "bit_count(l.syllables & ~r.syllables)::INTEGER * bit_count(r.syllables & ~l.syllables)::INTEGER <= 1"
"""The same in SQL, of two tables with a column `syllables`."""


def syllable_bits(sounds: pl.Series) -> pl.Series:
    """The set of each name's syllables (`names.sounds`), as bits of an unsigned integer."""
    syllables = sounds.str.split(" ")
    bits = {each: _bit(each) for each in ("", *syllables.explode().unique().drop_nulls())}
    sets = pl.DataFrame({"syllables": syllables}).with_row_index("name").explode("syllables")
    told = sets.with_columns(pl.col("syllables").replace_strict(bits, return_dtype=pl.UInt64))
    united = told.group_by("name", maintain_order=True).agg(pl.col("syllables").bitwise_or())
    return united["syllables"]


def _bit(syllable: str) -> int:
    """One bit by the syllable's spelling, the same on every day and machine; none for the blank at a name's end."""
    if syllable.isascii() and syllable.isupper():
        return ANY
    return 1 << crc32(syllable.encode()) % BITS if syllable else 0
