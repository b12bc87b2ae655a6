"""Typed rows of the two rosters, written as a test reads them: only what a case is about."""

import datetime as dt
from typing import Any

import polars as pl

from zige.identity.register import Register

RECEIVED = dt.date(2026, 9, 5)
LATER = dt.date(2026, 10, 5)
PERSON = {
    "id_number": "511102195003150025",
    "name": "王秀英",
    "birth_date": dt.date(1950, 3, 15),
    "sex": "female",
    "ethnicity": "汉族",
    "region": "511102001001",
    "residence": "local",
    "phone": "13800000001",
    "mobility": "normal",
    "disability": None,
    "number_state": None,
}
BENEFIT = {
    "benefit_id": "B1",
    "id_number": "511102195003150025",
    "kind": "pension.resident",
    "first_month": 2016 * 12,
    "last_month": None,
    "monthly_amount": 16850,
    "relation": None,
    "incapacitated": None,
    "standing": "continue",
    "office": "511102",
    "employer": None,
    "last_certified": None,
}
TYPES = {
    "line": pl.Int64,
    "birth_date": pl.Date,
    "last_certified": pl.Date,
    "first_month": pl.Int64,
    "last_month": pl.Int64,
    "monthly_amount": pl.Int64,
}


def persons(*rows: dict[str, Any]) -> pl.DataFrame:
    """Typed rows of roster.persons, each PERSON but for what is said."""
    return _typed(PERSON, rows)


def benefits(*rows: dict[str, Any]) -> pl.DataFrame:
    """Typed rows of roster.benefits, each BENEFIT but for what is said."""
    return _typed(BENEFIT, rows)


def register_of(*rows: dict[str, Any]) -> Register:
    """The register after a first roster of these persons."""
    return Register.empty().with_persons(persons(*rows), RECEIVED)


def asked(register: Register) -> list[tuple[int, str, int | None]]:
    """Person, kind and other of every question."""
    return register.questions.select("person", "kind", "other").rows()


def _typed(usual: dict[str, Any], rows: tuple[dict[str, Any], ...]) -> pl.DataFrame:
    schema = {"line": pl.Int64, **{name: TYPES.get(name, pl.String) for name in usual}}
    return pl.DataFrame([usual | row | {"line": line} for line, row in enumerate(rows, 2)], schema=schema)
