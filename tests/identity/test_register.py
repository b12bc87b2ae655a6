"""The register: who is who from one roster to the next, what changes, and what is asked (EXCHANGE §2, §3)."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from identity.people import RECEIVED, benefit_rows, number, person_rows, register_of
from zige.identity.register import Register
from zige.law.months import parse_month

A, B, C = number(sequence=1), number(sequence=2), number(sequence=3)
LATER = dt.date(2026, 4, 5)
MARCH, APRIL = parse_month("2026-03"), parse_month("2026-04")


def _people(register: Register) -> dict[str, int]:
    return dict(register.persons.select("id_number", "person").iter_rows())


def _questions(register: Register) -> list[tuple[Any, ...]]:
    return register.questions.rows()


def test_people_are_numbered_without_gaps_as_they_first_appear_and_keep_their_number() -> None:
    first = register_of({"id_number": B, "name": "李铭"}, {"id_number": A, "name": "张伟"})
    assert _people(first) == {B: 1, A: 2}
    second = first.with_persons(
        person_rows({"id_number": C, "name": "王秀英"}, {"id_number": A, "name": "张伟"}), LATER
    )
    assert _people(second) == {B: 1, A: 2, C: 3}
    assert second.persons["first_seen"].to_list() == [RECEIVED, RECEIVED, LATER]


def test_the_last_row_of_a_number_counts_whatever_the_order_of_the_table() -> None:
    rows = person_rows({"id_number": A, "name": "张伟", "phone": "1"}, {"id_number": A, "name": "张伟", "phone": "2"})
    for table in (rows, rows.reverse()):
        register = Register.empty().with_persons(table, RECEIVED)
        assert register.persons["phone"].to_list() == ["2"]


def test_rows_without_a_number_add_nobody_however_often_they_come() -> None:
    rows = person_rows({"id_number": None, "name": "张伟", "birth_date": "1950-03-05", "number_state": "id_missing"})
    assert Register.empty().with_persons(rows, RECEIVED).with_persons(rows, LATER).persons.is_empty()


@pytest.mark.parametrize(("absent", "phone"), [((), None), (("phone",), "1")])
def test_a_changed_or_blank_value_is_recorded_and_an_equal_or_absent_one_is_not(
    absent: tuple[str, ...], phone: str | None
) -> None:
    """A roster is whole: what it leaves blank is no more; a column that it does not have says nothing."""
    before = register_of({"id_number": A, "name": "张伟", "region": "511102001001", "phone": "1"})
    told = person_rows({"id_number": A, "name": "张伟", "region": "511102001002", "phone": None})
    after = before.with_persons(told, LATER, absent)
    changed = {"phone": ("1", None)} if phone is None else {}
    changed["region"] = ("511102001001", "511102001002")
    assert after.changes.rows() == [(1, None, name, *values, LATER) for name, values in changed.items()]
    assert after.persons.select("region", "phone").rows() == [("511102001002", phone)]


def test_a_changed_name_is_one_change() -> None:
    after = register_of({"id_number": A, "name": "张伟"}).with_persons(
        person_rows({"id_number": A, "name": "张玮"}), LATER
    )
    assert after.changes.rows() == [(1, None, "name", "张伟", "张玮", LATER)]
    assert after.persons["name_key"].to_list() == ["张玮"]


def test_who_is_not_in_a_roster_of_persons_stays_as_they_were() -> None:
    before = register_of({"id_number": A, "name": "张伟", "phone": "1"}, {"id_number": B, "name": "李铭"})
    after = before.with_persons(person_rows({"id_number": B, "name": "李铭"}), LATER)
    assert after.persons.filter(pl.col("id_number") == A)["phone"].to_list() == ["1"]


@pytest.mark.parametrize(("absent", "last_month"), [((), None), (("last_month",), APRIL)])
def test_a_last_month_that_a_later_roster_leaves_blank_is_no_more(
    absent: tuple[str, ...], last_month: int | None
) -> None:
    ending = benefit_rows({"id_number": A, "benefit_id": "1", "last_month": "2026-04", "incapacitated": "yes"})
    before = register_of({"id_number": A, "name": "张伟"}).with_benefits(ending, RECEIVED, MARCH)
    told = benefit_rows({"id_number": A, "benefit_id": "1", "last_month": None, "incapacitated": None})
    after = before.with_benefits(told, LATER, APRIL, (*absent, "incapacitated"))
    assert after.benefits.select("last_month", "incapacitated").rows() == [(last_month, True)]


def test_a_benefit_left_out_of_the_roster_is_no_longer_listed_until_it_is_in_again() -> None:
    both = benefit_rows({"id_number": A, "benefit_id": "1"}, {"id_number": B, "benefit_id": "2"})
    register = register_of({"id_number": A, "name": "张伟"}, {"id_number": B, "name": "李铭"})
    register = register.with_benefits(both, RECEIVED, MARCH)
    assert register.benefits["listed"].to_list() == [True, True]
    register = register.with_benefits(both.head(1), LATER, APRIL)
    assert register.benefits.select("benefit_id", "listed").rows() == [("1", True), ("2", False)]
    assert register.with_benefits(both, LATER, APRIL).benefits["listed"].to_list() == [True, True]


def test_a_benefit_that_stays_listed_beside_the_rows_is_listed_and_only_if_it_was() -> None:
    rows = benefit_rows(*({"id_number": A, "benefit_id": each} for each in "123"))
    register = register_of({"id_number": A, "name": "张伟"}).with_benefits(rows, RECEIVED, MARCH)
    told = register.with_benefits(rows.head(1), LATER, APRIL, beside=["2"])
    assert told.benefits["listed"].to_list() == [True, True, False]


def test_the_history_of_an_amount_begins_with_the_benefit_and_grows_with_each_other_amount() -> None:
    told = {"id_number": A, "benefit_id": "1", "first_month": "2015-01"}
    register = register_of({"id_number": A, "name": "张伟"})
    register = register.with_benefits(benefit_rows(told | {"monthly_amount": 100}), RECEIVED, MARCH)
    register = register.with_benefits(benefit_rows(told | {"monthly_amount": 100}), RECEIVED, MARCH)
    assert register.amounts.rows() == [("1", parse_month("2015-01"), 100)]
    register = register.with_benefits(benefit_rows(told | {"monthly_amount": 120}), LATER, APRIL)
    assert register.amounts.rows() == [("1", parse_month("2015-01"), 100), ("1", APRIL, 120)]
    register = register.with_benefits(benefit_rows(told | {"monthly_amount": 130}), LATER, APRIL)
    assert register.amounts.rows() == [("1", parse_month("2015-01"), 100), ("1", APRIL, 130)]


def test_a_benefit_of_somebody_unknown_makes_a_person_without_a_name() -> None:
    register = register_of({"id_number": A, "name": "张伟"})
    register = register.with_benefits(benefit_rows({"id_number": B, "benefit_id": "2"}), RECEIVED, MARCH)
    assert register.persons.select("person", "id_number", "name").rows() == [(1, A, "张伟"), (2, B, None)]
    assert register.benefits["person"].to_list() == [2]


TWO_PEOPLE = [
    ({"name": "张伟"}, {"name": "李铭"}, True, "two names"),
    ({"name": "张伟"}, {"name": "張 偉"}, False, "one name in two spellings"),
    ({"name": "吉克·阿木"}, {"name": "吉克阿木"}, False, "only a dot"),
    ({"name": "张伟", "birth_date": "1950-03-05"}, {"name": "张伟", "birth_date": "1950-03-06"}, True, "two dates"),
    ({"name": "张伟", "birth_date": "1950-03-05"}, {"name": "张伟", "birth_date": None}, False, "one date"),
]


@pytest.mark.parametrize(("one", "other", "asked", "why"), TWO_PEOPLE)
def test_one_number_for_two_people_asks(one: dict[str, Any], other: dict[str, Any], asked: bool, why: str) -> None:
    register = register_of({"id_number": A} | one, {"id_number": A} | other)
    assert _questions(register) == ([(1, "two_persons_one_number", None)] if asked else []), why


def test_three_spellings_are_compared_with_one_another() -> None:
    """The second and the third are two names, though each could be the first."""
    names = ("王□", "王秀", "王英")
    register = register_of(*({"id_number": A, "name": name} for name in names))
    assert _questions(register) == [(1, "two_persons_one_number", None)]


def test_a_question_stands_when_benefits_bring_somebody_unknown() -> None:
    register = register_of({"id_number": A, "name": "张伟"}, {"id_number": A, "name": "李铭"})
    register = register.with_benefits(benefit_rows({"id_number": B, "benefit_id": "2"}), RECEIVED, MARCH)
    assert _questions(register) == [(1, "two_persons_one_number", None)]


SAME = {"name": "张伟", "birth_date": "1950-03-05", "sex": "male", "region": "511102001001", "phone": "1"}
TWO_NUMBERS = [
    ({}, True, "all equal"),
    ({"phone": "2"}, True, "the village equal"),
    ({"region": "511102001002"}, True, "the phone equal"),
    ({"region": "511102001002", "phone": "2"}, False, "neither"),
    ({"region": None, "phone": None}, False, "neither said"),
    ({"name": "张玮"}, False, "another name"),
    ({"birth_date": "1950-03-06"}, False, "another birth date"),
    ({"sex": "female"}, False, "another sex"),
]


@pytest.mark.parametrize(("differing", "asked", "why"), TWO_NUMBERS)
def test_two_numbers_of_one_person_ask(differing: dict[str, Any], asked: bool, why: str) -> None:
    register = register_of({"id_number": A} | SAME, {"id_number": B} | SAME | differing)
    assert _questions(register) == ([(1, "one_person_two_numbers", 2)] if asked else []), why


ENTERPRISE = {"id_number": A, "benefit_id": "1", "kind": "pension.enterprise", "first_month": "2015-01"}
RESIDENT = {"id_number": A, "benefit_id": "2", "kind": "pension.resident", "first_month": "2012-05"}
DUPLICATES = [
    ((ENTERPRISE, RESIDENT), [("2", "2015-01-01")], "the residents' one, from when both were drawn"),
    ((ENTERPRISE, RESIDENT | {"kind": "pension.civil"}), [("1", "2015-01-01")], "else the later one"),
    ((ENTERPRISE, RESIDENT | {"standing": "stop"}), [], "one has stopped"),
    ((ENTERPRISE, RESIDENT | {"standing": "suspend"}), [("2", "2015-01-01")], "suspended is not ended"),
    ((ENTERPRISE, RESIDENT | {"id_number": B}), [], "of two people"),
    ((ENTERPRISE, RESIDENT | {"kind": "pension.land"}), [], "the subsidy of those whose land was taken is no pension"),
    ((ENTERPRISE, RESIDENT | {"kind": "injury.disability"}), [], "an injury is no pension"),
]


@pytest.mark.parametrize(("told", "asked", "why"), DUPLICATES)
def test_two_pensions_of_one_person_ask_about_one(
    told: tuple[dict[str, Any], ...], asked: list[tuple[str, str]], why: str
) -> None:
    register = register_of({"id_number": A, "name": "张伟"}, {"id_number": B, "name": "李铭"})
    register = register.with_benefits(benefit_rows(*told), RECEIVED, MARCH)
    found = register.duplicates.select("benefit_id", pl.col("start").cast(pl.String))
    assert found.rows() == asked, why
