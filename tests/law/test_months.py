"""Months as whole numbers: what can be written comes back, what cannot is refused."""

import datetime as dt

import pytest

from zige.law.months import OPEN, first_day, format_month, last_day, month_of, parse_month


@pytest.mark.parametrize(
    ("text", "month"), [("0001-01", 12), ("2026-01", 24312), ("2026-11", 24322), ("9999-12", 119999)]
)
def test_a_month_is_twelve_times_the_year_plus_its_place(text: str, month: int) -> None:
    assert parse_month(text) == month
    assert format_month(month) == text


def test_the_month_after_december_is_january() -> None:
    assert format_month(parse_month("2026-12") + 1) == "2027-01"


def test_an_open_end_lies_after_every_month_that_can_be_written() -> None:
    assert parse_month("9999-12") < OPEN


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-1", "2026-13", "2026-00", "0000-05", "2026/11", "2026-11-01", " 2026-11", "２０２６-11"]
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="not a month written YYYY-MM"):
        parse_month(text)


def test_a_due_month_after_9999_is_written_with_five_digits() -> None:
    assert format_month(120000) == "10000-01"


@pytest.mark.parametrize("month", [OPEN, 11, 0, -1])
def test_a_number_outside_the_years_has_no_writing(month: int) -> None:
    with pytest.raises(ValueError, match="not a month from 0001-01 on"):
        format_month(month)


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2027-02", "2027-02-01", "2027-02-28"),
    ],
)
def test_the_days_of_a_month(month: str, first: str, last: str) -> None:
    number = parse_month(month)
    assert (first_day(number).isoformat(), last_day(number).isoformat()) == (first, last)
    assert [month_of(day) for day in (first_day(number), last_day(number))] == [number, number]
    assert month_of(last_day(number) + dt.timedelta(days=1)) == number + 1
