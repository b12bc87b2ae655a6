"""A number that changes leaves one person one person, where that is sure; where it is not, an officer is asked."""

import datetime as dt

import pytest

from identity.rosters import LATER, PERSON, RECEIVED, asked, benefits, persons, register_of
from zige.identity.register import Register

NUMBER = str(PERSON["id_number"])
MISWRITTEN = NUMBER[:13] + "9" + NUMBER[14:]
PASSPORT, PERMIT = "H01234567", "810000195003150025"
OTHER = {"id_number": "511123194811170028", "name": "李明", "birth_date": dt.date(1948, 11, 17), "phone": "13800000002"}


@pytest.mark.parametrize(
    ("before", "after"),
    [(PASSPORT, PERMIT), ("TWN500315012345", "911000195003150025"), ("01234567", PERMIT), (MISWRITTEN, NUMBER)],
)
def test_old_papers_and_a_wrong_digit_give_way_to_the_new_number_of_the_same_person(before: str, after: str) -> None:
    register = register_of({"id_number": before}, OTHER).with_persons(persons({"id_number": after}, OTHER), LATER)
    assert register.persons.select("person", "id_number").rows() == [(1, after), (2, OTHER["id_number"])]
    assert register.changes.select("person", "column", "old", "new", "received").rows() == [
        (1, "id_number", before, after, LATER)
    ]
    assert asked(register) == [(1, "changed_number", None)]


def test_who_stays_listed_beside_the_rows_keeps_the_number() -> None:
    register = register_of({"id_number": MISWRITTEN}, OTHER)
    told = register.with_persons(persons({"id_number": NUMBER}), LATER, beside=[MISWRITTEN])
    assert told.persons["id_number"].to_list() == [MISWRITTEN, OTHER["id_number"], NUMBER]
    assert (1, "one_person_two_numbers", 3) in asked(told)


def test_what_a_roster_contradicts_stays_asked_of_whom_a_few_rows_do_not_speak() -> None:
    twice = persons({}, {"name": "赵铁柱"}, OTHER)
    register = Register.empty().with_persons(twice, RECEIVED)
    assert asked(register) == [(1, "two_persons_one_number", None)]
    assert asked(register.with_persons(persons(OTHER), LATER, beside=[NUMBER])) == asked(register)
    assert asked(register.with_persons(persons({}), LATER, beside=[str(OTHER["id_number"])])) == []


@pytest.mark.parametrize(
    "differs",
    [
        {"name": "王秀兰"},
        {"birth_date": dt.date(1950, 3, 16)},
        {"sex": "male"},
        {"sex": None},
        {"phone": "13800000009", "region": "511102001002"},
        {"phone": None, "region": None},
    ],
)
def test_less_than_name_birth_date_sex_and_phone_or_place_makes_a_new_person(differs: dict[str, object]) -> None:
    new = {"id_number": PERMIT} | differs
    register = register_of({"id_number": PASSPORT}).with_persons(persons(new), LATER)
    assert register.persons["id_number"].to_list() == [PASSPORT, PERMIT]


def test_the_same_place_does_where_the_phone_is_another() -> None:
    new = {"id_number": PERMIT, "phone": "13800000009"}
    register = register_of({"id_number": PASSPORT}).with_persons(persons(new), LATER)
    assert register.persons["id_number"].to_list() == [PERMIT]


def test_who_may_be_the_same_person_is_asked_about_and_left_as_two() -> None:
    new = {"id_number": PERMIT, "phone": None, "region": None}
    register = register_of({"id_number": PASSPORT}).with_persons(persons(new), LATER)
    assert asked(register) == [(1, "changed_number", 2)]


def test_a_number_still_in_the_roster_is_not_given_away() -> None:
    roster = persons({"id_number": PASSPORT}, {"id_number": PERMIT})
    register = register_of({"id_number": PASSPORT}).with_persons(roster, LATER)
    assert register.persons["id_number"].to_list() == [PASSPORT, PERMIT]
    assert asked(register) == [(1, "one_person_two_numbers", 2)]


