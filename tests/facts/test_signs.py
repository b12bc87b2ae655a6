"""Folding loses no last day, and a record that is corrected or withdrawn takes its row out of the fold."""

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zige.facts.signs import EVIDENCE, folded, may_be_superseded, refolded, refuted, superseded

KINDS = ["life.outpatient", "life.rail_air"]


def evidence(*rows: tuple[int, str, str, int | None, bool]) -> pl.DataFrame:
    """person, kind, day, record, withdrawn; lines count from 2, none of them refuted."""
    named = [
        {
            "line": line,
            "person": person,
            "kind": kind,
            "day": dt.date.fromisoformat(day),
            "record": record,
            "new": not gone,
            "withdrawn": gone,
            "refuted": False,
        }
        for line, (person, kind, day, record, gone) in enumerate(rows, 2)
    ]
    return pl.DataFrame(named, schema=EVIDENCE)


def in_batch(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(batch=pl.lit(4, pl.Int64))


def days(fold: pl.DataFrame) -> list[tuple[int, str, int]]:
    return [(row["person"], str(row["day"]), row["rows"]) for row in fold.to_dicts()]


def visit(
    day: str, record: int | None = None, gone: bool = False, person: int = 1
) -> tuple[int, str, str, int | None, bool]:
    return person, "life.outpatient", day, record, gone


def test_the_last_day_of_a_month_stays_and_months_stay_apart() -> None:
    fold = folded(
        evidence(visit("2026-03-01"), visit("2026-03-31"), visit("2026-04-01"), visit("2026-03-05", person=2))
    )
    assert days(fold) == [(1, "2026-03-31", 2), (1, "2026-04-01", 1), (2, "2026-03-05", 1)]


def test_kinds_stay_apart() -> None:
    assert folded(evidence(visit("2026-03-01"), (1, "life.rail_air", "2026-03-02", None, False))).height == 2


@pytest.mark.parametrize(
    ("second", "left"),
    [
        (visit("2026-03-09", 7), [(1, "2026-03-09", 1)]),
        (visit("2026-03-09", 7, gone=True), []),
        (visit("2026-03-09", 8), [(1, "2026-03-20", 2)]),
        (visit("2026-03-09"), [(1, "2026-03-20", 2)]),
    ],
)
def test_within_a_file_the_last_row_of_a_record_counts(second: Any, left: list[Any]) -> None:
    assert days(folded(evidence(visit("2026-03-20", 7), second))) == left


@pytest.mark.parametrize(
    ("second", "left"),
    [
        (visit("2026-03-20", gone=True), []),
        (visit("2026-03-19", gone=True), [(1, "2026-03-20", 1)]),
        (visit("2026-03-20", gone=True, person=2), [(1, "2026-03-20", 1)]),
        (visit("2026-03-20", 7, gone=True), [(1, "2026-03-20", 1)]),
    ],
)
@pytest.mark.parametrize("record", [None, 5])
def test_within_a_file_what_is_withdrawn_without_a_number_is_what_says_the_same(
    record: int | None, second: Any, left: list[Any]
) -> None:
    assert days(folded(evidence(visit("2026-03-20", record), second))) == left


@pytest.mark.parametrize("record", [None, 5])
def test_within_a_file_the_later_line_wins(record: int | None) -> None:
    """What is told anew after it was withdrawn or refuted stands; what is refuted later does not."""
    new, gone = visit("2026-03-20", record), visit("2026-03-20", gone=True)
    assert days(folded(evidence(gone, new))) == [(1, "2026-03-20", 1)]
    denied = pl.Series("refuted", [False, True])
    told = evidence(new, visit("2026-03-20", 9))
    assert folded(told.with_columns(denied)).is_empty()
    assert days(folded(told.with_columns(denied.reverse()))) == [(1, "2026-03-20", 1)]


def test_a_later_batch_takes_the_row_of_its_record_out_of_an_earlier_one() -> None:
    first = evidence(visit("2026-03-20", 7), visit("2026-03-10", 8), visit("2026-03-21", 9, person=2))
    revising = evidence(visit("2026-03-20", 7, gone=True), visit("2026-03-01"))
    gone = superseded(in_batch(first), revising)
    assert gone.to_dicts() == [{"number": 4, "line": 2, "person": 1}]
    assert days(refolded(folded(first), first, gone)) == [(1, "2026-03-10", 1), (2, "2026-03-21", 1)]


ANEW = visit("2026-04-20", 7, person=2)


def test_a_number_given_out_again_takes_nobody_elses_proof() -> None:
    """A department counts its rows anew each month, or writes both of a couple under one number."""
    first = evidence(visit("2026-03-20", 7))
    assert superseded(in_batch(first), evidence(ANEW)).is_empty()
    assert days(folded(evidence(visit("2026-03-20", 7), ANEW))) == [(1, "2026-03-20", 1), (2, "2026-04-20", 1)]


@pytest.mark.parametrize(
    ("revising", "taken"),
    [
        (visit("2026-03-20", 7, gone=True), [(4, 1)]),
        (visit("2026-04-20", 7, gone=True, person=2), [(5, 2)]),
        (visit("2026-04-20", 7, gone=True, person=3), [(5, 2)]),
        (visit("2026-05-20", 7, person=3), []),
        (visit("2026-05-20", 7, person=2), [(5, 2)]),
    ],
)
def test_a_correction_is_about_the_record_of_whom_it_names_else_about_the_one_given_out_last(
    revising: Any, taken: list[tuple[int, int]]
) -> None:
    both = [
        in_batch(evidence(visit("2026-03-20", 7))),
        in_batch(evidence(ANEW)).with_columns(batch=pl.lit(5, pl.Int64)),
    ]
    gone = superseded(pl.concat(both), evidence(revising))
    assert [(row["number"], row["person"]) for row in gone.to_dicts()] == taken


def test_who_was_put_in_by_a_correction_goes_with_the_record() -> None:
    """The row is corrected to be another person's, then withdrawn under the first one's name."""
    moved = evidence(visit("2026-03-20", 7, person=2)).with_columns(new=pl.lit(value=False))
    both = [in_batch(evidence(visit("2026-03-20", 7))), in_batch(moved).with_columns(batch=pl.lit(5, pl.Int64))]
    gone = superseded(pl.concat(both), evidence(visit("2026-03-20", 7, gone=True)))
    assert [(row["number"], row["person"]) for row in gone.to_dicts()] == [(4, 1), (5, 2)]


rows = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(KINDS),
        st.sampled_from(["2026-01-31", "2026-03-01", "2026-03-02", "2026-03-31"]),
        st.one_of(st.none(), st.integers(0, 3)),
        st.booleans(),
    ),
    max_size=12,
)


