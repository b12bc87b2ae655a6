"""Why a fact was used, asks for verification or was ignored: one small case for each reason."""

import pytest
from asking import benefit, explained, fact, number

from zige.explain import Explanation
from zige.explain.model import Reason, Use
from zige.explain.reasons import REASONS
from zige.explain.verdicts import USE_OF

Facts = list[tuple[str, str, dict[str, str]]]

CASES: dict[Reason, tuple[str, Facts]] = {
    Reason.MAKES_GROUND: ("pension.enterprise", [("imprisonment", "2026-03-10", {})]),
    Reason.CERTIFIES: ("pension.enterprise", [("certification", "2026-04-01", {})]),
    Reason.CERTIFIES_TOGETHER: (
        "pension.enterprise",
        [("life.outpatient", "2026-04-20", {"department": "health"}), ("life.rail_air", "2026-05-02", {})],
    ),
    Reason.DEFERS: ("pension.enterprise", [("deferral", "2026-05-01", {"end": "2027-03-31"})]),
    Reason.NO_ADJUSTMENT: ("pension.enterprise", [("noncustodial_sentence", "2026-03-01", {})]),
    Reason.PENDING: ("pension.enterprise", [("death", "2026-03-01", {"status": "pending"})]),
    Reason.BEFORE_FIRST_MONTH: ("unemployment", [("employment", "2019-05-01", {})]),
    Reason.NAMES_NO_BENEFIT: ("pension.enterprise", [("duplicate_pension", "2026-03-01", {})]),
    Reason.NOT_YET_KNOWN: ("pension.enterprise", [("death", "2026-03-01", {"received": "2026-07-10"})]),
    Reason.SUPERSEDED: (
        "pension.enterprise",
        [("death", "2026-03-01", {"fact_id": "V"}), ("death", "2026-03-01", {"fact_id": "V", "version": "2"})],
    ),
    Reason.REFUTED: ("pension.enterprise", [("death", "2026-03-01", {"status": "refuted"})]),
    Reason.AFTER_MONTH: ("pension.enterprise", [("detention", "2026-07-01", {"received": "2026-06-01"})]),
    Reason.CLEARED: ("pension.enterprise", [("detention", "2026-01-10", {"end": "2026-05-31", "outcome": "cleared"})]),
    Reason.OTHER_BENEFIT: ("pension.enterprise", [("other_suspend", "2026-03-01", {"benefit_id": "other"})]),
    Reason.CLEARED_UNVERIFIED: (
        "pension.enterprise",
        [("detention", "2026-03-10", {"end": "2026-06-10", "outcome": "cleared", "status": "pending"})],
    ),
    Reason.EARLIER_AND_ENDED: ("unemployment", [("employment", "2019-05-01", {"end": "2019-12-31"})]),
    Reason.NO_BENEFIT_AND_ENDED: ("pension.enterprise", [("duplicate_pension", "2026-03-01", {"end": "2026-05-01"})]),
    Reason.NO_FULL_MONTH: ("pension.enterprise", [("detention", "2026-03-03", {"end": "2026-03-20"})]),
    Reason.NO_CYCLE: ("unemployment", [("certification", "2026-03-03", {})]),
    Reason.REPLACED_BY_LATER: (
        "pension.enterprise",
        [("certification", "2026-02-01", {}), ("certification", "2026-04-01", {})],
    ),
    Reason.GRADE_B_ALONE: ("pension.enterprise", [("life.outpatient", "2026-04-20", {})]),
    Reason.GRADE_C: ("pension.enterprise", [("life.bus", "2026-04-20", {})]),
    Reason.NOT_CONFIRMED: ("pension.enterprise", [("certification", "2026-04-20", {"status": "pending"})]),
    Reason.DEFERRAL_WITHOUT_EFFECT: ("pension.enterprise", [("deferral", "2026-03-01", {"end": "2026-04-30"})]),
    Reason.OTHER_RELATION: ("injury.survivor", [("marriage", "2026-03-01", {})]),
    Reason.ADJUSTMENT_NOT_NOW: ("pension.enterprise", [("noncustodial_sentence", "2026-06-01", {})]),
    Reason.NO_GROUND: ("pension.enterprise", [("emigration", "2026-03-01", {})]),
}
"""The kind of benefit and the facts, the first of which is the one in question; as known by 2026-06-30."""


@pytest.fixture(scope="module", params=["zh", "en"])
def told(request: pytest.FixtureRequest) -> dict[str, Explanation]:
    benefits, facts = [], []
    for person, (reason, (kind, given)) in enumerate(CASES.items(), 1):
        benefits.append(benefit(reason.value, kind, person, relation="parent" if kind == "injury.survivor" else ""))
        for at, (fact_kind, start, changes) in enumerate(given):
            facts.append(fact(f"{reason} {at}", fact_kind, start, person, **changes))
        if reason is Reason.OTHER_BENEFIT:
            benefits.append(benefit("other", "pension.resident", person))
    return explained(benefits, facts, known_by="2026-06-30", language=request.param)


def test_every_reason_has_a_case_and_a_wording() -> None:
    assert set(CASES) == set(REASONS) == set(Reason)


@pytest.mark.parametrize("reason", CASES)
def test_a_fact_is_told_with_its_reason(told: dict[str, Explanation], reason: Reason) -> None:
    first = told[reason].facts[0]
    assert first.reason is reason
    assert first.use is USE_OF.get(reason, Use.IGNORED)


@pytest.mark.parametrize("reason", CASES)
def test_a_reason_is_a_finished_sentence_part(told: dict[str, Explanation], reason: Reason) -> None:
    text = told[reason].facts[0].text
    assert text
    assert not set("{}") & set(text)


@pytest.mark.parametrize("reason", [reason for reason in CASES if USE_OF.get(reason, Use.IGNORED) is Use.IGNORED])
def test_an_ignored_fact_changes_neither_standing_nor_due_month(told: dict[str, Explanation], reason: Reason) -> None:
    """Without the fact the same comes out: that is what ignored means. Versions and later proofs are other facts."""
    if len(CASES[reason][1]) > 1 or reason is Reason.NO_CYCLE:
        return
    bare = explained([benefit("B1", CASES[reason][0], relation="parent" if reason == "other_relation" else "")], [])[
        "B1"
    ]
    assert told[reason].answer.standing == bare.answer.standing
    assert told[reason].cycle.due_month == bare.cycle.due_month


def test_what_asks_for_verification_says_which_ground_it_would_meet_and_the_evidence() -> None:
    pending = fact("F1", "death", "2026-03-01", status="pending")
    death = explained([benefit()], [pending])["B1"].facts[0].would_meet[0]
    assert (death.code, death.clause, death.citation) == ("death", "8.1.1.1", "第八条（一）1 第1项")
    assert death.evidence == ["死亡医学证明", "户口注销或火化记录"]


def test_a_ground_for_which_nothing_is_reclaimed_is_provisional_until_its_fact_has_ended() -> None:
    held = explained([benefit()], [fact("F1", "detention", "2026-03-01")])["B1"].grounds[0]
    ended = explained([benefit()], [fact("F1", "detention", "2026-03-01", end="2026-06-02")])["B1"].grounds[0]
    assert (held.provisional, held.until, ended.provisional, ended.until) == (True, None, False, "2026-06")


def test_the_masked_number_can_be_left_out() -> None:
    shown = explained([benefit()], [])["B1"].person.id_number
    assert shown == number(1)[:6] + "*" * 12
    assert explained([benefit()], [], with_number=False)["B1"].person.id_number is None
