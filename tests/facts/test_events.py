"""EXCHANGE §3, sentence by sentence: one event, many rows. Each rule has a case that narrowly does not meet it."""

import pytest
from reported import FIRST_RECEIPT, events, facts, row

CUSTODY, COURT, PRISON = "police.custody", "court.judgments", "justice.prison"
ARRESTS, CASEWORK = "procuratorate.arrests", "casework.facts"


def held(start: str, end: str | None = None, **said: object) -> dict[str, object]:
    return row(CUSTODY, "detention", start, end=end, **said)


def test_spans_that_overlap_are_one_event() -> None:
    assert facts(held("2026-01-01", "2026-02-10"), row(ARRESTS, "detention", "2026-02-10", end="2026-03-01")) == [
        ("detention", "2026-01-01", "2026-03-01", None, "pending")
    ]


def test_spans_that_touch_are_one_event() -> None:
    assert len(facts(held("2026-01-01", "2026-02-10"), held("2026-02-11", "2026-03-01"))) == 1


def test_spans_a_day_apart_are_two_events() -> None:
    assert len(facts(held("2026-01-01", "2026-02-10"), held("2026-02-12", "2026-03-01"))) == 2


def test_a_span_within_another_does_not_shorten_it() -> None:
    long, short = held("2026-01-01", "2026-06-30"), held("2026-02-01", "2026-02-02")
    assert facts(long, short) == [("detention", "2026-01-01", "2026-06-30", None, "pending")]
    assert len(facts(long, short, held("2026-06-01", "2026-07-01"))) == 1
    assert len(facts(long, short, held("2026-07-02", "2026-07-03"))) == 2


def test_a_shared_case_number_makes_one_event_of_spans_apart() -> None:
    first, second = (
        held("2026-01-01", "2026-01-31", case_number="C1"),
        held("2026-05-01", "2026-05-31", case_number="C1"),
    )
    assert facts(first, second) == [("detention", "2026-01-01", "2026-05-31", None, "pending")]
    assert len(facts(first, second | {"case_number": "C2"})) == 2


def test_case_numbers_join_what_spans_have_joined() -> None:
    rows = [
        held("2026-01-01", "2026-01-31", case_number="C1"),
        held("2026-01-20", "2026-02-10", case_number="C2"),
        held("2026-06-01", "2026-06-10", case_number="C2"),
        held("2026-06-05", "2026-06-20", case_number="C3"),
        held("2026-09-01", "2026-09-02", case_number="C3"),
    ]
    assert len(facts(*rows)) == 1
    assert len(facts(*rows[:2], *rows[3:])) == 2


def test_other_people_kinds_and_benefits_are_other_events() -> None:
    first = row("hrss.duplicates", "duplicate_pension", "2026-01-01", benefit_id="B1")
    assert len(facts(first, first | {"benefit_id": "B2"})) == 2
    assert len(facts(first, first | {"benefit_id": None})) == 2
    assert len(facts(held("2026-01-01"), held("2026-01-01", person=2))) == 2


def test_two_weddings_are_two_events() -> None:
    wedding = row("civil.marriages", "marriage", "2015-05-01")
    assert len(facts(wedding, row("civil.marriages", "marriage", "2026-05-01"))) == 2
    assert len(facts(wedding, row("declarations", "marriage", "2015-05-01"))) == 1


def test_all_deaths_of_a_person_are_one_event() -> None:
    assert len(facts(row("police.deaths", "death", "2020-01-01"), row("civil.cremations", "death", "2026-01-01"))) == 1


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ([("health.death_certificates", "2026-02-03", 1), ("police.deaths", "2026-02-01", 2)], "2026-02-03"),
        ([("civil.cremations", "2026-02-01", 3), ("police.deaths", "2026-02-05", 2)], "2026-02-05"),
        ([("civil.cremations", "2026-02-06", 3), ("grassroots.reports", "2026-02-01", 4)], "2026-02-06"),
        ([("police.deaths", "2026-03-01", 5), ("grassroots.reports", "2026-02-01", 4)], "2026-02-01"),
    ],
)
def test_the_best_source_dates_a_death_and_differing_dates_are_kept(rows: list[tuple[str, str, int]], day: str) -> None:
    given = [row(dataset, "death", start, rank=rank) for dataset, start, rank in rows]
    found = events(*given)
    assert str(found.facts["start"].item()) == day
    assert sorted(map(str, found.evidence["start"])) == sorted(start for _, start, _ in rows)


