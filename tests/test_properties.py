"""What must hold of every answer, whatever is known: stated as laws, tried on invented populations.

The engine is asked on Polars, once for each side of a law, for a batch of people; that every engine says the same is
shown in tests/engines.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from hypothesis import Phase, given, settings

from engines.batches import answer, seeds, usual_batch
from reference.oracle import month_number, month_text
from reference.population import Run, World, some_day
from running import Row, Rows

RANK = {"continue": 0, "suspend": 1, "stop": 2}
SIZE = 25

# A batch shows the people who differ, so there is nothing to shrink.
law = settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def batch(seed: int) -> Run:
    return usual_batch(seed, SIZE)


def engine(run: Run) -> Rows:
    return answer("polars", run)


def by_benefit(rows: Rows) -> dict[str, Row]:
    return {row["benefit_id"]: row for row in rows}


def differing(before: Rows, after: Rows) -> list[tuple[Row, Row]]:
    """The benefits of which something else is said."""
    right = by_benefit(before)
    return [(right[row["benefit_id"]], row) for row in after if right[row["benefit_id"]] != row]


def new_fact(run: Run, benefit: Row, kind: str, start: str, **values: str) -> Row:
    """A fact of its own about the person of a benefit, known as early as can be."""
    row = {"fact_id": f"new {benefit['benefit_id']}", "version": "1", "id_number": benefit["id_number"], "kind": kind}
    row |= {"start": start, "end": "", "outcome": "", "department": "hrss", "status": "confirmed"}
    return row | {"received": "0001-01-01", "benefit_id": benefit["benefit_id"], **values}


def with_facts(run: Run, fact_of: Callable[[Row], Row | None]) -> Run:
    """The run with another fact about each benefit."""
    new = [fact for benefit in run.benefits if (fact := fact_of(benefit)) is not None]
    return run._replace(facts=[*run.facts, *new])


# --- what is known ---------------------------------------------------------------------------------------------------


@law
@given(seed=seeds)
def test_a_refuted_fact_is_no_fact(seed: int) -> None:
    """§2: a fact whose counting version is refuted never happened; neither does it revive an older version."""
    run = batch(seed)._replace(known_by=None)
    newest: dict[str, Row] = {}
    for row in run.facts:
        other = newest.get(row["fact_id"])
        if other is None or (row["received"], int(row["version"])) > (other["received"], int(other["version"])):
            newest[row["fact_id"]] = row
    rng = Random(seed)
    gone = {fact_id for fact_id, row in newest.items() if row["status"] == "refuted" or rng.random() < 0.3}
    refuted = [
        row | {"status": "refuted"} if row is newest[row["fact_id"]] and row["fact_id"] in gone else row
        for row in run.facts
    ]
    absent = [row for row in run.facts if row["fact_id"] not in gone]
    assert differing(engine(run._replace(facts=refuted)), engine(run._replace(facts=absent))) == []


@law
@given(seed=seeds)
def test_a_pending_fact_changes_attention_alone(seed: int) -> None:
    """§2: a signal is not a decision."""
    run = batch(seed)
    decided = run._replace(facts=[row for row in run.facts if row["status"] != "pending"], known_by=None)
    rng = Random(seed)
    kinds = [row["kind"] for row in run.facts] or ["death"]
    asked = with_facts(
        decided,
        lambda benefit: new_fact(
            run, benefit, rng.choice(kinds), f"{run.month}-01", end=f"{run.month}-28", status="pending"
        ),
    )
    for before, after in differing(engine(decided), engine(asked)):
        assert {name for name in before if before[name] != after[name]} <= {"attention"}
        assert set(before["attention"].split("|")) - {""} <= set(after["attention"].split("|"))


@law
@given(seed=seeds)
def test_what_will_be_received_much_later_is_all_that_is_known(seed: int) -> None:
    run = batch(seed)
    assert engine(run._replace(known_by="9999-12-31")) == engine(run._replace(known_by=None))


@law
@given(seed=seeds)
def test_what_is_not_known_yet_is_not_there(seed: int) -> None:
    """`--known-by` is the same as leaving out every version received later."""
    run = batch(seed)
    day = run.known_by or f"{run.month}-15"
    earlier = [row for row in run.facts if row["received"] <= day]
    assert engine(run._replace(known_by=day)) == engine(run._replace(facts=earlier, known_by=None))


@law
@given(seed=seeds)
def test_a_month_to_come_changes_nothing(seed: int) -> None:
    """§2: a fact that begins after the month does not exist for it; a payment for it is not settled."""
    run = batch(seed)
    coming = month_text(month_number(run.month) + 1)
    kinds = Random(seed).choices([row["kind"] for row in run.facts if row["kind"] != "deferral"] or ["death"], k=100)
    later = with_facts(
        run, lambda benefit: new_fact(run, benefit, kinds[len(benefit["benefit_id"]) % 100], f"{coming}-01")
    )
    assert differing(engine(run), engine(later)) == []


# --- certification ---------------------------------------------------------------------------------------------------


@law
@given(seed=seeds)
def test_another_certification_never_worsens_a_standing(seed: int) -> None:
    """§4, §5: one certification more, in any month, for the better or for nothing.

    Precisely: no ground comes into force but `unconfirmed` may go; the cycle begins and is due no earlier; the last
    certified day lies no earlier; no month becomes due that was not paid, none is reclaimed that was not. Attention may
    grow by `contradiction` (the person seems alive) and `remind` (payment continues), never by anything else.
    """
    run = batch(seed)
    world = World(Random(seed), month_number(run.month))
    months = [month_number(run.month) - world.rng.choice((0, 0, 1, 2, 11, 12, 13, 20)) for _ in run.benefits]
    days = {row["benefit_id"]: some_day(world, month) for row, month in zip(run.benefits, months, strict=True)}
    certified = with_facts(run, lambda benefit: new_fact(run, benefit, "certification", days[benefit["benefit_id"]]))
    for before, after in differing(engine(run), engine(certified)):
        assert_no_worse(before, after)


def assert_no_worse(before: Row, after: Row) -> None:
    lost = set(before["grounds"].split("|")) ^ set(after["grounds"].split("|"))
    assert RANK[after["standing"]] <= RANK[before["standing"]]
    assert lost <= {"unconfirmed", ""}
    assert "unconfirmed" in before["grounds"] or lost == set()
    assert after["cycle_start"] >= before["cycle_start"]
    assert after["due_month"] >= before["due_month"]
    assert after["last_certified"] >= before["last_certified"]
    gained = set(after["attention"].split("|")) - set(before["attention"].split("|"))
    assert gained <= {"contradiction", "remind", ""}
    assert set(before["back_pay_months"].split("|")) - {""} <= set(after["back_pay_months"].split("|"))
    assert Decimal(after["settlement"]) >= Decimal(before["settlement"]) or gave_up_forgiveness(before, after)


def gave_up_forgiveness(before: Row, after: Row) -> bool:
    """§6: a month no longer unconfirmed is due again, and what was paid beyond its amount is then reclaimed.

    So months may become overpaid that were forgiven while they were unconfirmed.
    """
    return set(before["overpaid_months"].split("|")) - {""} < set(after["overpaid_months"].split("|"))


@law
@given(seed=seeds)
def test_who_is_certified_in_the_month_is_paid_again_in_the_next(seed: int) -> None:
    """§5: the run for the month after a certification finds nobody overdue."""
    run = batch(seed)._replace(known_by=None)
    seen = with_facts(run, lambda benefit: new_fact(run, benefit, "certification", f"{run.month}-28"))
    after = engine(seen._replace(month=month_text(month_number(run.month) + 1)))
    assert [row for row in after if "unconfirmed" in row["grounds"].split("|")] == []


# --- money -----------------------------------------------------------------------------------------------------------


@law
@given(seed=seeds)
def test_settlement_months_are_disjoint_ascending_and_before_the_run(seed: int) -> None:
    for row in engine(batch(seed)):
        back, over = (
            [month for month in row[name].split("|") if month] for name in ("back_pay_months", "overpaid_months")
        )
        assert back == sorted(set(back))
        assert over == sorted(set(over))
        assert not set(back) & set(over)
        assert all(month < row["month"] for month in back + over)


@law
@given(seed=seeds)
def test_a_settlement_that_is_paid_leaves_nothing_to_settle(seed: int) -> None:
    """§6: due less paid; pay the difference of each month, and the next run of the month finds none."""
    run = batch(seed)
    if not run.paid:
        return
    answers = engine(run)
    single = [
        row
        for row in answers
        if len((row["back_pay_months"] + row["overpaid_months"]).split("|")) == 1 and row["settlement"] != "0.00"
    ]
    months = {
        row["benefit_id"]: (row["back_pay_months"] or row["overpaid_months"])
        for row in single
        if not (row["back_pay_months"] and row["overpaid_months"])
    }
    settled = by_benefit(single)
    paid = [{"benefit_id": key, "month": month, "amount": settled[key]["settlement"]} for key, month in months.items()]
    after = by_benefit(engine(run._replace(paid=[*run.paid, *paid])))
    assert {after[key]["settlement"] for key in months} <= {"0.00"}


@law
@given(seed=seeds)
def test_a_settlement_is_what_was_due_less_what_was_paid(seed: int) -> None:
    """§6, without what is forgiven: with nothing provisional and nothing in force, the sum is counted by hand."""
    run = batch(seed)._replace(facts=[], amounts=[], known_by=None)
    benefits = [row | {"kind": "unemployment", "last_month": ""} for row in run.benefits]
    run = run._replace(benefits=benefits)
    months = [month_number(row["month"]) for row in run.paid or []]
    covered = range(min(months), min(max(months) + 1, month_number(run.month))) if months else range(0)
    found = by_benefit(engine(run))
    for row in (row for row in benefits if row["benefit_id"] in found):
        own = [month for month in covered if month >= month_number(row["first_month"])]
        paid = [
            each
            for each in run.paid or []
            if each["benefit_id"] == row["benefit_id"] and month_number(each["month"]) in own
        ]
        expected = len(own) * Decimal(row["monthly_amount"]) - sum(
            (Decimal(each["amount"]) for each in paid), Decimal(0)
        )
        assert Decimal(found[row["benefit_id"]]["settlement"]) == expected


@law
@given(seed=seeds)
def test_a_payment_in_two_rows_is_the_payment(seed: int) -> None:
    run = batch(seed)
    halves = [
        part
        for row in run.paid or []
        for part in (row | {"amount": "0.01"}, row | {"amount": str(Decimal(row["amount"]) - Decimal("0.01"))})
    ]
    assert engine(run) == engine(run._replace(paid=halves))


# --- the tables ------------------------------------------------------------------------------------------------------


@law
@given(seed=seeds)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    run = batch(seed)
    shuffled = [list(rows or []) for rows in run[:4]]
    for rows in shuffled:
        Random(seed).shuffle(rows)
    assert engine(run) == engine(Run(*shuffled, run.month, run.known_by))


@law
@given(seed=seeds)
def test_the_same_question_has_the_same_answer(seed: int) -> None:
    run = batch(seed)
    assert engine(run) == engine(run)


@law
@given(seed=seeds)
def test_nobody_is_decided_by_what_is_known_of_others(seed: int) -> None:
    """The benefits of half the people get the answer they have among all, where the ledger covers the same months."""
    run = batch(seed)._replace(paid=None)
    people = sorted({row["id_number"] for row in run.benefits})
    half = set(people[::2])
    few = run._replace(
        benefits=[row for row in run.benefits if row["id_number"] in half],
        amounts=[],
    )
    among_all = by_benefit(engine(run._replace(amounts=[])))
    assert engine(few) == [among_all[row["benefit_id"]] for row in engine(few)]


@law
@given(seed=seeds)
def test_grounds_attention_and_action_agree_with_the_standing(seed: int) -> None:
    run = batch(seed)
    before = {row["benefit_id"]: row["standing_before"] for row in run.benefits}
    for row in engine(run):
        assert (row["standing"] == "continue") == (row["grounds"] == "")
        assert (row["action"] == "none") == (row["standing"] == before[row["benefit_id"]])
        assert row["action"] in ("none", {"continue": "resume"}.get(row["standing"], row["standing"]))
        assert row["attention"].split("|") == sorted(set(row["attention"].split("|")))
        assert (row["cycle_start"] == "") == (row["due_month"] == "")
