"""Parquet files as sheets of text, as the values would be written by hand (EXCHANGE §1)."""

from collections.abc import Iterator

import polars as pl
import polars.selectors as cs
import pyarrow as pa
import pyarrow.parquet as pq

from zige.errors import DeliveryRefused
from zige.exchange.archives import DAMAGED, Source
from zige.exchange.sheets import LINE, NO_ROWS, Part, Sheet, columns_of_width, misshapen

PARQUET = b"PAR1"
ENCRYPTED = b"PARE"

MIDNIGHT = r"T00:00:00(?:\.0+)?$"

LOCKED = "是加密的 Parquet 文件；请送未加密的文件", "the Parquet file is encrypted; send one that is not"
NESTED = "含有嵌套列；每一列只能是单个的值", "it has nested columns; each column must hold single values"

FAILURES = (pa.ArrowException, OSError, ValueError)


def parquet_sheet(source: Source) -> Sheet:
    """The sheet of a Parquet file. Raises DeliveryRefused where it is damaged, nested or has no rows."""
    try:
        with source.content() as content, pq.ParquetFile(content) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except FAILURES as problem:
        raise DeliveryRefused(source.name, *DAMAGED) from problem
    if any(pa.types.is_nested(each) for each in schema.types):
        raise DeliveryRefused(source.name, *NESTED)
    if not rows or not schema.names:
        raise DeliveryRefused(source.name, *NO_ROWS)
    return Sheet(source.name, [name.strip() for name in schema.names], None, lambda size: _parts(source, size), source)


def _parts(source: Source, size: int) -> Iterator[Part]:
    line = 1
    try:
        with source.content() as content, pq.ParquetFile(content) as file:
            for batch in file.iter_batches(max(1, size)):
                names = columns_of_width(batch.num_columns)
                rows = _as_text(pl.DataFrame(batch.rename_columns(names)))
                yield Part(rows.with_columns(pl.int_range(line, line + rows.height).alias(LINE)), misshapen([], []))
                line += rows.height
    except FAILURES as problem:
        raise DeliveryRefused(source.name, *DAMAGED) from problem


def _as_text(rows: pl.DataFrame) -> pl.DataFrame:
    """ISO days, whole numbers without a point, 1 and 0 for yes and no; a day of midnight has no time."""
    return (
        rows.with_columns(cs.boolean().cast(pl.Int8))
        .with_columns(_whole_where_it_is(each) for each in rows.select(cs.float()).columns)
        .with_columns(cs.datetime().dt.to_string("iso:strict").str.replace(MIDNIGHT, ""))
        .with_columns(pl.all().cast(pl.String))
    )


def _whole_where_it_is(name: str) -> pl.Expr:
    whole = pl.col(name).cast(pl.Int64, strict=False)
    is_whole = (whole == pl.col(name)) & (whole.abs() < 10**15)
    return pl.when(is_whole).then(whole.cast(pl.String)).otherwise(pl.col(name).cast(pl.String))
