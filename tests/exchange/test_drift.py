"""A batch is held where it jumps from its history, and not where it is merely larger or a little different."""

import datetime as dt
from dataclasses import replace

import pytest

from zige.exchange.drift import BatchStats, DriftPolicy, drift

USUAL = BatchStats(1000, 800, 990, dt.date(2026, 9, 1), dt.date(2026, 9, 30), {"name_missing": 10})
HISTORY = [USUAL, USUAL, replace(USUAL, rows=1200, accepted=1190, matched=960)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"rows": 3000}, []),
        ({"rows": 3001}, ["rows"]),
        ({"rows": 334}, []),
        ({"rows": 333}, ["rows"]),
        ({"matched": 650}, ["matched"]),
        ({"matched": 660}, []),
        ({"matched": 960}, ["matched"]),
        ({"matched": 0, "accepted": 50}, []),
        ({"codes": {"name_missing": 61}}, ["name_missing"]),
        ({"codes": {"name_missing": 59}}, []),
        ({"codes": {"id_shape": 51, "name_missing": 70}}, ["id_shape", "name_missing"]),
        ({"codes": {}}, []),
        ({"first_day": dt.date(2025, 8, 30)}, ["dates"]),
        ({"first_day": dt.date(2025, 8, 31)}, []),
        ({"first_day": dt.date(2026, 8, 1), "last_day": dt.date(2026, 8, 31)}, ["dates"]),
        ({"first_day": dt.date(2026, 8, 1), "last_day": dt.date(2026, 9, 1)}, []),
        ({"first_day": None, "last_day": None}, []),
        ({"rows": 0, "accepted": 0, "matched": 0, "codes": {}}, ["rows"]),
    ],
)
def test_a_jump_is_found_and_an_ordinary_change_is_not(change: dict[str, object], found: list[str]) -> None:
    findings = drift(HISTORY, replace(USUAL, **change))
    assert [finding.what for finding in findings] == found
    assert all(finding.text.zh and finding.text.en for finding in findings)


def test_first_deliveries_are_never_held() -> None:
    jump = replace(USUAL, rows=10**6)
    assert drift([], jump) == drift([USUAL], jump) == []
    assert drift([USUAL, USUAL], jump)


def test_small_datasets_jump_by_nature() -> None:
    few = [BatchStats(2, 1, 2)] * 5
    assert drift(few, BatchStats(50, 0, 50, None, None, {"name_missing": 40})) == []
    assert [finding.what for finding in drift(few, BatchStats(51, 25, 50))] == ["rows"]


def test_a_policy_may_be_stricter() -> None:
    more = replace(USUAL, rows=1500)
    assert drift(HISTORY, more) == []
    assert [finding.what for finding in drift(HISTORY, more, DriftPolicy(rows_factor=1))] == ["rows"]
