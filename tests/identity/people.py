"""Typed rows of rosters and of deliveries, and registers, from the few values a case is about."""

import datetime as dt
from typing import Any

import polars as pl

from zige.identity.register import Register
from zige.law.months import parse_month

RECEIVED = dt.date(2026, 3, 5)
PERSON_ROW = {
    "line": pl.Int64, "id_number": pl.String, "name": pl.String, "birth_date": pl.Date, "sex": pl.String,
    "ethnicity": pl.String, "region": pl.String, "residence": pl.String, "phone": pl.String, "mobility": pl.String,
    "disability": pl.String, "number_state": pl.String,
}  # fmt: skip
BENEFIT_ROW = {
    "line": pl.Int64, "id_number": pl.String, "benefit_id": pl.String, "kind": pl.String, "first_month": pl.Int64,
    "last_month": pl.Int64, "monthly_amount": pl.Int64, "relation": pl.String, "incapacitated": pl.String,
    "standing": pl.String, "office": pl.String, "employer": pl.String, "last_certified": pl.Date,
    "birth_date": pl.Date, "sex": pl.String, "region": pl.String, "number_state": pl.String,
}  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(place: str = "511102", birth: str = "19500305", sequence: int = 1) -> str:
    """A sound citizen number (GB 11643)."""
    digits = f"{place}{birth}{sequence:03}"
    return digits + "10X98765432"[sum(int(a) * b for a, b in zip(digits, WEIGHTS, strict=True)) % 11]


def person_rows(*rows: dict[str, Any]) -> pl.DataFrame:
    """Typed rows of the roster of persons, or of a delivery; days as `1950-03-05`, lines from 2 upward."""
    return _table(PERSON_ROW, [{"residence": "local"} | row for row in rows])


def benefit_rows(*rows: dict[str, Any]) -> pl.DataFrame:
    """Typed rows of the roster of benefits; months as `2026-03`."""
    usual = {
        "kind": "pension.enterprise", "first_month": "2015-01", "monthly_amount": 300_000, "standing": "continue",
        "office": "511100", "incapacitated": "no",
    }  # fmt: skip
    return _table(BENEFIT_ROW, [usual | row for row in rows])


def register_of(*rows: dict[str, Any]) -> Register:
    """The register after one roster of persons."""
    return Register.empty().with_persons(person_rows(*rows), RECEIVED)


def _table(schema: dict[str, Any], rows: list[dict[str, Any]]) -> pl.DataFrame:
    unknown = {name for row in rows for name in row} - schema.keys()
    assert not unknown, unknown
    typed = [
        {name: _typed(schema[name], name, ({"line": at} | row).get(name)) for name in schema}
        for at, row in enumerate(rows, start=2)
    ]
    return pl.DataFrame(typed, schema=schema)


def _typed(dtype: Any, name: str, value: Any) -> Any:
    if dtype is pl.Date and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return parse_month(value) if name.endswith("_month") and isinstance(value, str) else value
