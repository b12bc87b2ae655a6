"""Many at once: overdue suspensions in a group with a sample, deferrals of a place."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from deciding import County, clerk, county_of, everybody_reminded, request_of
from hypothesis import given
from hypothesis import strategies as some
from staff import account, office

from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Finding, Kinship
from casework.decisions.acts.defer_many import Wanted, approve_deferral, propose_deferral, return_deferral
from casework.decisions.acts.overdue import (
    Checked,
    approve_group,
    check_one,
    draw,
    drop,
    propose_group,
    return_group,
)
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision, Deferral, Group
from casework.decisions.sampling import drawn, size_of_sample
from casework.people.models import Benefit
from homes import LI, SUN, ZHANG
from zige.law.months import parse_month

PAID, PAUSED = ("continue", 300_000), ("suspend", 300_000)


@pytest.fixture
def reminded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody was reminded at every step."""
    everybody_reminded(monkeypatch)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    """ZHANG and SUN are overdue."""
    made = county_of(tmp_path, monkeypatch)
    made.month_passes("2027-01")
    return made


def check_all(county: County, group: Group, stands: bool = True) -> Group:
    for benefit in group.sample:
        group = check_one(request_of(county.handler), group.pk, group.version, Checked(benefit, stands, "逐件看过"))
    return group


