"""Typed rows of a dataset as intake makes them, from the few values a case is about."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from zige.exchange.contract import ColumnType, Contract
from zige.law.months import parse_month

TYPES = {
    ColumnType.DAY: pl.Date,
    ColumnType.MOMENT: pl.Date,
    ColumnType.MONTH: pl.Int64,
    ColumnType.MONEY: pl.Int64,
}


def typed_rows(contract: Contract, *rows: Mapping[str, object]) -> pl.DataFrame:
    """Rows of person 7 unless a row says otherwise; days as `2026-03-05`, months as `2026-03`, money in fen."""
    columns = {column.name: TYPES.get(column.type, pl.String) for column in contract.columns}
    schema = {"line": pl.Int64, **columns, "number_state": pl.String, "person": pl.Int64}
    unknown = {name for row in rows for name in row} - schema.keys()
    assert not unknown, unknown
    values = [
        {"line": at, "person": 7} | {name: _typed(contract, name, value) for name, value in row.items()}
        for at, row in enumerate(rows, start=2)
    ]
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in values], schema=schema)


def _typed(contract: Contract, name: str, value: object) -> object:
    if name not in contract.names or not isinstance(value, str):
        return value
    column = contract[name]
    if column.type in (ColumnType.DAY, ColumnType.MOMENT):
        return dt.date.fromisoformat(value)
    if column.type is ColumnType.MONTH:
        return parse_month(value)
    return column.words[value] if column.type is ColumnType.WORD else value
