"""Invented people for the style guide; what is said of them is worked out by the engine, not written down."""

import datetime as dt
from functools import cache
from typing import NamedTuple

import pyarrow as pa

from zige.backends import open_backend
from zige.explain import Explanation, explain_all
from zige.explain.voice import Language
from zige.inputs.given import Given, given_frame
from zige.inputs.intake import take_in
from zige.law.lawbook import load_lawbook
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.law.scenarios import citizen_number
from zige.tables import BENEFITS, FACTS, PAID, Table

MONTH = "2026-07"

Row = dict[str, str]


class Sample(NamedTuple):
    """An invented row of a list."""

    pk: int
    name: str
    place: str
    standing: str
    due: int
    fen: int

    def __str__(self) -> str:
        return self.name


ROWS = [
    Sample(1, "李秀英", "市中区泊水街道肖公嘴社区", "continue", parse_month("2026-09"), 184_650),
    Sample(2, "吉克·阿呷莫", "峨边彝族自治县沙坪镇", "suspend", parse_month("2025-12"), 21_500),
    Sample(3, "王德贵", "沐川县沐溪镇城北社区", "stop", parse_month("2026-02"), -369_300),
]


@cache
def explanations(language: Language) -> dict[str, Explanation]:
    """Four benefits in July 2026: going on, overdue, certified late, ended by a death and paid past it."""
    benefits = [
        _benefit("B0000001", 1, "2025-10"),
        _benefit("B0000002", 2),
        _benefit("B0000003", 3),
        _benefit("B0000004", 4, "2025-10"),
    ]
    facts = [
        _fact("F1", "certification", 1, "2026-03-05"),
        _fact("F2", "certification", 3, "2026-06-05"),
        _fact("F3", "death", 4, "2026-04-12"),
    ]
    paid = [
        *_paid("B0000001", "2025-11 2025-12 2026-01 2026-02 2026-03 2026-04 2026-05 2026-06"),
        *_paid("B0000002", "2025-11 2025-12"),
        *_paid("B0000003", "2025-11 2025-12"),
        *_paid("B0000004", "2025-11 2025-12 2026-01 2026-02 2026-03 2026-04 2026-05 2026-06"),
    ]
    with open_backend("duckdb") as backend:
        given: dict[Table, Given] = {
            table: given_frame(table, backend.table(_texts(table, rows)))
            for table, rows in ((BENEFITS, benefits), (FACTS, facts), (PAID, paid))
        }
        rules = Rules(load_lawbook(), parse_month(MONTH))
        ids = [row["benefit_id"] for row in benefits]
        return explain_all(backend, take_in(backend, given, rules.month), rules, None, ids, language)


def _benefit(benefit_id: str, person: int, cycle_from: str = "") -> Row:
    row = {"benefit_id": benefit_id, "id_number": _number(person), "kind": "pension.enterprise"}
    row |= {"first_month": "2025-01", "last_month": "", "cycle_from": cycle_from, "monthly_amount": "1000.00"}
    return row | {"relation": "", "incapacitated": "false", "standing_before": "continue"}


def _fact(fact_id: str, kind: str, person: int, day: str) -> Row:
    row = {"fact_id": fact_id, "version": "1", "id_number": _number(person), "kind": kind, "start": day, "end": ""}
    return row | {"outcome": "", "department": "police", "status": "confirmed", "received": day, "benefit_id": ""}


def _paid(benefit_id: str, months: str) -> list[Row]:
    return [{"benefit_id": benefit_id, "month": month, "amount": "1000.00"} for month in months.split()]


def _number(person: int) -> str:
    return citizen_number(dt.date(1950, 1, 15), f"{person:03d}")


def _texts(table: Table, rows: list[Row]) -> pa.Table:
    columns = {name: [row[name] or None for row in rows] for name in table.names}
    return pa.table(columns, schema=pa.schema({name: pa.string() for name in table.names}))
