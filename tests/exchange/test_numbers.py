"""EXCHANGE §1, FACTS §7.1: citizen numbers as departments write them, and the other documents in old records."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zige.exchange.numbers import birth_dates, normalised, state_of

TODAY = dt.date(2026, 3, 5)
SOUND = "11010519491231002X"

WRITTEN = [
    (SOUND, SOUND),
    ("11010519491231002x", SOUND),
    ("１１０１０５１９４９１２３１００２Ｘ", SOUND),
    (" 110105 19491231 002X ", SOUND),
    ("110105-19491231-002X", SOUND),
    ("'11010519491231002X", SOUND),
    ("110105491231002", SOUND),  # 15 digits: 19 put in, the check digit behind
    ("１１０１０５４９１２３１００２", SOUND),
    ("11010549123100", "11010549123100"),  # 14 digits stay what they are
    ("h12345678", "H12345678"),
    ("", None),
    (" 　", None),
    (None, None),
]


@pytest.mark.parametrize(("written", "number"), WRITTEN)
def test_what_is_written_becomes_one_form(written: str | None, number: str | None) -> None:
    assert normalised(pl.Series([written], dtype=pl.String)).to_list() == [number]


STATES = [
    (SOUND, None, "sound"),
    ("440524188001010014", None, "sound, of the year 1880"),
    (None, "id_missing", "nothing written"),
    ("1101051949123100", "id_shape", "16 digits"),
    ("X1010519491231002X", "id_shape", "X in front"),
    ("110105194913310024", "id_birth_date", "month 13"),
    ("110105194902290023", "id_birth_date", "29 February of a common year"),
    ("110105187912310024", "id_birth_date", "before 1880"),
    ("110105202603060024", "id_birth_date", "born tomorrow"),
    ("110105194912310021", "id_check_digit", "X is right"),
    ("810000199408230021", None, "Hong Kong resident"),
    ("820000199001010016", "id_check_digit", "Macao resident, check digit wrong"),
    ("830000199201300022", None, "Taiwan resident"),
    ("911124198108030024", None, "foreign permanent resident since 2023"),
    ("911124198108030025", "id_check_digit", "the same, check digit wrong"),
    ("CAN110182010101", None, "foreign permanent resident, old form"),
    ("CA1110182010101", "id_shape", "two letters only"),
    ("CAN11018201010", "id_shape", "11 digits"),
    ("H12345678", None, "Hong Kong travel permit"),
    ("M1234567801", None, "Macao travel permit with the number of its issue"),
    ("T12345678", "id_shape", "no such permit"),
    ("12345678", None, "Taiwan travel permit"),
    ("1234567", "id_shape", "seven digits"),
]


@pytest.mark.parametrize(("number", "state", "why"), STATES)
def test_what_is_wrong_with_a_number(number: str | None, state: str | None, why: str) -> None:
    assert state_of(pl.Series([number], dtype=pl.String), TODAY).to_list() == [state], why


def test_a_column_is_judged_as_each_of_its_numbers() -> None:
    numbers = pl.Series([number for number, _, _ in STATES], dtype=pl.String)
    assert state_of(numbers, TODAY).to_list() == [state for _, state, _ in STATES]


BORN = [
    (SOUND, dt.date(1949, 12, 31)),
    ("110105194912310021", dt.date(1949, 12, 31)),  # the check digit does not matter
    ("110105194913310021", None),
    ("H12345678", None),
    ("CAN110182010101", None),
    (None, None),
]


@pytest.mark.parametrize(("number", "born"), BORN)
def test_the_birth_date_in_a_number(number: str | None, born: dt.date | None) -> None:
    assert birth_dates(pl.Series([number], dtype=pl.String)).to_list() == [born]


@given(st.integers(0, 16), st.integers(1, 9))
def test_no_digit_can_be_changed_unnoticed(at: int, by: int) -> None:
    changed = SOUND[:at] + str((int(SOUND[at]) + by) % 10) + SOUND[at + 1 :]
    assert state_of(pl.Series([changed]), TODAY).to_list() != [None]


@given(st.text(st.sampled_from("0123456789xX１０Ｘ -'hHmM"), max_size=20))
def test_normalising_twice_changes_nothing(written: str) -> None:
    once = normalised(pl.Series([written]))
    if once.str.len_chars()[0] != 15:
        assert normalised(once).to_list() == once.to_list()


def test_nothing_in_gives_nothing_out() -> None:
    empty = pl.Series([], dtype=pl.String)
    assert normalised(empty).to_list() == state_of(empty, TODAY).to_list() == birth_dates(empty).to_list() == []