def test_the_earliest_confirmed_day_is_the_first_else_the_earliest() -> None:
    reported, verified = held("2026-01-10"), row(CASEWORK, "detention", "2026-01-15", status="confirmed")
    assert facts(reported, held("2026-01-12")) == [("detention", "2026-01-10", None, None, "pending")]
    assert facts(reported, verified) == [("detention", "2026-01-15", None, None, "confirmed")]


def test_the_office_found_last_what_counts() -> None:
    reported = held("2026-01-10")
    yes, no = (row(CASEWORK, "detention", "2026-01-10", status=status) for status in ("confirmed", "refuted"))
    assert facts(reported, yes)[0][4] == "confirmed"
    assert facts(reported, no)[0][4] == "refuted"
    assert facts(reported, no, yes)[0][4] == "confirmed"
    assert facts(reported, yes, no)[0][4] == "refuted"


def test_what_is_reported_after_a_refutation_is_a_new_event() -> None:
    false = row("civil.cremations", "death", "2026-02-01", record_id="R1")
    refuted = row(CASEWORK, "death", "2026-02-01", status="refuted")
    true = row("health.death_certificates", "death", "2026-09-01", rank=1)
    assert facts(false, refuted, true) == [
        ("death", "2026-02-01", None, None, "refuted"),
        ("death", "2026-09-01", None, None, "pending"),
    ]
    again = false | {"record_status": "corrected"}
    assert facts(false, refuted, again) == [("death", "2026-02-01", None, None, "refuted")]


def test_an_end_that_any_source_reports_ends_the_event() -> None:
    assert facts(held("2026-01-01"), row(ARRESTS, "detention", "2026-01-05", end="2026-03-03")) == [
        ("detention", "2026-01-01", "2026-03-03", None, "pending")
    ]


def test_an_open_row_that_begins_after_the_end_leaves_it_open() -> None:
    assert facts(held("2026-01-01", "2026-02-10"), held("2026-02-11")) == [
        ("detention", "2026-01-01", None, None, "pending")
    ]


def test_a_release_prevails_over_the_planned_end() -> None:
    judged = row(COURT, "imprisonment", "2020-01-01", end="2030-01-01", planned=True)
    assert facts(judged) == [("imprisonment", "2020-01-01", "2030-01-01", None, "pending")]
    assert facts(judged, row(PRISON, "imprisonment", "2020-02-01")) == [
        ("imprisonment", "2020-01-01", "2030-01-01", None, "pending")
    ]
    assert facts(judged, row(PRISON, "imprisonment", "2020-02-01", end="2026-05-05")) == [
        ("imprisonment", "2020-01-01", "2026-05-05", None, "pending")
    ]


def test_clearing_by_one_source_clears_the_event() -> None:
    acquitted = held("2026-01-01", "2026-03-01", outcome="cleared")
    assert facts(row(ARRESTS, "detention", "2026-01-05"), acquitted) == [
        ("detention", "2026-01-01", "2026-03-01", "cleared", "pending")
    ]


@pytest.mark.parametrize("kind", ["detention", "wanted"])
@pytest.mark.parametrize("judgment", ["imprisonment", "noncustodial_sentence"])
def test_an_open_hold_ends_the_day_before_the_judgment(kind: str, judgment: str) -> None:
    found = facts(row(CUSTODY, kind, "2026-01-01"), row(COURT, judgment, "2026-04-01"))
    assert (kind, "2026-01-01", "2026-03-31", "convicted", "pending") in found


def test_a_judgment_before_a_hold_does_not_end_it() -> None:
    found = facts(held("2026-05-01"), row(COURT, "imprisonment", "2026-04-01", end="2026-04-30", planned=True))
    assert ("detention", "2026-05-01", None, None, "pending") in found


def test_a_hold_that_has_ended_keeps_its_end() -> None:
    found = facts(held("2026-01-01", "2026-02-01"), row(COURT, "imprisonment", "2026-04-01"))
    assert ("detention", "2026-01-01", "2026-02-01", None, "pending") in found


def test_a_refuted_judgment_ends_nothing() -> None:
    judged = row(COURT, "imprisonment", "2026-04-01", record_id="J")
    found = facts(held("2026-01-01"), judged, judged | {"record_status": "withdrawn"})
    assert ("detention", "2026-01-01", None, None, "pending") in found


