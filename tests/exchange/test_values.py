"""Every spelling of a day, month, amount, word and number that departments use, and what is none."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.contracts_by_hand import GOOD, TODAY, sound
from zige.exchange import values
from zige.exchange.numbers import birth_dates, normalised, state_of

MARCH = date(2026, 3, 5)


def series(*texts: str | None) -> pl.Series:
    return pl.Series("value", texts, pl.String)


@pytest.mark.parametrize(
    "text",
    [
        "20260305",
        "2026-03-05",
        "2026/3/5",
        "2026.03.05",
        "2026年3月5日",
        "2026 年 3 月 5 日",
        "２０２６０３０５",
        " 2026-3-5 ",
        "'20260305",
        "2026-03-05 08:30:00",
        "2026-03-05T08:30:00.123",
        "2026-03-05T08:30:00+08:00",
        "2026/3/5 8:30",
        "2026/3/5 17:02",
        "2026-3-5 12:30:09",
        "2026/3/5　17:02",
        "2026年3月5日 17时02分",
        "20260305083000",
        "2026年3月5日8时30分",
    ],
)
def test_a_day_is_read_in_all_its_spellings(text: str) -> None:
    assert values.day_of(text) == MARCH
    assert values.days(series(text, None, "x")).to_list() == [MARCH, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "20261301",
        "2026-3-32",
        "5.3.2026",
        "26-03-05",
        "2026-03/05",
        "2026-03",
        "46086",
        "2026-03-05 or so",
        "0001-01-01",
        "二〇二六年三月五日",
    ],
)
def test_what_is_no_day_stays_none(text: str) -> None:
    assert values.day_of(text) is None


@pytest.mark.parametrize(
    "text", ["202611", "2026-11", "2026/11", "2026.11", "2026年11月", "２０２６年１１月", "20261130", "2026-11-30"]
)
def test_a_month_is_read_in_all_its_spellings(text: str) -> None:
    assert values.month_of(text) == 2026 * 12 + 10


@pytest.mark.parametrize("text", ["202613", "2026-0", "2026", "11", "2026年13月", "20261131"])
def test_what_is_no_month_stays_none(text: str) -> None:
    assert values.month_of(text) is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1234.5", 123450),
        ("1,234.56", 123456),
        ("¥ 1,234", 123400),
        ("￥12.00元", 1200),
        ("０.０１", 1),
        ("-3.2", -320),
        ("1.2300", 123),
        ("0", 0),
        ("9999999999999.99", 999999999999999),
    ],
)
def test_an_amount_is_whole_fen(text: str, fen: int) -> None:
    assert values.fen_of(text) == fen
    assert values.money(series(text, None, "x")).to_list() == [fen, None, None]


@pytest.mark.parametrize("text", ["1.234", "1,23", "12,34.5", "--1", "1e3", "12万", ".5", "99999999999999", "无"])
def test_what_is_no_amount_or_finer_than_a_fen_stays_none(text: str) -> None:
    assert values.fen_of(text) is None
    assert values.money(series("1.50", text)).to_list() == [150, None]


def test_words_are_compared_without_width_blanks_and_case() -> None:
    found = values.words(
        series("是", " 否 ", "ｙ", "Yes", "yes", "也许", "", None), {"是": "yes", "否": "no", "Y": "yes"}
    )
    assert found.to_list() == ["yes", "no", "yes", "yes", "yes", None, None, None]


def test_a_region_has_six_nine_or_twelve_digits() -> None:
    found = values.regions(series("511102", "511102001", "５１１１０２００１００１", "5111020", "乐山", " "))
    assert found.to_list() == ["511102", "511102001", "511102001001", None, None, None]


def test_text_is_folded_and_a_name_is_not() -> None:
    texts = series(" ＡＢ－１　二 ", "a b", "\u3000", None)
    assert values.text_of(texts).to_list() == ["AB-1 二", "a b", None, None]
    assert values.stripped(texts).to_list() == ["ＡＢ－１　二", "a b", None, None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (GOOD, GOOD),
        (f" {GOOD[:6]} {GOOD[6:14]}\u3000{GOOD[14:]} ", GOOD),
        (f"'{GOOD}", GOOD),
        (f'="{GOOD}"', GOOD),
        ("５１１１０２" + GOOD[6:], GOOD),
        (sound("51110219040101004").lower(), sound("51110219040101004")),
        ("511102491231002", GOOD),
        ("h12345678", "H12345678"),
        ("5.11102E+17", "5.11102E+17"),
        (" ", None),
        (None, None),
    ],
)
def test_a_number_is_normalised(text: str | None, number: str | None) -> None:
    assert normalised(series(text, GOOD)).to_list() == [number, GOOD]


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (GOOD, None),
        (sound("51110220240229001"), None),
        (sound("99999920000101001"), None),
        (sound("83000020000101001"), None),
        ("ABC123456789012", None),
        ("H12345678", None),
        (None, "id_missing"),
        (GOOD[:17], "id_shape"),
        (GOOD + "1", "id_shape"),
        ("X" + GOOD[1:], "id_shape"),
        ("5.11102E+17", "id_shape"),
        (sound("51110220230229001"), "id_birth_date"),
        (sound("51110220261126001"), "id_birth_date"),
        (sound("51110219001301001"), "id_birth_date"),
        (sound("51110218791231001"), "id_birth_date"),
        (GOOD[:16] + str((int(GOOD[16]) + 1) % 10) + GOOD[17], "id_check_digit"),
        (GOOD[:17] + ("1" if GOOD[17] != "1" else "2"), "id_check_digit"),
    ],
)
def test_the_state_of_a_number_is_its_first_fault(number: str | None, state: str | None) -> None:
    """Today's birth is possible, tomorrow's is not; the 29th of February only in a leap year."""
    assert state_of(series(GOOD, number), TODAY).to_list() == [None, state]


def test_the_day_of_birth_is_taken_only_from_eighteen_characters() -> None:
    texts = series(GOOD, GOOD[:17] + "?", "51110219900230001X", "511102491231002", None)
    assert birth_dates(texts).to_list() == [date(1949, 12, 31), date(1949, 12, 31), None, None, None]


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_fifteen_digits_become_the_same_as_eighteen(day: date, order: int) -> None:
    number = sound(f"511102{day:%Y%m%d}{order:03}")
    assert normalised(series(number[:6] + number[8:17])).to_list() == [number]
    assert state_of(series(number), TODAY).to_list() == [None]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), min_size=1, max_size=10))
def test_no_text_whatever_breaks_a_reader(texts: list[str | None]) -> None:
    given_ = series(*texts)
    for read in (values.days, values.months, values.money, values.regions, values.text_of, values.stripped, normalised):
        assert read(given_).len() == len(texts)
    assert state_of(normalised(given_), TODAY).len() == len(texts)
