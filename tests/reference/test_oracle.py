"""The oracle answers the sample and the examples of LAW.md; LAW §8 accepts the invented populations."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from reference.oracle import EVERY_KIND, GROUNDS, Row, determine
from reference.population import (
    FACT_KINDS,
    RELATIONS,
    Run,
    check_digit,
    extreme_runs,
    random_population,
    runs,
)

CASES = Path(__file__).parents[1] / "data" / "cases"
ATTENTION = {"contradiction", "no_adjustment", "opening", "register", "remind", "verify"}


def read_case(name: str) -> list[Row]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("expected", "known_by"),
    [("expected-2026-11.csv", None), ("expected-2026-11-known-by-2026-10-15.csv", "2026-10-15")],
)
def test_sample(expected: str, known_by: str | None) -> None:
    benefits, facts, amounts, paid = (read_case(f"{name}.csv") for name in ("benefits", "facts", "amounts", "paid"))
    assert determine(benefits, facts, amounts, paid, "2026-11", known_by) == read_case(expected)


PERSON = "511102195001010019"


def benefit(kind: str, **values: str) -> Row:
    """A benefit drawn since 2020 whose cycle the register began in 2026-01."""
    row = {"benefit_id": "B1", "id_number": PERSON, "kind": kind, "first_month": "2020-01", "last_month": ""}
    row |= {"cycle_from": "2026-01", "monthly_amount": "1000.00", "relation": "", "incapacitated": "false"}
    return {**row, "standing_before": "continue", **values}


def fact(kind: str, start: str, end: str = "", outcome: str = "", **values: str) -> Row:
    row = {"fact_id": f"{kind} {start}", "version": "1", "id_number": PERSON, "kind": kind, "start": start, "end": end}
    row |= {"outcome": outcome, "department": "police", "status": "confirmed", "received": start, "benefit_id": ""}
    return {**row, **values}


def answer(subject: Row, facts: list[Row], month: str, paid: dict[str, str] | None = None) -> Row:
    ledger = [
        {"benefit_id": "B1", "month": paid_month, "amount": amount} for paid_month, amount in (paid or {}).items()
    ]
    [row] = determine([subject], facts, None, ledger, month, None)
    return row


@pytest.mark.parametrize(
    ("kind", "happened", "month", "grounds"),
    [
        # 8.1.1.1: the month of a death is paid in full.
        ("pension.civil", fact("death", "2026-05-01"), "2026-05", ""),
        ("pension.civil", fact("death", "2026-05-01"), "2026-06", "death"),
        # 8.2.1.2: more than 6 months, then next.
        ("pension.land", fact("missing", "2026-03-31"), "2026-09", ""),
        ("pension.land", fact("missing", "2026-03-31"), "2026-10", "missing"),
        ("pension.land", fact("declared_missing", "2026-03-31"), "2026-04", "missing"),
        ("pension.resident", fact("missing", "2026-01-31"), "2026-10", ""),
        # 8.2.1.3: through the month of the last day; it costs a civil pension nothing.
        ("pension.enterprise", fact("detention", "2026-03-05", "2026-05-01"), "2026-05", "detained"),
        ("pension.enterprise", fact("detention", "2026-03-05", "2026-05-01"), "2026-06", ""),
        ("pension.civil", fact("detention", "2026-03-05"), "2026-06", ""),
        # 8.2.2.2: a sentence served outside prison suspends a civil pension alone.
        ("pension.civil", fact("noncustodial_sentence", "2026-03-05"), "2026-04", "criminal_penalty"),
        ("pension.enterprise", fact("noncustodial_sentence", "2026-03-05"), "2026-04", ""),
        # 8.1.2.5: care goes on; for good, though the fact has ended.
        ("injury.care", fact("retirement", "2026-03-05"), "2026-06", ""),
        ("injury.disability", fact("retirement", "2026-03-05", "2026-04-01"), "2026-06", "retired"),
        # 8.1.3.1: the job that was lost does not stop unemployment benefit.
        ("unemployment", fact("employment", "2019-12-31", "2020-02-01"), "2026-06", ""),
        ("unemployment", fact("employment", "2020-01-01", "2020-02-01"), "2026-06", "reemployed"),
        # Cleared lifts a ground for good too, from the run of the next month on.
        ("unemployment", fact("employment", "2026-01-01", "2026-06-01", "cleared"), "2026-06", "reemployed"),
        ("unemployment", fact("employment", "2026-01-01", "2026-06-01", "cleared"), "2026-07", ""),
        # A duplicate ends one entitlement, never all.
        ("pension.civil", fact("duplicate_pension", "2026-01-01"), "2026-06", ""),
        ("pension.civil", fact("duplicate_pension", "2026-01-01", benefit_id="B1"), "2026-06", "duplicate_pension"),
        # The register at go-live counts in the same month.
        ("unemployment", fact("opening_stop", "2026-06-30"), "2026-06", "opening_stop"),
    ],
)
def test_grounds_of_a_fact(kind: str, happened: Row, month: str, grounds: str) -> None:
    assert answer(benefit(kind), [happened], month)["grounds"] == grounds


@pytest.mark.parametrize(
    ("id_number", "relation", "month", "grounds"),
    [
        ("511102200802290018", "child", "2026-02", ""),
        ("511102200802290018", "child", "2026-03", "survivor_of_age"),
        ("511102200802290018", "spouse", "2026-03", ""),
    ],
)
def test_birthday_of_a_leap_day_lies_in_february(id_number: str, relation: str, month: str, grounds: str) -> None:
    """8.1.2.8: a survivor born on 29 February 2008 is paid through February 2026."""
    assert answer(benefit("injury.survivor", id_number=id_number, relation=relation), [], month)["grounds"] == grounds


@pytest.mark.parametrize(
    ("signs", "last_certified"),
    [
        ([("life.border", "2026-04-02", "police")], "2026-04-02"),
        ([("life.bank_counter", "2026-04-02", "bank")], ""),
        ([("life.bank_counter", "2026-03-31", "bank"), ("life.id_card", "2026-04-02", "police")], "2026-04-02"),
        ([("life.bank_counter", "2026-02-28", "bank"), ("life.id_card", "2026-04-02", "police")], ""),
        ([("life.outpatient", "2026-04-01", "medical"), ("life.vaccination", "2026-04-02", "health")], ""),
        ([("certification", "2026-04-01", "hrss"), ("life.id_card", "2026-04-20", "police")], "2026-04-20"),
        ([("life.bus", "2026-04-01", "transport"), ("life.id_card", "2026-04-20", "police")], ""),
    ],
)
def test_proof_of_life(signs: list[tuple[str, str, str]], last_certified: str) -> None:
    """§4: one certification or grade A sign, or grade B from two source groups within two months."""
    facts = [fact(kind, day, department=department) for kind, day, department in signs]
    assert answer(benefit("pension.civil"), facts, "2026-05")["last_certified"] == last_certified


@pytest.mark.parametrize(
    ("certified", "month", "standing", "cycle", "back_pay"),
    [
        # Due in 2026-12, overdue from 2027-01.
        (None, "2026-12", "continue", ("2026-01", "2026-12"), ""),
        (None, "2027-01", "suspend", ("2026-01", "2026-12"), ""),
        # In the first month overdue nothing was missed.
        ("2027-01-31", "2027-01", "continue", ("2027-02", "2028-01"), ""),
        # Later, payment resumes the month after, with back-pay.
        ("2027-02-01", "2027-02", "suspend", ("2027-03", "2028-02"), ""),
        ("2027-02-01", "2027-03", "continue", ("2027-03", "2028-02"), "2027-01|2027-02"),
    ],
)
def test_cycle(certified: str | None, month: str, standing: str, cycle: tuple[str, str], back_pay: str) -> None:
    """7 and §5, with a ledger in which nothing was paid since 2027-01."""
    facts = [fact("certification", certified)] if certified else []
    row = answer(benefit("pension.civil"), facts, month, {"2027-01": "0.00", "2027-03": "0.00"})
    assert (row["standing"], (row["cycle_start"], row["due_month"]), row["back_pay_months"]) == (
        standing,
        cycle,
        back_pay,
    )


def test_deferral_moves_the_end_of_the_cycle() -> None:
    row = answer(benefit("pension.civil"), [fact("deferral", "2026-12-01", "2027-03-01")], "2027-01")
    assert (row["standing"], row["due_month"], row["attention"]) == ("continue", "2027-03", "remind")


@pytest.mark.parametrize(
    ("happened", "settlement"),
    [
        (fact("imprisonment", "2026-03-05"), "-2000.00"),
        (fact("imprisonment", "2026-03-05", "2026-05-31"), "-2000.00"),
        (fact("imprisonment", "2026-03-05", "2026-05-31", "cleared"), "0.00"),
        # Nothing is reclaimed from a person who may prove innocent, until the fact has ended.
        (fact("wanted", "2026-03-05"), "0.00"),
        (fact("wanted", "2026-03-05", "2026-05-31", "convicted"), "-2000.00"),
    ],
)
def test_settlement_of_two_paid_months(happened: Row, settlement: str) -> None:
    """§6: 2026-04 and 2026-05 were paid; the run decides 2026-06."""
    row = answer(benefit("pension.enterprise"), [happened], "2026-06", {"2026-04": "1000.00", "2026-05": "1000.00"})
    assert row["settlement"] == settlement


@pytest.mark.parametrize(
    ("kind", "facts", "attention"),
    [
        ("pension.civil", [fact("imprisonment", "2026-01-01", status="pending")], "verify"),
        ("pension.civil", [fact("detention", "2026-01-01", status="pending")], ""),
        ("pension.civil", [fact("duplicate_pension", "2026-01-01")], "verify"),
        ("unemployment", [fact("employment", "2019-12-31")], "verify"),
        ("unemployment", [fact("employment", "2019-12-31", "2020-02-01")], ""),
        ("unemployment", [fact("declared_dead", "2026-01-01"), fact("life.id_card", "2026-01-02")], "contradiction"),
        ("unemployment", [fact("declared_dead", "2026-01-01"), fact("life.id_card", "2026-01-01")], ""),
        ("pension.land", [fact("noncustodial_sentence", "2026-01-01")], "no_adjustment"),
        ("pension.land", [fact("opening_suspend", "2026-01-01")], "opening"),
        ("injury.survivor", [], "register"),
    ],
)
def test_attention(kind: str, facts: list[Row], attention: str) -> None:
    assert answer(benefit(kind), facts, "2026-06")["attention"] == attention


@pytest.mark.parametrize(
    ("versions", "known_by", "grounds"),
    [
        ([("9", "2026-03-01", "confirmed"), ("10", "2026-03-01", "refuted")], None, ""),
        ([("9", "2026-03-02", "confirmed"), ("10", "2026-03-01", "refuted")], None, "death"),
        ([("1", "2026-03-01", "confirmed"), ("2", "2026-04-01", "refuted")], "2026-03-31", "death"),
        ([("1", "2026-03-01", "confirmed"), ("2", "2026-04-01", "refuted")], "2026-04-01", ""),
        ([("1", "2026-03-01", "confirmed")], "2026-02-28", ""),
    ],
)
def test_counting_version(versions: list[tuple[str, str, str]], known_by: str | None, grounds: str) -> None:
    """§2: received last, then the highest number; later news is not known."""
    facts = [
        fact("death", "2026-02-01", fact_id="F1", version=version, received=received, status=status)
        for version, received, status in versions
    ]
    [row] = determine([benefit("pension.civil")], facts, None, None, "2026-06", known_by)
    assert row["grounds"] == grounds


def repeated(keys: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [key for key, count in Counter(keys).items() if count > 1]


def assert_accepted(benefits: list[Row], facts: list[Row], amounts: list[Row], paid: list[Row]) -> None:
    """LAW §8: none of the reasons for which a file is refused."""
    assert not repeated([(row["benefit_id"],) for row in benefits])
    assert not repeated([(row["benefit_id"], row["from_month"]) for row in amounts])
    assert not repeated([(row["fact_id"], row["version"], row["received"]) for row in facts])
    assert {row["benefit_id"] for row in amounts + paid} <= {row["benefit_id"] for row in benefits}
    for row in benefits:
        assert_accepted_benefit(row)
    owners = {row["benefit_id"]: row["id_number"] for row in benefits}
    people = {row["fact_id"]: (row["id_number"], row["kind"]) for row in facts}
    for row in facts:
        assert_accepted_fact(row)
        assert people[row["fact_id"]] == (row["id_number"], row["kind"])
        assert not row["benefit_id"] or owners[row["benefit_id"]] == row["id_number"]


def assert_accepted_benefit(row: Row) -> None:
    assert all(row[column] for column in ("benefit_id", "monthly_amount"))
    assert_citizen_number(row["id_number"])
    assert row["kind"] in EVERY_KIND
    assert row["relation"] in RELATIONS
    assert row["incapacitated"] in ("true", "false")
    assert row["standing_before"] in ("continue", "suspend", "stop")
    months = [row[column] for column in ("first_month", "last_month", "cycle_from") if row[column]]
    assert all(date.fromisoformat(f"{month}-01") for month in months)
    assert row["last_month"] == "" or row["first_month"] <= row["last_month"]


def assert_accepted_fact(row: Row) -> None:
    assert all(row[column] for column in ("fact_id", "department"))
    assert_citizen_number(row["id_number"])
    assert row["kind"] in FACT_KINDS
    assert int(row["version"]) >= 1
    assert row["status"] in ("pending", "confirmed", "refuted")
    assert row["outcome"] in ("", "cleared", "convicted")
    days = [row[column] for column in ("start", "end", "received") if row[column]]
    assert all(date.fromisoformat(day) for day in days)
    assert row["end"] >= row["start"] or row["end"] == ""
    assert row["end"] or (row["outcome"] != "cleared" and row["kind"] != "deferral")


def assert_citizen_number(id_number: str) -> None:
    assert len(id_number) == 18
    assert date.fromisoformat(f"{id_number[6:10]}-{id_number[10:12]}-{id_number[12:14]}")
    assert check_digit(id_number[:17]) == id_number[17]


def test_check_digit_is_that_of_the_sample() -> None:
    assert all(check_digit(row["id_number"][:17]) == row["id_number"][17] for row in read_case("benefits.csv"))


@settings(deadline=None)
@given(runs())
def test_invented_runs_are_accepted(run: Run) -> None:
    assert_accepted(run.benefits, run.facts, run.amounts or [], run.paid or [])
    assert len(determine(*run)) == sum(row["first_month"] <= run.month for row in run.benefits)


@settings(deadline=None)
@given(extreme_runs())
def test_extreme_runs_are_accepted(run: Run) -> None:
    assert_accepted(run.benefits, run.facts, run.amounts or [], run.paid or [])
    rows = determine(*run)
    assert all(len(row[column]) in (0, 7) for row in rows for column in ("cycle_start", "due_month"))


def test_random_population_is_accepted_and_repeatable() -> None:
    population = random_population(1, 200)
    assert_accepted(**population)
    assert population == random_population(1, 200)
    assert population != random_population(2, 200)


def test_random_populations_reach_everything() -> None:
    """Every kind of benefit and fact, ground, attention code, standing and action, over a few seeds."""
    populations = [random_population(seed, 400) for seed in range(6)]
    rows = [row for population in populations for row in determine(**population, month="2026-11", known_by=None)]
    facts = [row for population in populations for row in population["facts"]]
    assert {row["kind"] for row in facts} == set(FACT_KINDS)
    assert {code for row in rows for code in row["grounds"].split("|")} == {"", *(ground.code for ground in GROUNDS)}
    assert {code for row in rows for code in row["attention"].split("|")} == {"", *ATTENTION}
    assert {row["standing"] for row in rows} == {"continue", "suspend", "stop"}
    assert {row["action"] for row in rows} == {"none", "suspend", "stop", "resume"}