def said_last(rows: list[Any]) -> list[bool]:
    """Row by row: whether no later row is of the same record, the number given out again for each new person."""
    given_out: dict[int, int] = {}
    meant: dict[tuple[int, int], int] = {}
    records: list[tuple[Any, ...]] = []
    for line, (person, _, _, number, gone) in enumerate(rows):
        if number is None:
            records.append((None, line))
            continue
        if number in given_out and (number, person) not in meant and not gone:
            given_out[number] += 1
        given_out.setdefault(number, 0)
        meant.setdefault((number, person), given_out[number])
        records.append((number, meant[number, person]))
    return [record not in records[at + 1 :] for at, record in enumerate(records)]


def left_of(rows: list[Any], gone: set[tuple[int, int]]) -> dict[tuple[int, str, str], tuple[str, int]]:
    """Row by row: last day and number of rows of each person, kind and month that nothing later takes back."""
    last = [(line, *row) for (line, row), counts in zip(enumerate(rows, 2), said_last(rows), strict=True) if counts]
    denied = {(person, kind, day): line for line, person, kind, day, number, back in last if back and number is None}
    left = [
        (person, kind, day)
        for line, person, kind, day, _, back in last
        if not back and (line, person) not in gone and line >= denied.get((person, kind, day), 0)
    ]
    months = {(person, kind, day[:7]) for person, kind, day in left}
    days = {key: [day for person, kind, day in left if (person, kind, day[:7]) == key] for key in months}
    return {key: (max(found), len(found)) for key, found in days.items()}


@given(first=rows, second=rows)
def test_folding_again_equals_folding_what_is_left(first: Any, second: Any) -> None:
    """What an earlier line of a record said stays replaced, though the line that replaced it is gone."""
    table, revising = evidence(*first), evidence(*second)
    gone = superseded(in_batch(table), revising)
    again = refolded(folded(table), table, gone).to_dicts()
    told = {(row["person"], row["kind"], str(row["day"])[:7]): (str(row["day"]), row["rows"]) for row in again}
    assert told == left_of(first, {(row["line"], row["person"]) for row in gone.to_dicts()})


@given(first=rows, second=rows, denied=st.booleans())
def test_what_may_be_superseded_is_all_that_is(first: Any, second: Any, denied: bool) -> None:
    table, revising = in_batch(evidence(*first)), evidence(*second).with_columns(refuted=pl.lit(denied))
    few = table.filter(may_be_superseded(revising))
    assert superseded(few, revising).equals(superseded(table, revising))
    assert refuted(few, revising).equals(refuted(table, revising))


@given(rows=rows)
def test_without_records_folding_is_the_greatest_day_of_each_month(rows: Any) -> None:
    plain = [(person, kind, day, None, False) for person, kind, day, _, _ in rows]
    found = {
        (row["person"], row["kind"], str(row["day"])[:7]): str(row["day"])
        for row in folded(evidence(*plain)).to_dicts()
    }
    greatest: dict[tuple[int, str, str], str] = {}
    for person, kind, day, _, _ in plain:
        key = (person, kind, day[:7])
        greatest[key] = max(day, greatest.get(key, ""))
    assert found == greatest


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (visit("2026-03-09", gone=True), [2]),
        (visit("2026-03-10", gone=True), []),
        (visit("2026-03-09", gone=True, person=2), []),
        (visit("2026-03-09", 5, gone=True), []),
        (visit("2026-03-09"), []),
    ],
)
def test_what_is_withdrawn_without_a_number_is_what_says_the_same(
    said: tuple[int, str, str, int | None, bool], taken: list[int]
) -> None:
    """A number that no earlier row has, and a row that is new, take nothing back."""
    earlier = evidence(visit("2026-03-09"), visit("2026-03-20"))
    assert superseded(in_batch(earlier), evidence(said))["line"].to_list() == taken


@pytest.mark.parametrize(("day", "taken"), [("2026-03-09", [2]), ("2026-03-10", [])])
def test_what_is_refuted_never_happened_whatever_its_number(day: str, taken: list[int]) -> None:
    earlier = evidence(visit("2026-03-09", 8), visit("2026-03-20", 9))
    denial = evidence(visit(day, 1)).with_columns(refuted=pl.lit(value=True))
    assert refuted(in_batch(earlier), denial)["line"].to_list() == taken
    assert superseded(in_batch(earlier), denial)["line"].to_list() == taken
    assert folded(denial).is_empty()
