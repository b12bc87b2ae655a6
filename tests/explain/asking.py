"""Asks for explanations of invented people: rows of text in, `Explanation` out."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from running import LESHAN, Row, Rows, as_texts
from zige.backends import open_backend
from zige.explain import Explanation, explain_all
from zige.inputs.given import given_frame
from zige.inputs.intake import take_in
from zige.law.lawbook import Lawbook
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.law.scenarios import citizen_number
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID


def number(person: int) -> str:
    """The citizen number of the n-th invented person."""
    return citizen_number(dt.date(1950, 1, 15), f"{person:03d}")


def benefit(benefit_id: str = "B1", kind: str = "pension.enterprise", person: int = 1, **changes: str) -> Row:
    """A benefit of 1,000 yuan since 2020-01, its cycle counted from 2026-01."""
    row = {"benefit_id": benefit_id, "id_number": number(person), "kind": kind, "first_month": "2020-01"}
    row |= {"last_month": "", "cycle_from": "2026-01", "monthly_amount": "1000.00", "relation": ""}
    return row | {"incapacitated": "false", "standing_before": "continue"} | changes


def fact(name: str, kind: str, start: str, person: int = 1, **changes: str) -> Row:
    """A confirmed fact, received on its first day, reported by the police."""
    row = {"fact_id": name, "version": "1", "id_number": number(person), "kind": kind, "start": start, "end": ""}
    row |= {"outcome": "", "department": "police", "status": "confirmed", "received": start, "benefit_id": ""}
    return row | changes


def paid(months: dict[str, str], benefit_id: str = "B1") -> Rows:
    """Payments by month."""
    return [{"benefit_id": benefit_id, "month": month, "amount": amount} for month, amount in months.items()]


def explained(
    benefits: Rows,
    facts: Rows,
    amounts: Rows | None = None,
    paid: Rows | None = None,
    month: str = "2026-06",
    known_by: str | None = None,
    engine: str = "polars",
    lawbook: Lawbook = LESHAN,
    benefit_ids: Sequence[str] | None = None,
    **choices: Any,
) -> dict[str, Explanation]:
    """The explanations of all benefits, or of some."""
    tables = {BENEFITS: benefits, FACTS: facts, AMOUNTS: amounts, PAID: paid}
    known = dt.date.fromisoformat(known_by) if known_by else None
    ids = benefit_ids or [row["benefit_id"] for row in benefits]
    with open_backend(engine) as backend:
        given = {
            table: given_frame(table, backend.table(as_texts(table, rows)))
            for table, rows in tables.items()
            if rows is not None
        }
        rules = Rules(lawbook, parse_month(month))
        return explain_all(backend, take_in(backend, given, rules.month), rules, known, ids, **choices)
