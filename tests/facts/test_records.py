"""EXCHANGE §1, §3: which rows are one record, and which version of it counts."""

import pytest
from reported import events, facts, row

from zige.facts.events import Events

CUSTODY = "police.custody"


def only(found: Events) -> str:
    return str(found.facts["fact_id"].item())


def test_the_newest_version_of_a_record_counts() -> None:
    assert facts(
        row(CUSTODY, "detention", "2026-03-01", record_id="R1"),
        row(CUSTODY, "detention", "2026-03-05", record_id="R1", record_status="corrected"),
    ) == [("detention", "2026-03-05", None, None, "pending")]


def test_another_record_is_not_a_version() -> None:
    first = row(CUSTODY, "detention", "2026-01-01", end="2026-01-31", record_id="R1")
    later = row(CUSTODY, "detention", "2026-03-05", record_id="R2")
    assert len(facts(first, later)) == 2


def test_the_same_number_in_another_dataset_is_another_record() -> None:
    first = row(CUSTODY, "detention", "2026-01-01", end="2026-01-31", record_id="R1")
    later = row("procuratorate.arrests", "detention", "2026-03-05", record_id="R1")
    assert len(facts(first, later)) == 2


def test_a_withdrawn_record_is_refuted_and_revives_nothing() -> None:
    assert facts(
        row("civil.cremations", "death", "2026-02-01", record_id="R1"),
        row("civil.cremations", "death", "2026-02-03", record_id="R1", record_status="corrected"),
        row("civil.cremations", "death", "2026-02-03", record_id="R1", record_status="withdrawn"),
    ) == [("death", "2026-02-03", None, None, "refuted")]


def test_a_correction_may_change_whom_and_what_it_is_about() -> None:
    assert facts(
        row(CUSTODY, "detention", "2026-03-01", record_id="R1"),
        row(CUSTODY, "wanted", "2026-03-01", record_id="R1", record_status="corrected", person=2),
    ) == [("wanted", "2026-03-01", None, None, "pending")]


def test_a_number_given_out_again_takes_nobody_elses_record() -> None:
    """EXCHANGE §1: a department that counts its rows anew each month must not undo the death it reported last month."""
    death = row("police.deaths", "death", "2026-03-01", record_id="1")
    another = row("police.deaths", "death", "2026-04-01", record_id="1", person=2)
    assert len(facts(death, another)) == 2


@pytest.mark.parametrize(("person", "refuted"), [(1, {1}), (2, {2}), (3, {3})])
def test_what_is_withdrawn_under_a_number_given_out_again_is_the_record_of_whom_it_names(
    person: int, refuted: set[int]
) -> None:
    """Of somebody new it is the record given out last, which was then the wrong person's."""
    death = row("police.deaths", "death", "2026-03-01", record_id="1")
    another = row("police.deaths", "death", "2026-04-01", record_id="1", person=2)
    gone = row("police.deaths", "death", "2026-04-01", record_id="1", person=person, record_status="withdrawn")
    told = events(death, another, gone).facts
    assert set(told.filter(told["status"] == "refuted")["person"]) == refuted
    assert told.filter(told["status"] == "pending").height == (2 if person < 3 else 1) - (person < 3)


def test_without_a_record_number_the_same_first_day_is_the_same_fact_again() -> None:
    assert facts(
        row(CUSTODY, "detention", "2026-03-01"),
        row(CUSTODY, "detention", "2026-03-01", end="2026-04-02"),
    ) == [("detention", "2026-03-01", "2026-04-02", None, "pending")]


@pytest.mark.parametrize("change", [{"person": 2}, {"benefit_id": "B2"}, {"kind": "wanted"}])
def test_another_person_benefit_or_kind_is_another_fact(change: dict[str, object]) -> None:
    first = row(CUSTODY, "detention", "2026-03-01", benefit_id="B1")
    assert len(facts(first, first | change)) == 2


def test_one_row_may_give_two_facts_and_both_follow_its_correction() -> None:
    first = {"record_id": "R1", "number": 1, "received": "2026-01-01"}
    second = {"record_id": "R1", "number": 2, "received": "2026-02-01", "record_status": "corrected"}
    assert facts(
        row("justice.prison", "imprisonment", "2020-01-01", **first),
        row("justice.prison", "noncustodial_sentence", "2026-01-05", **first),
        row("justice.prison", "imprisonment", "2020-01-01", **second),
        row("justice.prison", "noncustodial_sentence", "2026-01-09", **second),
    ) == [
        ("imprisonment", "2020-01-01", None, None, "pending"),
        ("noncustodial_sentence", "2026-01-09", None, None, "pending"),
    ]


def test_an_event_keeps_its_name_when_more_is_reported() -> None:
    first = row("civil.cremations", "death", "2026-02-05")
    earlier = row("health.death_certificates", "death", "2026-02-01", rank=1)
    assert only(events(first)) == only(events(first, earlier)) == "death-1-1-2"
