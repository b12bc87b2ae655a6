"""Rows of deliveries as a test writes them: what is not said is empty, and each row is received a day after the last."""

import datetime as dt
from typing import Any

import polars as pl

from zige.fact_rows import FACT_ROWS
from zige.facts.events import Events, events_of

FIRST_RECEIPT = dt.date(2026, 1, 1)
DEPARTMENTS = {"casework": "hrss"}


def row(dataset: str, kind: str | None, start: str, **said: Any) -> dict[str, Any]:
    """One row; days are text."""
    given = {name: _day(value) if FACT_ROWS[name] == pl.Date else value for name, value in said.items()}
    room = dataset.split(".", maxsplit=1)[0]
    usual = {
        "dataset": dataset,
        "department": DEPARTMENTS.get(room, room),
        "person": 1,
        "gives": "fact",
        "kind": kind,
        "start": _day(start),
        "planned": False,
        "status": "pending",
        "record_status": "new",
        "rank": 4,
        "level": 1,
    }
    return usual | given


def table(*rows: dict[str, Any]) -> pl.DataFrame:
    """The rows in the order received: each is a batch of its own."""
    received = [FIRST_RECEIPT + dt.timedelta(days=number) for number in range(len(rows))]
    numbered = [
        dict.fromkeys(FACT_ROWS) | {"number": number + 1, "line": 2, "received": day} | each
        for number, (each, day) in enumerate(zip(rows, received, strict=True))
    ]
    return pl.DataFrame(numbered, schema=FACT_ROWS)


def events(*rows: dict[str, Any]) -> Events:
    """What the rows come to, which must not depend on the order in which they stand."""
    given = table(*rows)
    found, turned = events_of(given), events_of(given.reverse())
    assert found.facts.equals(turned.facts)
    assert found.evidence.equals(turned.evidence)
    return found


def facts(*rows: dict[str, Any]) -> list[tuple[str, str, str | None, str | None, str]]:
    """kind, start, end, outcome and status of each event, in the order of their first days."""
    found = events(*rows).facts.sort("kind", "start")
    return [
        (each["kind"], str(each["start"]), str(each["end"]) if each["end"] else None, each["outcome"], each["status"])
        for each in found.to_dicts()
    ]


def _day(text: Any) -> Any:
    return dt.date.fromisoformat(text) if isinstance(text, str) else text