@pytest.mark.django_db(transaction=True)
class TestOverdue:
    def test_without_records_of_the_ladder_nobody_is_in_a_group(self, county: County) -> None:
        with pytest.raises(ActRefused, match="提醒"):
            draw(request_of(county.handler))

    @pytest.mark.usefixtures("reminded")
    def test_overdue_people_are_suspended_together_one_decision_each(self, county: County) -> None:
        group = draw(request_of(county.handler))
        assert (group.benefits, group.sample) == (["B001", "B004"], ["B001", "B004"])
        group = check_all(county, group)
        group = propose_group(request_of(county.handler), group.pk, group.version, "逾期未认证，各步提醒都已送达")
        assert county.paid(ZHANG, "2027-01") == PAID
        group = approve_group(request_of(county.reviewer), group.pk, group.version)
        made = list(Decision.objects.filter(group=group).order_by("benefit_id"))
        assert [(one.benefit_id, one.act, one.state, one.basis) for one in made] == [
            ("B001", "suspend", "approved", Basis.RULE), ("B004", "suspend", "approved", Basis.RULE),
        ]  # fmt: skip
        assert {one.month for one in made} == {parse_month("2027-01")}
        assert len({one.number for one in made}) == 2
        assert county.paid(ZHANG, "2027-01") == county.paid(SUN, "2027-01") == PAUSED
        acts = list(Entry.objects.filter(act__startswith="group").order_by("number").values_list("act", flat=True))
        assert acts == ["group.drawn", "group.checked", "group.checked", "group.proposed", "group.approved"]

    def test_who_lacks_a_step_of_the_ladder_is_left_out(self, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
        everybody_reminded(monkeypatch, but=ZHANG.benefit)
        assert draw(request_of(county.handler)).benefits == [SUN.benefit]

    @pytest.mark.usefixtures("reminded")
    def test_who_may_have_died_or_is_a_relative_is_left_out(self, county: County) -> None:
        Kinship.objects.create(
            account=county.handler, person=county.benefit(SUN).person, kind="blood", declared="2026-01-01T00:00Z"
        )
        assert draw(request_of(county.handler)).benefits == [ZHANG.benefit]

    @pytest.mark.usefixtures("reminded")
    def test_who_looked_at_one_of_the_sample_does_not_approve_it(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)))
        group = propose_group(request_of(county.handler), group.pk, group.version, "逾期")
        Group.objects.update(checked=group.checked | {"B001": {**group.checked["B001"], "by": county.reviewer.pk}})
        with pytest.raises(ActRefused, match="两个人"):
            approve_group(request_of(county.reviewer), group.pk, group.version)
        Group.objects.update(checked=group.checked)
        approve_group(request_of(county.reviewer), group.pk, group.version)

    @pytest.mark.usefixtures("reminded")
    def test_what_a_relative_of_one_of_them_proposed_is_not_approved(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)))
        group = propose_group(request_of(county.handler), group.pk, group.version, "逾期")
        kin = county.benefit(SUN).person
        Kinship.objects.create(account=county.handler, person=kin, kind="blood", declared="2026-01-01T00:00Z")
        with pytest.raises(ActRefused, match="提出人申报过"):
            approve_group(request_of(county.reviewer), group.pk, group.version)

    @pytest.mark.usefixtures("reminded")
    def test_it_is_not_proposed_before_every_one_of_the_sample_was_looked_at(self, county: County) -> None:
        group = draw(request_of(county.handler))
        group = check_one(request_of(county.handler), group.pk, group.version, Checked("B001", True, "看过"))
        with pytest.raises(ActRefused, match="逐件看完"):
            propose_group(request_of(county.handler), group.pk, group.version, "逾期")

    @pytest.mark.usefixtures("reminded")
    def test_one_that_does_not_stand_sinks_all_of_it(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)), stands=False)
        with pytest.raises(ActRefused, match="不成立"):
            propose_group(request_of(county.handler), group.pk, group.version, "逾期")
        drop(request_of(county.handler), group.pk, group.version)
        assert not Decision.objects.exists()

    @pytest.mark.usefixtures("reminded")
    def test_what_was_received_since_the_run_makes_it_wait(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)))
        group = propose_group(request_of(county.handler), group.pk, group.version, "逾期")
        county.ledger(["2026-11"], ZHANG, day="2027-01-10")
        with pytest.raises(ActRefused, match="又收到了数据"):
            approve_group(request_of(county.reviewer), group.pk, group.version)
        assert county.paid(ZHANG, "2027-01") == PAID

    @pytest.mark.usefixtures("reminded")
    def test_a_certification_found_since_makes_it_wait(self, county: County) -> None:
        county.found(ZHANG, "certification", "2027-01-10")
        with pytest.raises(ActRefused, match="核查结论"):
            draw(request_of(county.handler))

    @pytest.mark.usefixtures("reminded")
    def test_a_certification_that_another_office_found_makes_it_wait_too(self, county: County) -> None:
        """Somebody who draws from two offices is as alive for the one as for the other."""
        found = county.found(ZHANG, "certification", "2027-01-10")
        Finding.objects.filter(pk=found.pk).update(office="511111")
        with pytest.raises(ActRefused, match="核查结论"):
            draw(request_of(county.handler))

    @pytest.mark.usefixtures("reminded")
    def test_what_was_found_about_people_of_another_office_alone_does_not(self, county: County) -> None:
        found = county.found(LI, "certification", "2027-01-10")
        assert found.office == "511123"
        assert draw(request_of(county.handler)).benefits == ["B001", "B004"]

    @pytest.mark.usefixtures("reminded")
    @pytest.mark.parametrize(("act", "left"), [("certify", ["B004"]), ("defer", ["B004"]), ("lower", ["B001", "B004"])])
    def test_whose_certification_on_another_benefit_waits_for_review_is_left_out(
        self, county: County, act: str, left: list[str]
    ) -> None:
        benefit = county.benefit(ZHANG)
        other = Benefit.objects.create(
            benefit_id="B901",
            person=benefit.person,
            kind="injury.care",
            office="511111",
            standing="continue",
            listed=True,
        )
        Decision.objects.create(
            number="X", act=act, person=benefit.person, benefit=other, office="511111", month=parse_month("2027-01"),
            basis=Basis.PERSON, reason="到场", handler=clerk(Role.COUNTY_HANDLER, "511111"),
            proposed="2027-01-10T08:00Z",
        )  # fmt: skip
        assert draw(request_of(county.handler)).benefits == left

    @pytest.mark.usefixtures("reminded")
    def test_a_colleague_with_a_relative_in_it_does_not_propose_it(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)))
        colleague = account(Role.COUNTY_HANDLER, office("agency", "511102"), since="2026-01-01")
        assert colleague != county.handler
        Kinship.objects.create(
            account=colleague, person=county.benefit(ZHANG).person, kind="blood", declared="2026-01-01T00:00Z"
        )
        with pytest.raises(ActRefused, match="回避"):
            propose_group(request_of(colleague), group.pk, group.version, "逾期")
        propose_group(request_of(county.handler), group.pk, group.version, "逾期")

    @pytest.mark.usefixtures("reminded")
    @pytest.mark.parametrize("review", [approve_group, lambda *told: return_group(*told, "再核对")])
    def test_who_proposed_a_group_that_a_colleague_drew_does_not_review_it(self, county: County, review: Any) -> None:
        """With both roles, as while standing in for a reviewer on leave."""
        group = check_all(county, draw(request_of(county.handler)))
        both = request_of(county.reviewer)
        both.roles = frozenset({Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER})
        group = propose_group(both, group.pk, group.version, "逾期")
        with pytest.raises(ActRefused, match="两个人"):
            review(both, group.pk, group.version)

    @pytest.mark.usefixtures("reminded")
    def test_who_was_decided_singly_meanwhile_sinks_it_too(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)))
        county.decide(ZHANG, Act.SUSPEND)
        with pytest.raises(ActRefused, match="1 份待遇的情况已经变化"):
            propose_group(request_of(county.handler), group.pk, group.version, "逾期")

    @pytest.mark.usefixtures("reminded")
    def test_it_takes_two_people_of_the_office(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)))
        group = propose_group(request_of(county.handler), group.pk, group.version, "逾期")
        for other in (county.handler, clerk(Role.COUNTY_REVIEWER, "511111")):
            with pytest.raises(ActRefused):
                approve_group(request_of(other), group.pk, group.version)
        with pytest.raises(ActRefused):
            draw(request_of(county.reviewer))

    @pytest.mark.usefixtures("reminded")
    def test_a_stale_page_and_a_returned_group_say_so(self, county: County) -> None:
        group = check_all(county, draw(request_of(county.handler)))
        with pytest.raises(Stale):
            propose_group(request_of(county.handler), group.pk, 1, "逾期")
        with pytest.raises(ActRefused, match="理由"):
            propose_group(request_of(county.handler), group.pk, group.version, " ")
        group = propose_group(request_of(county.handler), group.pk, group.version, "逾期")
        group = return_group(request_of(county.reviewer), group.pk, group.version, "再核对")
        with pytest.raises(ActRefused, match="已经办结"):
            approve_group(request_of(county.reviewer), group.pk, group.version)
        assert county.paid(ZHANG, "2027-01") == PAID


