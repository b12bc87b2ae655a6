"""Scenario files put to the real engine: cases that can share tables are determined together, each compared on its own.

with open_backend("duckdb") as backend:
    for trial in run_scenarios(backend, Path("leshan.scenarios.yaml"), load_lawbook()):
        print(trial.scenario.name.zh, trial.differences)
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pyarrow as pa

from zige.backends.base import Backend
from zige.errors import InputRefused, RulebookRefused
from zige.inputs.given import given_frame
from zige.inputs.intake import take_in
from zige.law.lawbook import Lawbook
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.law.scenarios import MOST_TOGETHER, Difference, Row, Scenario, load_scenarios
from zige.monthly import determine_month
from zige.tables import INPUTS, Table

Group: TypeAlias = Sequence[tuple[int, Scenario]]
"""Cases that are determined together, each with its place in the file."""


class Trial(NamedTuple):
    """One case, its place in the file, and how the engine's answer differs from what is expected: empty if right."""

    at: int
    scenario: Scenario
    differences: list[Difference]


def run_scenarios(backend: Backend, file: Path, lawbook: Lawbook) -> list[Trial]:
    """Every case of a file, in its order. Raises RulebookRefused for a file or a case that cannot be run."""
    scenarios = load_scenarios(file, lawbook).scenarios
    trials: list[Trial] = []
    for group in _groups(scenarios):
        rows = _rows_of(backend, file, group, lawbook)
        trials += [Trial(at, each, each.differences(row)) for (at, each), row in zip(group, rows, strict=True)]
    return sorted(trials, key=lambda trial: trial.at)


def _groups(scenarios: Sequence[Scenario]) -> Iterator[Group]:
    """Cases of one month, known by one day, with one ledger.

    A ledger covers the months from its earliest to its latest row of any benefit (LAW §6): only cases whose ledgers
    cover the same months may share one.
    """
    alike: dict[object, list[tuple[int, Scenario]]] = defaultdict(list)
    for at, each in enumerate(scenarios):
        alike[each.month, each.known_by, _covered(each)].append((at, each))
    for group in alike.values():
        yield from (group[start : start + MOST_TOGETHER] for start in range(0, len(group), MOST_TOGETHER))


def _covered(scenario: Scenario) -> tuple[str, ...] | None:
    """The first and the last month of a case's ledger, nothing for an empty one, None without."""
    if scenario.paid is None:
        return None
    months = sorted(payment.month for payment in scenario.paid)
    return tuple(months[:1] + months[-1:])


def _rows_of(backend: Backend, file: Path, group: Group, lawbook: Lawbook) -> list[Row]:
    """The engine's row for each case of a group; where an input is refused, the case is found and named."""
    try:
        return _determined(backend, [each for _, each in group], lawbook)
    except InputRefused:
        for at, each in group:
            _check_alone(backend, file, at, each, lawbook)
        raise


def _check_alone(backend: Backend, file: Path, at: int, scenario: Scenario, lawbook: Lawbook) -> None:
    try:
        _determined(backend, [scenario], lawbook)
    except InputRefused as refused:
        raise RulebookRefused(
            file.name,
            f"scenarios[{at}]",
            scenario.name.zh,
            f"无法认定（{refused.zh}）",
            f"cannot be run ({refused.en})",
        ) from None


def _determined(backend: Backend, scenarios: Sequence[Scenario], lawbook: Lawbook) -> list[Row]:
    """One call of the engine for all of them, written as LAW §7 writes its files; a row for each."""
    first = scenarios[0]
    rules = Rules(lawbook, parse_month(first.month))
    given = {
        table: given_frame(table, backend.table(_as_texts(table, rows)))
        for table, rows in _stacked(scenarios).items()
        if rows is not None
    }
    inputs = take_in(backend, given, rules.month)
    known = dt.date.fromisoformat(first.known_by) if first.known_by else None
    determinations = backend.collect(determine_month(backend, inputs, rules, known).determinations)
    rows = {row["benefit_id"]: row for row in map(_written, determinations.to_pylist())}
    return [rows[f"B{number}"] for number in range(1, len(scenarios) + 1)]


def _stacked(scenarios: Sequence[Scenario]) -> dict[Table, list[Row] | None]:
    """The tables of all cases, one below the other; no payments: None."""
    tables: list[list[Row] | None] = [[], [], [], None if scenarios[0].paid is None else []]
    for number, scenario in enumerate(scenarios, 1):
        for rows, more in zip(tables, scenario.tables(number), strict=True):
            if rows is not None and more is not None:
                rows.extend(more)
    return dict(zip(INPUTS, tables, strict=True))


def _as_texts(table: Table, rows: list[Row]) -> pa.Table:
    """The rows as a text file would be read: an empty value is null."""
    columns = {name: [row[name] or None for row in rows] for name in table.names}
    return pa.table(columns, schema=pa.schema({name: pa.string() for name in table.names}))


def _written(row: dict[str, object]) -> Row:
    """An output row as a text file has it."""
    return {name: _text(value) for name, value in row.items()}


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "" if value is None else str(value)
