"""EXCHANGE §2, the ladder: for each level a row that meets it and one that narrowly does not."""

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identity.people import number, person_rows, register_of
from zige.exchange.numbers import birth_dates, normalised, state_of
from zige.identity.ladder import CANDIDATES, MATCHED, Matches, match
from zige.identity.names import CLOSE, EQUAL, compared, key_of
from zige.identity.register import Register

ZHANG, JIKE, WANG = number(sequence=1), number(birth="19481102", sequence=2), number(birth="19450607", sequence=4)
REGISTER = register_of(
    {"id_number": ZHANG, "name": "张伟", "birth_date": "1950-03-05", "sex": "male", "region": "511102001001"},
    {"id_number": JIKE, "name": "吉克·阿木", "birth_date": "1948-11-02", "sex": "female", "region": "511132200201"},
    {"id_number": WANG, "name": "王秀媖", "birth_date": "1945-06-07", "sex": "female", "region": "511102001001"},
    {"id_number": "H12345678", "name": "陈志明", "birth_date": "1950-07-01", "sex": "male"},
)
TODAY = dt.date(2026, 3, 5)


def _match(*rows: dict[str, Any], name_needed: bool = True, register: Register = REGISTER) -> Matches:
    """Rows as intake makes them: their state follows from the number."""
    typed = person_rows(*rows)
    numbers = normalised(typed["id_number"])
    state = state_of(numbers, TODAY)
    born = pl.when(pl.Series(state.is_not_null())).then(pl.Series(birth_dates(numbers)))
    typed = typed.with_columns(id_number=numbers, number_state=state, birth_date=pl.coalesce("birth_date", born))
    return match(typed, register, name_needed=name_needed)


def _found(row: dict[str, Any], name_needed: bool = True) -> tuple[int, int | None, list[int]]:
    """Level, person, and the candidates of one row."""
    matches = _match(row, name_needed=name_needed)
    _, person, level = matches.rows.row(0)
    return level, person, matches.candidates["person"].to_list()


BY_NUMBER = [
    ("张伟", ZHANG, 1, 1, "number and name equal"),
    ("張偉", ZHANG, 1, 1, "traditional forms"),
    ("吉克•阿木", JIKE, 1, 2, "another dot"),
    ("吉克阿木", JIKE, 2, 2, "the dot missing"),
    ("王秀?", WANG, 2, 3, "a rare character not written"),
    ("王秀", WANG, 2, 3, "a rare character missing"),
    ("王秀英", WANG, 2, 3, "a rare character as a homophone"),
    ("王??", WANG, 3, 3, "two not written"),
    ("张玮", ZHANG, 3, 1, "a homophone is another name"),
    ("阿木", JIKE, 3, 2, "a part of the name"),
    ("李铭", ZHANG, 3, 1, "another name"),
    ("陈志明", "H12345678", 1, 4, "a travel permit that the register has"),
]


@pytest.mark.parametrize(("name", "id_number", "level", "person", "why"), BY_NUMBER)
def test_an_equal_number_finds_its_person_and_the_name_says_how_well(
    name: str, id_number: str, level: int, person: int, why: str
) -> None:
    assert _found({"id_number": id_number, "name": name}) == (level, person, []), why


@pytest.mark.parametrize(("name_needed", "level"), [(False, 1), (True, 3)])
def test_a_missing_name_is_level_1_only_where_the_contract_says_so(name_needed: bool, level: int) -> None:
    assert _found({"id_number": ZHANG, "name": None}, name_needed) == (level, 1, [])


def test_a_number_that_nobody_has_finds_nobody() -> None:
    assert _found({"id_number": number(sequence=900), "name": "张伟"}) == (0, None, [])


OFF = ZHANG[:-2] + str((int(ZHANG[-2]) + 1) % 10) + ZHANG[-1]
ELSEWHERE = number(place="510000")
FAILING = ELSEWHERE[:-1] + str((int(ELSEWHERE[-1].replace("X", "0")) + 1) % 10)
BORN = {"name": "张伟", "birth_date": "1950-03-05"}
NEAR = [
    ({"id_number": OFF} | BORN, 4, 0.99, "one digit off"),
    ({"id_number": ZHANG[1:]} | BORN, 4, 0.99, "one digit missing"),
    ({"id_number": ZHANG + "0"} | BORN, 4, 0.99, "one digit too many"),
    ({"id_number": ZHANG[:4] + ZHANG[5] + ZHANG[4] + ZHANG[6:]} | BORN, 4, 0.99, "two digits swapped"),
    ({"id_number": OFF, "name": "张伟"}, 4, 0.99, "born by the digits of the number"),
    ({"id_number": FAILING} | BORN, 4, 0.9, "the check fails"),
    ({"id_number": ZHANG[3:]} | BORN, 5, None, "three digits missing"),
    ({"id_number": OFF, "name": "张玮", "birth_date": "1950-03-05"}, 5, None, "a homophone"),
    ({"id_number": OFF, "name": "张伟", "birth_date": "1950-03-06"}, 5, None, "another birth date"),
]


