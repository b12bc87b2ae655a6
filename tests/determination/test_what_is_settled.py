"""Which benefits are worked out month by month: only those where something is unusual (LAW §6)."""

import pyarrow as pa
import pytest

from engines.batches import ENGINES
from zige.backends import open_backend
from zige.backends.base import Backend, Frame
from zige.determination.settlement import differences
from zige.inputs.payments import ledger_of, payers

JANUARY = 2026 * 12
USUAL = [(0, 1000), (1, 1000), (2, 1100), (3, 1100)]
"""Months after January 2026 and what was paid; the amount rose in March."""
PAID = {
    "as due": USUAL,
    "rise unpaid": [(0, 1000), (1, 1000), (2, 1000), (3, 1100)],
    "rise early": [(0, 1000), (1, 1100), (2, 1000), (3, 1100)],
    "one month twice": [*USUAL[:3], (2, 1100)],
    "a month missing": USUAL[:3],
    "a month never due": [*USUAL, (4, 1100)],
}


def table(backend: Backend, columns: list[tuple[str, pa.DataType]], rows: list[tuple[object, ...]]) -> Frame:
    schema = pa.schema(columns)
    return backend.table(pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema))


def worked_out(backend: Backend, amounts: list[tuple[object, ...]], paid: dict[str, list[tuple[int, int]]]) -> set[str]:
    """The benefits with a row of the settlement; each draws 1,000 from January to April."""
    text, whole = pa.string(), pa.int64()
    months = [("benefit_id", text), ("monthly_amount", whole), ("first_month", whole), ("last_month", whole)]
    benefits = table(backend, months, [(each, 1000, JANUARY, JANUARY + 3) for each in paid])
    given = [(each, JANUARY + month, amount) for each, rows in paid.items() for month, amount in rows]
    money = table(backend, [("benefit_id", text), ("month", whole), ("amount", whole)], given)
    rates = table(backend, [("benefit_id", text), ("from_month", whole), ("amount", whole)], amounts)
    nothing = [("benefit_id", text), ("since", whole), ("until", whole), ("provisional", pa.bool_())]
    ledger = ledger_of(backend, money, JANUARY + 6)
    assert ledger is not None
    flagged = money.join(table(backend, [("flaw", pa.bool_())], [(False,)]), how="cross")
    told = differences(
        backend, ledger, benefits, table(backend, nothing, []), rates, payers(backend, flagged, ledger), lambda _: money
    )
    return set(backend.collect(told.select("benefit_id")).column("benefit_id").to_pylist())


@pytest.mark.parametrize("engine", ENGINES)
def test_who_was_paid_each_amount_in_its_months_is_not_worked_out(engine: str) -> None:
    with open_backend(engine) as backend:
        rises = [(each, JANUARY + 2, 1100) for each in PAID]
        assert worked_out(backend, rises, PAID) == PAID.keys() - {"as due"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("amount", "unusual"), [(1000, set()), (1001, {"paid 1,000"})])
def test_an_amount_that_changes_nothing_is_nothing_unusual(engine: str, amount: int, unusual: set[str]) -> None:
    with open_backend(engine) as backend:
        paid = {"paid 1,000": [(month, 1000) for month in range(4)]}
        assert worked_out(backend, [("paid 1,000", JANUARY - 5, amount)], paid) == unusual