def test_of_two_who_might_have_got_the_new_number_neither_gets_it() -> None:
    register = register_of({"id_number": PASSPORT}, {"id_number": "M01234567"})
    register = register.with_persons(persons({"id_number": PERMIT}), LATER)
    assert register.persons["id_number"].to_list() == [PASSPORT, "M01234567", PERMIT]
    assert [question for question in asked(register) if question[1] == "changed_number"] == [
        (1, "changed_number", 3),
        (2, "changed_number", 3),
    ]


def test_two_sound_numbers_in_turn_are_two_people() -> None:
    register = register_of({}).with_persons(persons({"id_number": "511102195003150041"}), LATER)
    assert register.persons.height == 2


def test_a_changed_number_stays_asked_when_later_rosters_no_longer_show_it() -> None:
    roster = persons({"id_number": PERMIT})
    register = register_of({"id_number": PASSPORT}).with_persons(roster, LATER).with_persons(roster, LATER)
    assert asked(register) == [(1, "changed_number", None)]


def test_a_benefit_given_to_another_person_is_asked_about() -> None:
    register = register_of({}, OTHER).with_benefits(benefits({}), RECEIVED, 2026 * 12 + 8)
    register = register.with_benefits(benefits({"id_number": OTHER["id_number"]}), LATER, 2026 * 12 + 9)
    assert asked(register) == [(1, "changed_number", 2)]
    assert register.benefits["person"].to_list() == [2]


def test_a_benefit_that_stays_with_its_person_asks_nothing() -> None:
    register = register_of({}, OTHER).with_benefits(benefits({}), RECEIVED, 2026 * 12 + 8)
    assert asked(register.with_benefits(benefits({"monthly_amount": 17850}), LATER, 2026 * 12 + 9)) == []


def test_two_numbers_of_one_name_off_by_one_edit_are_asked_about() -> None:
    """Wherever the edit is: each digit changed, each two neighbours exchanged."""
    changed = [NUMBER[:at] + str((int(NUMBER[at]) + 1) % 10) + NUMBER[at + 1 :] for at in range(18)]
    swapped = [NUMBER[:at] + NUMBER[at + 1] + NUMBER[at] + NUMBER[at + 2 :] for at in range(17)]
    shorter = [NUMBER[:at] + NUMBER[at + 1 :] for at in range(18)]
    for wrong in {*changed, *swapped, *shorter} - {NUMBER}:
        elsewhere = {"phone": None, "region": None, "birth_date": None, "id_number": wrong}
        assert asked(register_of({}, elsewhere)) == [(1, "one_person_two_numbers", 2)], wrong
        assert asked(register_of({}, elsewhere | {"name": "王秀兰"})) == [], wrong


def test_two_edits_are_not_one() -> None:
    wrong = NUMBER[:6] + "2" + NUMBER[7:17] + "9"
    assert asked(register_of({}, {"phone": None, "region": None, "birth_date": None, "id_number": wrong})) == []


def test_what_one_roster_asks_is_not_forgotten_when_benefits_bring_a_stranger() -> None:
    contradiction = register_of({}, {"name": "李明"})
    assert asked(contradiction) == [(1, "two_persons_one_number", None)]
    stranger = benefits({}, {"benefit_id": "B2", "id_number": OTHER["id_number"]})
    assert asked(contradiction.with_benefits(stranger, RECEIVED, 2026 * 12 + 8)) == asked(contradiction)


def test_persons_without_a_number_are_neither_merged_nor_added_again_and_again() -> None:
    nameless = {"id_number": None, "number_state": "id_missing"}
    roster = persons({}, nameless, nameless | {"name": "李明"})
    register = Register.empty().with_persons(roster, RECEIVED).with_persons(roster, LATER)
    assert register.persons["id_number"].to_list() == [NUMBER]


@pytest.mark.parametrize(("last_month", "found"), [(None, ["B1"]), (2020 * 12, ["B1"]), (2020 * 12 - 1, [])])
def test_pensions_drawn_one_after_the_other_are_no_duplicates(last_month: int | None, found: list[str]) -> None:
    """The residents' pension ends; the enterprise's began in January 2020."""
    enterprise = {"benefit_id": "B2", "kind": "pension.enterprise", "first_month": 2020 * 12}
    roster = benefits({"last_month": last_month}, enterprise)
    register = register_of({}).with_benefits(roster, RECEIVED, 2026 * 12 + 8)
    assert register.duplicates["benefit_id"].to_list() == found
