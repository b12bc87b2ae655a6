"""6 认证结果: what the grounds in force make of a benefit, and what changes in payment (LAW §3, §7)."""

import pytest

from casebook import Case, cases, each, found
from running import Row, determined

STANDING = cases("""
    what                                       | benefit                                  | facts                                                  | standing | grounds                              | action
    nothing in force                           | pension.land                             |                                                        | continue |                                      | none
    one suspend                                | pension.land                             | wanted 2026-01-05                                      | suspend  | wanted                               | suspend
    one stop                                   | pension.land                             | other_stop 2026-01-05                                  | stop     | other_stop                           | stop
    a stop before a suspend                    | pension.land                             | wanted 2026-01-05 ; other_stop 2026-01-05              | stop     | other_stop wanted                    | stop
    stops and suspends in the table's order    | pension.land last:2026-01 cycle:2025-01  | opening_suspend 2026-02-01 ; wanted 2026-01-05 ; opening_stop 2026-02-01 ; death 2026-05-01 ; detention 2026-01-05 | stop | death term_ended opening_stop wanted detained unconfirmed opening_suspend | stop
    a ground met twice is named once           | pension.land                             | wanted 2026-01-05 ; wanted 2026-02-05                  | suspend  | wanted                               | suspend
    two kinds of fact, one ground              | pension.land                             | missing 2025-01-05 ; declared_missing 2026-02-05       | suspend  | missing                              | suspend
    already suspended                          | pension.land before:suspend              | wanted 2026-01-05                                      | suspend  | wanted                               | none
    already stopped                            | pension.land before:stop                 | death 2026-01-05                                       | stop     | death                                | none
    suspended, now to stop                     | pension.land before:suspend              | death 2026-01-05                                       | stop     | death                                | stop
    stopped, now to suspend                    | pension.land before:stop                 | wanted 2026-01-05                                      | suspend  | wanted                               | suspend
    suspended, now to resume                   | pension.land before:suspend              |                                                        | continue |                                      | resume
    stopped, now to resume                     | pension.land before:stop                 | death 2026-01-05..2026-05-31 cleared                   | continue |                                      | resume
    begins this month                          | pension.land first:2026-06               |                                                        | continue |                                      | none
    the fact is about this benefit             | pension.land                             | wanted 2026-01-05 named                                | suspend  | wanted                               | suspend
""")  # fmt: skip


@each(STANDING)
def test_standing_and_action(case: Case, engine: str) -> None:
    assert found(case, engine) == case.expected


LI = "511102195001010019"
ENGINES = ("duckdb", "polars", "reference")


def benefit(benefit_id: str, kind: str, first_month: str = "2020-01") -> Row:
    row = {"benefit_id": benefit_id, "id_number": LI, "kind": kind, "first_month": first_month, "last_month": ""}
    row |= {"cycle_from": "2026-01", "monthly_amount": "1000.00", "relation": "", "incapacitated": "false"}
    return row | {"standing_before": "continue"}


def fact(kind: str, start: str, benefit_id: str = "") -> Row:
    row = {"fact_id": kind, "version": "1", "id_number": LI, "kind": kind, "start": start, "end": "", "outcome": ""}
    return row | {"department": "police", "status": "confirmed", "received": start, "benefit_id": benefit_id}


@pytest.mark.parametrize("engine", ENGINES)
def test_one_person_with_several_benefits_is_decided_for_each(engine: str) -> None:
    """LAW §1: everything is decided per benefit; a fact that names one concerns that one alone."""
    benefits = [
        benefit("pension", "pension.civil"),
        benefit("care", "injury.care"),
        benefit("retirement pay", "pension.land"),
        benefit("to come", "pension.resident", "2026-07"),
    ]
    facts = [
        fact("imprisonment", "2026-01-05"),
        fact("duplicate_pension", "2026-01-05", "retirement pay"),
        fact("other_stop", "2026-01-05", "care"),
        fact("certification", "2026-03-05", "pension"),
    ]
    answer = determined(engine, benefits, facts)
    assert [(row["benefit_id"], row["grounds"], row["last_certified"]) for row in answer] == [
        ("care", "other_stop", ""),
        ("pension", "criminal_penalty", "2026-03-05"),
        ("retirement pay", "duplicate_pension|imprisoned", ""),
    ]
