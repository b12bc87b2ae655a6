"""The sample comes out equal, both files, byte for byte, on each engine."""

import datetime as dt
from pathlib import Path

import pytest

from engines.batches import ENGINES
from running import CASES, LESHAN
from zige.backends import open_backend
from zige.inputs.given import given_file
from zige.inputs.intake import take_in
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.monthly import determine_month
from zige.tables import INPUTS

EXPECTED = [("expected-2026-11.csv", None), ("expected-2026-11-known-by-2026-10-15.csv", dt.date(2026, 10, 15))]


def determined_file(engine: str, known_by: dt.date | None, out: Path) -> bytes:
    """The sample's determinations, from its CSV files into a CSV file."""
    rules = Rules(LESHAN, parse_month("2026-11"))
    with open_backend(engine) as backend:
        given = {table: given_file(backend, table, CASES / f"{table.name}.csv") for table in INPUTS}
        inputs = take_in(backend, given, rules.month)
        backend.write(determine_month(backend, inputs, rules, known_by).determinations, out, "benefit_id")
    return out.read_bytes()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("expected", "known_by"), EXPECTED)
def test_the_sample_is_equal(engine: str, expected: str, known_by: dt.date | None, tmp_path: Path) -> None:
    assert determined_file(engine, known_by, tmp_path / "out.csv") == (CASES / expected).read_bytes()
