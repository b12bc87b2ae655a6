"""Numbers and phones are sealed where their value is another than before; equal values have equal blind indexes."""

from collections.abc import Iterator
from itertools import islice

import polars as pl

from casework.runs.importing.processors import sealed_by_all
from casework.runs.importing.targets import Target
from casework.vault import blind

BYTES = pl.Binary()
CHUNK = 100_000


def with_sealed(told: pl.DataFrame, target: Target, purposes: dict[str, str]) -> pl.DataFrame:
    """`told` with each open column sealed in its place and its blind index beside it.

    What the database has already under the same blind index is not sealed again and stands as null: merging keeps it.
    """
    held = _held(target)
    for column, purpose in purposes.items():
        told = _with_one(told, held, target.key[0], column, purpose)
    return told


def _with_one(told: pl.DataFrame, held: pl.DataFrame, key: str, column: str, purpose: str) -> pl.DataFrame:
    index, before = f"{column}_blind", f"{column} before"
    values = told.select(key, column).drop_nulls(column)
    blinded = values.with_columns(pl.Series(index, blind(values[column].to_list(), purpose), BYTES))
    known = blinded.join(held.select(key, pl.col(index).alias(before)), on=key, how="left", maintain_order="left")
    differing = known.filter(pl.col(index).ne_missing(pl.col(before)))
    sealed = differing.select(key, pl.Series(column, sealed_by_all(differing[column].to_list(), purpose), BYTES))
    joined = told.drop(column).join(blinded.select(key, index), on=key, how="left", maintain_order="left")
    return joined.join(sealed, on=key, how="left", maintain_order="left")


def _held(target: Target) -> pl.DataFrame:
    """The key and the blind indexes that the database has."""
    columns = [target.key[0], *(f"{column}_blind" for column in target.sealed)]
    field = target.model._meta.get_field(target.key[0])
    number = field.get_internal_type() == "BigIntegerField"
    schema = dict.fromkeys(columns, BYTES) | {columns[0]: pl.Int64() if number else pl.String()}
    rows = target.model._default_manager.order_by().values_list(*columns)
    parts = (pl.DataFrame(part, schema=schema, orient="row") for part in batched(rows.iterator(chunk_size=CHUNK)))
    return pl.concat([pl.DataFrame(schema=schema), *parts])


def batched(rows: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    """Lists of at most CHUNK rows."""
    while part := list(islice(rows, CHUNK)):
        yield part
