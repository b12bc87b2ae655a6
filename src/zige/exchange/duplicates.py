"""Which rows were delivered before: a keyed fingerprint of all that a row says (EXCHANGE §1).

Only columns that are filled are part of it, each under its name: a column that a contract gains later changes no
fingerprint of the rows that lack it. Of 1,000 million rows two are the same by chance with a probability of 3 %.
"""

import polars as pl
import pyarrow as pa

from zige.backends.digests import digests
from zige.exchange.contract import Contract

BETWEEN, BEHIND = "\x1f", "\x1e"


def fingerprints(rows: pl.DataFrame, contract: Contract, key: bytes) -> pl.Series:
    """The fingerprints (UInt64) of typed rows over all columns of their contract, in their order.

    Without the key nobody can find out by trying which person a fingerprint belongs to.
    """
    filled = [pl.lit(column + BEHIND) + pl.col(column).cast(pl.String) for column in sorted(contract.names)]
    texts = rows.select(pl.concat_str(filled, separator=BETWEEN, ignore_nulls=True).alias("text"))["text"]
    return pl.Series("fingerprint", digests(pa.chunked_array([texts.to_arrow()]), key.hex()), pl.UInt64)


def first_of_each(prints: pl.Series, known: pl.Series) -> pl.Series:
    """True where a fingerprint is neither among the `known` nor earlier in `prints`."""
    return prints.is_first_distinct() & ~prints.is_in(known.implode())