@given(some.sets(some.text("B0123456789", min_size=1, max_size=8), min_size=1, max_size=200), some.text(max_size=20))
def test_a_sample_is_large_enough_and_comes_out_the_same_whatever_the_order(benefits: set[str], seed: str) -> None:
    sample = drawn(sorted(benefits), seed)
    assert sample == drawn(sorted(benefits, reverse=True), seed)
    assert set(sample) <= benefits
    assert len(sample) == size_of_sample(len(benefits)) >= min(3, len(benefits))
    assert 20 * len(sample) >= len(benefits)


@pytest.mark.parametrize(("count", "size"), [(1, 1), (3, 3), (60, 3), (61, 4), (1000, 50), (1001, 51)])
def test_five_of_a_hundred_and_at_least_three_are_looked_at(count: int, size: int) -> None:
    assert size_of_sample(count) == size


@pytest.mark.django_db(transaction=True)
class TestDeferral:
    FLOOD = Wanted("511102001", [], Deferral.Cause.DISASTER, dt.date(2026, 11, 1), dt.date(2027, 3, 31), "市政府通告")

    def test_whoever_lives_in_the_place_is_put_off_and_stays_in_payment(self, county: County) -> None:
        deferral = propose_deferral(request_of(county.handler), self.FLOOD)
        assert deferral.people == Benefit.objects.filter(office="511102").count()
        approve_deferral(request_of(county.reviewer), deferral.pk, deferral.version)
        found = Finding.objects.filter(record__startswith=deferral.number)
        assert found.count() == deferral.people
        assert set(found.values_list("kind", "state", "found")) == {("deferral", "approved", "confirmed")}
        with pytest.raises(ActRefused, match="续发"):
            county.propose(ZHANG, Act.SUSPEND)
        county.month_passes("2027-02")
        assert county.paid(ZHANG, "2027-02") == PAID
        with pytest.raises(ActRefused, match="续发"):
            county.propose(ZHANG, Act.SUSPEND)

    @pytest.mark.parametrize(
        "wanted",
        [
            Wanted("511102999", [], Deferral.Cause.DISASTER, dt.date(2026, 11, 1), dt.date(2027, 3, 31), "通告"),
            Wanted("", [], Deferral.Cause.DISASTER, dt.date(2026, 11, 1), dt.date(2026, 12, 31), "通告"),
            Wanted("", [], Deferral.Cause.SYSTEM, dt.date(2026, 11, 1), dt.date(2027, 3, 31), " "),
            Wanted("", ["unemployment"], Deferral.Cause.SYSTEM, dt.date(2026, 11, 1), dt.date(2027, 3, 31), "通告"),
        ],
    )
    def test_nobody_concerned_a_day_past_no_basis_or_no_cycle_is_refused(self, county: County, wanted: Wanted) -> None:
        with pytest.raises(ActRefused):
            propose_deferral(request_of(county.handler), wanted)

    def test_a_second_click_proposes_no_second_one(self, county: County) -> None:
        deferral = propose_deferral(request_of(county.handler), self.FLOOD)
        with pytest.raises(ActRefused, match="已经提出"):
            propose_deferral(request_of(county.handler), self.FLOOD)
        return_deferral(request_of(county.reviewer), deferral.pk, deferral.version, "请重新计算")
        assert propose_deferral(request_of(county.handler), self.FLOOD).state == "proposed"

    def test_a_relative_neither_proposes_nor_approves_it(self, county: County) -> None:
        deferral = propose_deferral(request_of(county.handler), self.FLOOD)
        person = county.benefit(ZHANG).person
        kin = Kinship.objects.create(account=county.reviewer, person=person, kind="self", declared="2026-01-01T00:00Z")
        with pytest.raises(ActRefused, match="您申报过"):
            approve_deferral(request_of(county.reviewer), deferral.pk, deferral.version)
        Kinship.objects.filter(pk=kin.pk).update(account=county.handler)
        with pytest.raises(ActRefused, match="提出人申报过"):
            approve_deferral(request_of(county.reviewer), deferral.pk, deferral.version)
        with pytest.raises(ActRefused, match="您申报过"):
            propose_deferral(request_of(county.handler), self.FLOOD)
        Kinship.objects.filter(pk=kin.pk).update(person=county.benefit(LI).person)
        approve_deferral(request_of(county.reviewer), deferral.pk, deferral.version)

    def test_it_takes_two_people_and_the_same_people_concerned(self, county: County) -> None:
        deferral = propose_deferral(request_of(county.handler), self.FLOOD)
        with pytest.raises(ActRefused):
            approve_deferral(request_of(county.handler), deferral.pk, deferral.version)
        Benefit.objects.filter(pk=SUN.benefit).update(listed=False)
        with pytest.raises(ActRefused, match="人数已由"):
            approve_deferral(request_of(county.reviewer), deferral.pk, deferral.version)
        return_deferral(request_of(county.reviewer), deferral.pk, deferral.version, "请重新计算")
        with pytest.raises(Stale):
            approve_deferral(request_of(county.reviewer), deferral.pk, deferral.version + 1)
        assert not Finding.objects.exists()