@pytest.mark.parametrize(("row", "level", "score", "why"), NEAR)
def test_a_number_off_by_one_edit_or_failing_its_check_names_a_candidate(
    row: dict[str, Any], level: int, score: float | None, why: str
) -> None:
    assert _found(row | {"sex": "male"}) == (level, None, [1]), why
    if score is not None:
        assert _match(row).candidates["score"].to_list() == [score], why


def test_a_sound_number_of_another_person_is_no_candidate_for_a_namesake() -> None:
    assert _found({"id_number": ELSEWHERE} | BORN) == (0, None, [])


DOCUMENTS = [
    ({"id_number": "ABC123456789012"} | BORN, [1], "an old document of somebody with a number"),
    ({"id_number": number(place="810000", birth="19500701"), "name": "陈志明", "birth_date": "1950-07-01"}, [4], "new"),
    ({"id_number": number(place="810000", birth="19500701"), "name": "陈志明"}, [], "new, without birth date"),
]


@pytest.mark.parametrize(("row", "candidates", "why"), DOCUMENTS)
def test_an_old_document_and_a_new_number_can_be_linked(row: dict[str, Any], candidates: list[int], why: str) -> None:
    assert _found(row)[2] == candidates, why


def test_a_number_of_two_people_stops_and_asks() -> None:
    register = register_of({"id_number": ZHANG, "name": "张伟"}, {"id_number": ZHANG, "name": "李铭"})
    matches = match(person_rows({"id_number": ZHANG, "name": "李铭"}), register, name_needed=True)
    assert matches.rows.rows() == [(2, None, 1)]
    assert matches.candidates.select("person", "reason_zh").rows() == [(1, "名册中有两人使用此号码")]


def test_nothing_in_gives_nothing_out_in_the_agreed_columns() -> None:
    matches = match(person_rows(), REGISTER, name_needed=True)
    assert dict(matches.rows.schema) == MATCHED
    assert dict(matches.candidates.schema) == CANDIDATES


def test_every_row_has_one_place_and_the_order_of_rows_changes_nothing() -> None:
    numbers = [ZHANG, OFF, None, ZHANG, JIKE, number(sequence=900)]
    names = ["张伟", "张伟", "张玮", "李铭", "吉克阿木", "赵云"]
    rows = [
        {"line": at, "id_number": id_number, "name": name, "birth_date": "1950-03-05"}
        for at, (id_number, name) in enumerate(zip(numbers, names, strict=True), start=2)
    ]
    told, backwards = _match(*rows), _match(*rows[::-1])
    assert told.rows["line"].to_list() == [2, 3, 4, 5, 6, 7]
    assert told.rows["level"].to_list() == [1, 4, 5, 3, 2, 0]
    assert backwards.rows.sort("line").equals(told.rows)
    assert backwards.candidates.equals(told.candidates)


def _edits(held: str) -> set[str]:
    """Every number at one edit's distance: a character replaced, left out, put in, or swapped with the next."""
    places = range(len(held))
    replaced = {held[:at] + new + held[at + 1 :] for at in places for new in "0123456789X"}
    missing = {held[:at] + held[at + 1 :] for at in places}
    put_in = {held[:at] + new + held[at:] for at in range(len(held) + 1) for new in "0123456789X"}
    swapped = {held[:at] + held[at + 1] + held[at] + held[at + 2 :] for at in places[:-1]}
    return (replaced | missing | put_in | swapped) - {held}


@settings(max_examples=10, deadline=None)
@given(st.dates(TODAY.replace(year=1920), TODAY.replace(year=1999)), st.integers(0, 999))
def test_no_single_edit_of_a_sound_number_is_level_1_or_2(born: dt.date, sequence: int) -> None:
    """Nor does it find anybody without a person's word, though name and birth date are equal: level 4."""
    held = number(birth=f"{born:%Y%m%d}", sequence=sequence)
    register = register_of({"id_number": held, "name": "张伟", "birth_date": born})
    edits = [{"id_number": each, "name": "张伟", "birth_date": born} for each in sorted(_edits(held))]
    matches = _match(*edits, register=register)
    assert matches.rows.select("person", "level").unique().rows() == [(None, 4)]
    assert matches.candidates.height == len(edits)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("张伟偉?玮·"), max_size=3))
def test_by_number_the_level_follows_from_the_names_alone(name: str) -> None:
    key = key_of(name)
    expected = 3 if key is None else {EQUAL: 1, CLOSE: 2}.get(compared(key, "张伟"), 3)
    assert _found({"id_number": ZHANG, "name": name or None})[0] == expected