def acquittal(day: str, **said: object) -> list[dict[str, object]]:
    """无罪: one row that ends detention and wanted notices, cleared."""
    same = {"gives": "end", "outcome": "cleared", "number": 90, "received": "2026-12-01", **said}
    return [row(COURT, kind, day, **same) for kind in ("detention", "wanted")]


def test_an_acquittal_ends_and_clears_what_is_open() -> None:
    rows = [held("2026-01-01"), row("police.wanted", "wanted", "2025-12-01")]
    assert facts(*rows, *acquittal("2026-06-01")) == [
        ("detention", "2026-01-01", "2026-06-01", "cleared", "pending"),
        ("wanted", "2025-12-01", "2026-06-01", "cleared", "pending"),
    ]


def test_an_acquittal_clears_a_hold_that_ended_on_bail_and_keeps_its_end() -> None:
    assert facts(held("2026-01-01", "2026-03-01"), *acquittal("2026-06-01")) == [
        ("detention", "2026-01-01", "2026-03-01", "cleared", "pending")
    ]


def test_an_acquittal_does_not_clear_an_older_conviction() -> None:
    older = held("2020-01-01", "2020-06-01", outcome="convicted")
    assert facts(older, *acquittal("2026-06-01")) == [("detention", "2020-01-01", "2020-06-01", "convicted", "pending")]
    assert facts(older, held("2026-01-01"), *acquittal("2026-06-01"))[0][3] == "convicted"


def test_a_case_number_says_which_event_an_acquittal_clears() -> None:
    first = held("2026-01-01", "2026-02-01", case_number="C1")
    second = held("2026-05-01", case_number="C2")
    found = facts(first, second, *acquittal("2026-06-01", case_number="C1"))
    assert [each[3] for each in found] == ["cleared", None]


def test_an_acquittal_before_the_hold_does_not_reach_it() -> None:
    assert facts(held("2026-07-01"), *acquittal("2026-06-01")) == [("detention", "2026-07-01", None, None, "pending")]


def test_a_return_ends_what_is_open_without_clearing_an_emigration() -> None:
    back = {"gives": "end", "number": 90, "received": "2026-12-01"}
    assert facts(
        row("police.missing", "missing", "2026-01-01"),
        row("police.emigration", "emigration", "2025-01-01"),
        row("declarations", "missing", "2026-08-01", outcome="cleared", **back),
        row("declarations", "emigration", "2026-08-01", **back),
    ) == [
        ("emigration", "2025-01-01", "2026-08-01", None, "pending"),
        ("missing", "2026-01-01", "2026-08-01", "cleared", "pending"),
    ]


def test_a_report_that_asks_an_officer_is_a_question_and_no_fact() -> None:
    found = events(row("grassroots.reports", None, "2026-05-01", gives="question"))
    assert found.facts.is_empty()
    assert found.questions.to_dicts()[0] | {"start": "2026-05-01"} == {
        "person": 1, "kind": None, "start": "2026-05-01", "dataset": "grassroots.reports", "number": 1, "line": 2,
    }  # fmt: skip


def test_what_the_register_says_at_go_live_is_confirmed_until_the_office_lifts_it() -> None:
    opening = row("roster.benefits", "opening_suspend", "2026-01-01", status="confirmed", benefit_id="B1")
    lifted = row(
        CASEWORK,
        "opening_suspend",
        "2026-01-01",
        end="2026-03-31",
        status="confirmed",
        outcome="cleared",
        benefit_id="B1",
    )
    assert facts(opening) == [("opening_suspend", "2026-01-01", None, None, "confirmed")]
    assert facts(opening, lifted) == [("opening_suspend", "2026-01-01", "2026-03-31", "cleared", "confirmed")]


def test_no_rows_are_no_events() -> None:
    assert events().facts.is_empty()


@pytest.mark.parametrize("days", [("2026-03-08", "2026-03-10"), ("2026-03-10", "2026-03-08")])
def test_of_two_findings_of_one_day_the_later_received_holds(days: tuple[str, str]) -> None:
    """Whatever the days that the office wrote of one death."""
    said = zip(days, ("confirmed", "refuted"), strict=True)
    found = facts(*(row(CASEWORK, "death", day, status=status, received=FIRST_RECEIPT) for day, status in said))
    assert [status for *_, status in found] == ["refuted"]
