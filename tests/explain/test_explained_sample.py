"""Every number of an explanation is the one that `determine` gives."""

import re

import pytest
from asking import benefit, explained, fact, number, paid

from running import CASES, Row, Rows, read_rows
from zige.explain import Explanation
from zige.explain.columns import width
from zige.explain.model import Use
from zige.explain.page import as_page
from zige.explain.text import COLUMNS, as_text

TABLES: list[Rows] = [read_rows(CASES / f"{name}.csv") for name in ("benefits", "facts", "amounts", "paid")]
EXPECTED = {None: "expected-2026-11.csv", "2026-10-15": "expected-2026-11-known-by-2026-10-15.csv"}
NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")


def expected(known_by: str | None = None) -> dict[str, Row]:
    return {row["benefit_id"]: row for row in read_rows(CASES / EXPECTED[known_by])}


def as_row(told: Explanation) -> Row:
    """What the explanation says, in the columns of LAW §7."""
    now = dict.fromkeys(ground.code for ground in told.grounds if ground.when == "now")
    return {
        "benefit_id": told.benefit.benefit_id,
        "month": told.month,
        "standing": told.answer.standing,
        "grounds": "|".join(now),
        "action": told.answer.action,
        "last_certified": str(told.cycle.last_certified or ""),
        "cycle_start": told.cycle.start or "",
        "due_month": told.cycle.due_month or "",
        "attention": "|".join(notice.code for notice in told.notices),
        "back_pay_months": "|".join(told.settlement.back_pay_months),
        "overpaid_months": "|".join(told.settlement.overpaid_months),
        "settlement": str(told.settlement.sum),
    }


@pytest.mark.parametrize("known_by", EXPECTED)
def test_the_whole_sample_is_explained_as_it_is_determined(known_by: str | None) -> None:
    rows = expected(known_by)
    told = explained(*TABLES, month="2026-11", known_by=known_by, benefit_ids=list(rows))
    assert {benefit_id: as_row(each) for benefit_id, each in told.items()} == rows


HANDFUL = ["B0002390", "B0005560", "B0000470", "B0000520", "B0000010"]
"""In prison, reported dead, come of age, held before judgment, overdue."""


def test_duckdb_explains_a_handful_as_polars_does() -> None:
    told = explained(*TABLES, month="2026-11", engine="duckdb", benefit_ids=HANDFUL)
    assert told == explained(*TABLES, month="2026-11", benefit_ids=HANDFUL)


def test_a_benefit_explained_alone_is_explained_as_among_all(sample: dict[str, Explanation]) -> None:
    for benefit_id in HANDFUL[:2]:
        told = explained(*TABLES, month="2026-11", benefit_ids=[benefit_id])[benefit_id]
        assert told == sample[benefit_id]


@pytest.fixture(scope="module")
def sample() -> dict[str, Explanation]:
    return explained(*TABLES, month="2026-11", benefit_ids=list(expected()))


def test_facts_ask_for_verification_exactly_where_the_determination_says_so(sample: dict[str, Explanation]) -> None:
    for told in sample.values():
        asking = any(fact.use is Use.TO_VERIFY for fact in told.facts)
        assert asking == ("verify" in [notice.code for notice in told.notices]), told.benefit.benefit_id


def test_the_months_add_up_to_the_settlement_and_to_its_two_parts(sample: dict[str, Explanation]) -> None:
    for told in sample.values():
        settlement = told.settlement
        assert sum(month.difference for month in settlement.months) == settlement.sum
        assert settlement.back_pay + settlement.overpaid == settlement.sum


def test_the_strip_says_what_the_determination_and_the_ledger_say(sample: dict[str, Explanation]) -> None:
    for told in sample.values():
        run = [month for month in told.strip.months if month.run]
        assert [month.state for month in run] == [told.answer.standing]
        due = {month.month for month in told.settlement.months if month.due}
        states = {month.month: month.state for month in told.strip.months}
        assert all(states[month] == "continue" for month in due & states.keys())


def test_every_version_of_every_fact_of_the_person_is_told_once(sample: dict[str, Explanation]) -> None:
    people = {row["benefit_id"]: row["id_number"] for row in TABLES[0]}
    for benefit_id, told in sample.items():
        given = {
            (row["fact_id"], row["version"], row["received"])
            for row in TABLES[1]
            if row["id_number"] == people[benefit_id]
        }
        assert sorted((fact.fact_id, str(fact.version), str(fact.received)) for fact in told.facts) == sorted(given)


def test_no_citizen_number_leaves_whole_and_no_line_is_too_long(sample: dict[str, Explanation]) -> None:
    for told in list(sample.values())[::5]:
        text = as_text(told)
        assert not NUMBER.search(text + as_page(told) + told.model_dump_json())
        assert max(map(width, text.splitlines())) <= COLUMNS


def test_numbers_in_identifiers_are_masked_too() -> None:
    benefit_id = f"Y-{number(1)}"
    told = explained([benefit(benefit_id)], [fact(f"{number(1)}-7", "death", "2026-03-01")])[benefit_id]
    assert not NUMBER.search(as_text(told) + as_page(told) + told.model_dump_json())


def test_amounts_too_large_for_a_line_are_written_below_each_other() -> None:
    large = {"2026-01": "12345678901234.56", "2026-02": "-12345678901234.56"}
    text = as_text(explained([benefit(monthly_amount="98765432109876.54")], [], paid=paid(large))["B1"])
    assert max(map(width, text.splitlines())) <= COLUMNS
    assert "-12,345,678,901,234.56" in text
