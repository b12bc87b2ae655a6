"""Acts on a benefit: who may, when the law gives them, what they come to, and what is paid after them."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from deciding import County, clerk, county_of, request_of
from django.db import connection

from casework.accounts.database_scope import database_shows_all
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.models import Case, Finding, Found, Kinship, Step
from casework.decisions.announcing import Announcement, when_approved
from casework.decisions.foreseeing import due_month_said
from casework.decisions.kinds import Act, Basis
from casework.decisions.models import Decision, Recovery
from casework.decisions.proofs import proofs_known
from casework.decisions.proposing import Proposal, propose
from casework.decisions.registering import mark_registered
from casework.decisions.reviewing import approve, send_back, withdraw
from casework.decisions.standing import sums_paid_back
from casework.people.models import Benefit
from homes import BORDER, CASEWORK, DEATHS, PAUSED, SUN, ZHANG, Person, who
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db(transaction=True)
PAID, PAUSED_NOW, ENDED = ("continue", 300_000), ("suspend", 300_000), ("stop", 300_000)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    return county_of(tmp_path, monkeypatch)


def refused(county: County, *args: object, **given: object) -> str:
    with pytest.raises(ActRefused) as told:
        county.propose(*args, **given)  # type: ignore[arg-type]
    return str(told.value)


class TestStop:
    def test_a_verified_death_stops_payment_from_the_month_after(self, county: County) -> None:
        county.found(ZHANG, "death", "2026-01-03")
        decision = county.decide(ZHANG, Act.STOP)
        assert (decision.month, decision.grounds, decision.clauses) == (parse_month("2026-02"), "death", "8.1.1.1")
        assert decision.basis == Basis.PERSON
        assert county.paid(ZHANG, "2026-01") == PAID
        assert county.paid(ZHANG, "2026-02") == ENDED

    def test_a_death_that_is_only_reported_stops_nothing(self, county: County) -> None:
        county.house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
        assert "续发" in refused(county, ZHANG, Act.STOP)
        assert county.paid(ZHANG, "2026-02") == PAID

    def test_a_death_verified_does_not_stop_while_something_says_that_the_person_lives(self, county: County) -> None:
        county.house.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"B1,新增,{who(ZHANG)},2026-01-20,出境")
        county.found(ZHANG, "death", "2026-01-03")
        assert "矛盾" in refused(county, ZHANG, Act.STOP)

    def test_what_is_proposed_changes_nothing_yet(self, county: County) -> None:
        county.found(ZHANG, "death", "2026-01-03")
        county.propose(ZHANG, Act.STOP)
        assert county.paid(ZHANG, "2026-02") == PAID

    def test_a_ground_to_stop_does_not_suspend(self, county: County) -> None:
        county.found(ZHANG, "death", "2026-01-03")
        assert "停止" in refused(county, ZHANG, Act.SUSPEND)


class TestSuspend:
    def test_a_verified_detention_suspends_a_pension_of_an_enterprise(self, county: County) -> None:
        county.found(ZHANG, "detention", "2026-01-10")
        decision = county.decide(ZHANG, Act.SUSPEND)
        assert (decision.month, decision.grounds) == (parse_month("2026-02"), "detained")
        assert county.paid(ZHANG, "2026-02") == PAUSED_NOW

    def test_detention_costs_a_pension_of_a_civil_servant_nothing(self, county: County) -> None:
        county.found(SUN, "detention", "2026-01-10")
        assert "续发" in refused(county, SUN, Act.SUSPEND)

    def test_being_overdue_needs_no_fact_and_is_decided_by_the_rule(self, county: County) -> None:
        county.month_passes("2026-12")
        decision = county.decide(ZHANG, Act.SUSPEND)
        assert (decision.month, decision.grounds, decision.basis) == (parse_month("2026-12"), "unconfirmed", Basis.RULE)
        assert county.paid(ZHANG, "2026-12") == PAUSED_NOW

    def test_in_the_due_month_itself_nobody_is_overdue_but_the_next_month_may_be_prepared(self, county: County) -> None:
        county.month_passes("2026-10")
        assert "续发" in refused(county, ZHANG, Act.SUSPEND)

    def test_what_is_suspended_is_not_suspended_again(self, county: County) -> None:
        county.found(ZHANG, "detention", "2026-01-10")
        county.decide(ZHANG, Act.SUSPEND)
        assert refused(county, ZHANG, Act.SUSPEND)


class TestResume:
    def test_a_cleared_detention_resumes_payment_with_what_was_withheld(self, county: County) -> None:
        county.found(ZHANG, "detention", "2026-01-10")
        county.decide(ZHANG, Act.SUSPEND)
        county.month_passes("2026-02")
        county.ledger(["2026-01"], ZHANG, SUN, day="2026-02-20")
        county.ledger(["2026-02", "2026-03"], SUN, day="2026-03-20")
        county.month_passes("2026-04")
        county.found(ZHANG, "detention", "2026-01-10", end=dt.date(2026, 3, 5), outcome="cleared")
        decision = county.decide(ZHANG, Act.RESUME)
        assert (decision.month, decision.months) == (parse_month("2026-04"), "24313|24314")
        assert decision.amount == 600_000
        assert county.paid(ZHANG, "2026-03") == PAUSED_NOW
        assert county.paid(ZHANG, "2026-04") == PAID
        assert [one.amount for one in sums_paid_back(parse_month("2026-04"), "511102")] == [600_000]
        assert "无须" in refused(county, ZHANG, Act.PAY_BACK)

    def test_while_a_ground_is_in_force_nothing_resumes(self, county: County) -> None:
        county.found(ZHANG, "detention", "2026-01-10")
        county.decide(ZHANG, Act.SUSPEND)
        assert refused(county, ZHANG, Act.RESUME)

    def test_certified_late_payment_resumes_the_month_after_as_article_7_says(self, county: County) -> None:
        county.month_passes("2026-12")
        county.decide(ZHANG, Act.SUSPEND)
        county.month_passes("2027-01")
        county.found(ZHANG, "certification", "2027-01-10")
        decision = county.decide(ZHANG, Act.RESUME)
        assert (decision.month, decision.clauses) == (parse_month("2027-02"), "7")
        assert county.paid(ZHANG, "2027-01") == PAUSED_NOW
        assert county.paid(ZHANG, "2027-02") == PAID

    @pytest.mark.parametrize(("paid", "months"), [((SUN,), ["2026-12", "2027-01"]), ((SUN, ZHANG), [])])
    def test_the_month_of_the_certification_itself_is_paid_back_where_payment_is_seen_to_be_withheld(
        self, county: County, paid: tuple[Person, ...], months: list[str]
    ) -> None:
        county.month_passes("2026-12")
        county.decide(ZHANG, Act.SUSPEND)
        county.ledger(["2026-11"], ZHANG, SUN, day="2026-12-10")
        county.ledger(["2026-12"], *paid, day="2027-01-04")
        county.month_passes("2027-01")
        county.found(ZHANG, "certification", "2027-01-10")
        decision = county.decide(ZHANG, Act.RESUME)
        assert (decision.month, decision.amount or 0) == (parse_month("2027-02"), len(months) * 300_000)
        assert decision.months == "|".join(str(parse_month(one)) for one in months)

        # Once the ledger covers it, what was left to it is decided then, and what was paid back is not paid again.
        county.ledger(["2027-01"], SUN, day="2027-02-04")
        county.month_passes("2027-02")
        if months:
            assert "无须" in refused(county, ZHANG, Act.PAY_BACK)
        else:
            assert county.decide(ZHANG, Act.PAY_BACK).months == str(parse_month("2027-01"))

    def test_certified_in_the_first_month_after_the_term_nothing_was_missed(self, county: County) -> None:
        county.month_passes("2026-12")
        county.decide(ZHANG, Act.SUSPEND)
        county.found(ZHANG, "certification", "2026-12-20")
        decision = county.decide(ZHANG, Act.RESUME)
        assert (decision.month, decision.clauses) == (parse_month("2026-12"), "7")
        assert county.paid(ZHANG, "2026-12") == PAID


class TestMoney:
    def test_what_was_paid_after_a_death_is_asked_back_once(self, county: County) -> None:
        county.ledger(["2026-01", "2026-02"], ZHANG, day="2026-02-20")
        county.found(ZHANG, "death", "2026-01-03")
        county.decide(ZHANG, Act.STOP)
        county.month_passes("2026-03")
        decision = county.decide(ZHANG, Act.RECOVER)
        assert (decision.amount, decision.months, decision.grounds) == (300_000, "24313", "death")
        assert Recovery.objects.get(decision=decision).total == 300_000
        assert "无须" in refused(county, ZHANG, Act.RECOVER)
        assert county.paid(ZHANG, "2026-03") == ENDED

    def test_nothing_is_asked_back_where_what_was_paid_was_due(self, county: County) -> None:
        county.ledger(["2026-01"], ZHANG, day="2026-02-20")
        county.month_passes("2026-02")
        assert "无须" in refused(county, ZHANG, Act.RECOVER)

    def test_what_was_paid_while_detained_is_not_asked_back_before_the_judgment(self, county: County) -> None:
        county.ledger(["2026-01", "2026-02"], ZHANG, day="2026-02-20")
        county.found(ZHANG, "detention", "2026-01-10")
        county.month_passes("2026-03")
        assert "无须" in refused(county, ZHANG, Act.RECOVER)

    def test_a_month_paid_too_little_is_paid_back_with_the_list_being_decided(self, county: County) -> None:
        county.ledger(["2026-01"], ZHANG, day="2026-02-20", amount="1000.00")
        county.month_passes("2026-02")
        decision = county.decide(ZHANG, Act.PAY_BACK)
        assert (decision.amount, decision.months, decision.month) == (200_000, "24312", parse_month("2026-02"))
        assert list(sums_paid_back(parse_month("2026-02"))) == [decision]
        assert list(sums_paid_back(parse_month("2026-04"))) == []
        assert "无须" in refused(county, ZHANG, Act.PAY_BACK)

    def test_a_lower_grade_lowers_the_amount_from_its_month(self, county: County) -> None:
        Benefit.objects.filter(pk=ZHANG.benefit).update(kind="injury.care")
        county.decide(ZHANG, Act.LOWER, month=parse_month("2026-03"), amount=180_000)
        assert county.paid(ZHANG, "2026-02") == PAID
        assert county.paid(ZHANG, "2026-03") == ("continue", 180_000)

    @pytest.mark.parametrize("amount", [300_000, 0])
    def test_an_amount_that_is_not_lower_is_refused(self, county: County, amount: int) -> None:
        Benefit.objects.filter(pk=ZHANG.benefit).update(kind="injury.care")
        assert "低于" in refused(county, ZHANG, Act.LOWER, month=parse_month("2026-03"), amount=amount)

    def test_a_pension_has_no_grade(self, county: County) -> None:
        assert "伤残津贴" in refused(county, ZHANG, Act.LOWER, month=parse_month("2026-03"), amount=180_000)


class TestFacts:
    """These change no payment list: what follows for payment is decided on its own, on the fact that they record."""

    def test_a_certification_becomes_a_fact_that_counts(self, county: County) -> None:
        said = {"channel": "at_home", "day": "2026-02-03", "place": "家中", "evidence": "合影"}
        said["pictures"] = [county.picture(ZHANG).pk]
        decision = county.decide(ZHANG, Act.CERTIFY, **said)
        finding = Finding.objects.get(record=decision.number)
        assert (finding.kind, finding.found, finding.state) == ("certification", Found.CONFIRMED, "approved")
        assert (finding.start, decision.clauses, decision.finding) == (dt.date(2026, 2, 3), "21", finding)
        assert finding.delivered is None
        assert finding.attachments.get().title == "入户合影"
        assert county.paid(ZHANG, "2026-03") == PAID
        assert "无须" in refused(county, ZHANG, Act.CERTIFY, **said)

    @pytest.mark.parametrize(("channel", "pictured"), [("at_home", True), ("on_site", True), ("abroad", False)])
    def test_who_stood_before_somebody_is_pictured(self, county: County, channel: str, pictured: bool) -> None:
        said = {"channel": channel, "day": "2026-02-03", "place": "家中", "evidence": "审核表", "pictures": []}
        if pictured:
            assert "照片" in refused(county, ZHANG, Act.CERTIFY, **said)
        else:
            assert county.decide(ZHANG, Act.CERTIFY, **said).clauses == "23"

    def test_a_picture_of_somebody_else_proves_nothing(self, county: County) -> None:
        said = {"channel": "at_home", "day": "2026-02-03", "place": "家中", "evidence": "合影"}
        assert "不是此人的" in refused(county, ZHANG, Act.CERTIFY, **said, pictures=[county.picture(SUN).pk])

    def test_a_certification_of_a_day_to_come_is_refused(self, county: County) -> None:
        said = {"channel": "at_home", "day": "2999-02-03", "place": "家中", "evidence": "合影"}
        assert refused(county, ZHANG, Act.CERTIFY, **said)

    def test_a_deferral_keeps_an_overdue_person_in_payment(self, county: County) -> None:
        county.month_passes("2026-12")
        decision = county.decide(ZHANG, Act.DEFER, since="2026-11-20", until="2027-01-31", why="住院")
        assert decision.until == parse_month("2027-01")
        assert "续发" in refused(county, ZHANG, Act.SUSPEND)
        assert county.paid(ZHANG, "2026-12") == PAID

    def test_a_deferral_that_ends_before_the_term_is_refused(self, county: County) -> None:
        assert "不改变" in refused(county, ZHANG, Act.DEFER, since="2026-01-20", until="2026-02-28", why="住院")

    @pytest.fixture
    def twice(self, county: County) -> list[str]:
        """Two certifications of June that keep Zhang in payment at the end of the year."""
        rows = [f"{who(ZHANG)},certification,{day},,,confirmed,上门" for day in ("2026-06-03", "2026-06-20")]
        county.house.deliver("经办核实_202606.csv", "2026-06-25", CASEWORK, *rows, dataset="casework.facts")
        county.month_passes("2026-12")
        assert "续发" in refused(county, ZHANG, Act.SUSPEND)
        return ["2026-06-20/certification", "2026-06-03/certification"]

    def test_false_certifications_are_revoked_together_and_everything_is_worked_out_anew(
        self, county: County, twice: list[str]
    ) -> None:
        decision = county.decide(ZHANG, Act.REVOKE, proofs=twice, why="照片是别人")
        found = Finding.objects.filter(person=decision.person).order_by("pk")
        assert {one.found for one in found} == {Found.REFUTED}
        assert [one.record for one in found] == [decision.number, f"{decision.number}-2"]
        assert (decision.finding, [one.decision_due for one in found]) == (found[0], [False, True])
        assert (county.paid(ZHANG, "2026-12"), due_month_said(decision)) == (PAID, parse_month("2026-11"))
        assert county.decide(ZHANG, Act.SUSPEND).month == parse_month("2026-12")

    def test_what_was_not_found_false_goes_on_counting_even_in_the_same_month(
        self, county: County, twice: list[str]
    ) -> None:
        decision = county.decide(ZHANG, Act.REVOKE, proofs=twice[:1], why="照片是别人")
        assert due_month_said(decision) == parse_month("2027-06")
        assert "续发" in refused(county, ZHANG, Act.SUSPEND)
        assert list(proofs_known(decision.person_id)) == [twice[1], "2025-11-10/certification"]
        assert "没有这一天" in refused(county, ZHANG, Act.REVOKE, proofs=twice, why="又查")

    def test_a_certification_that_has_not_reached_the_home_is_revoked_too(self, county: County) -> None:
        county.found(ZHANG, "certification", "2026-06-03")
        decision = county.decide(ZHANG, Act.REVOKE, proofs=["2026-06-03/certification"], why="照片是别人")
        county.month_passes("2026-12")
        assert list(proofs_known(decision.person_id)) == ["2025-11-10/certification"]
        assert county.decide(ZHANG, Act.SUSPEND).month == parse_month("2026-12")

    def test_what_nobody_told_is_not_revoked(self, county: County) -> None:
        assert "没有这一天" in refused(county, ZHANG, Act.REVOKE, proofs=["2026-06-03/certification"], why="x")

    def test_a_benefit_without_any_ground_is_continued(self, county: County) -> None:
        assert county.decide(ZHANG, Act.CONTINUE).month == parse_month("2026-01")
        assert county.paid(ZHANG, "2026-02") == PAID

    def test_what_ends_next_month_is_not_continued(self, county: County) -> None:
        county.found(ZHANG, "death", "2026-01-03")
        assert "停止" in refused(county, ZHANG, Act.CONTINUE)


class TestTwoPeople:
    @pytest.fixture
    def proposed(self, county: County) -> Decision:
        county.found(ZHANG, "death", "2026-01-03")
        return county.propose(ZHANG, Act.STOP)

    def test_whoever_prepared_it_does_not_approve_it(self, county: County, proposed: Decision) -> None:
        both = clerk(Role.COUNTY_REVIEWER)
        Decision.objects.filter(pk=proposed.pk).update(handler=both)
        with pytest.raises(ActRefused, match="两个人"):
            county.approve(proposed, by=both)

    @pytest.mark.parametrize(
        ("role", "kind", "code"),
        [
            (Role.COUNTY_HANDLER, "agency", "511102"),
            (Role.COUNTY_REVIEWER, "agency", "511111"),
            (Role.TOWN, "town", "511102001"),
        ],
    )
    def test_only_a_reviewer_of_the_office_approves(
        self, county: County, proposed: Decision, role: Role, kind: str, code: str
    ) -> None:
        with pytest.raises(ActRefused, match="复核人员"):
            county.approve(proposed, by=clerk(role, code, kind))

    @pytest.mark.parametrize(
        ("role", "kind", "code"),
        [
            (Role.COUNTY_REVIEWER, "agency", "511102"),
            (Role.COUNTY_HANDLER, "agency", "511111"),
            (Role.TOWN, "town", "511102001"),
        ],
    )
    def test_only_a_handler_of_the_office_proposes(self, county: County, role: Role, kind: str, code: str) -> None:
        county.found(ZHANG, "death", "2026-01-03")
        assert "经办人员" in refused(county, ZHANG, Act.STOP, by=clerk(role, code, kind))

    def test_a_relative_neither_proposes_nor_approves(self, county: County, proposed: Decision) -> None:
        for relative in (county.handler, county.reviewer):
            Kinship.objects.create(account=relative, person=proposed.person, kind="blood", declared="2026-01-01T00:00Z")
        assert "回避" in refused(county, ZHANG, Act.RECOVER)
        with pytest.raises(ActRefused, match="回避"):
            county.approve(proposed)

    def test_what_a_relative_proposed_who_says_so_only_then_is_not_approved(
        self, county: County, proposed: Decision
    ) -> None:
        Kinship.objects.create(
            account=county.handler, person=proposed.person, kind="self", declared="2026-01-01T00:00Z"
        )
        with pytest.raises(ActRefused, match="提出人申报过"):
            county.approve(proposed)
        back = send_back(request_of(county.reviewer), proposed.pk, proposed.version, "请由另一位经办人提出")
        assert back.state == "returned"

    def test_a_page_that_has_grown_stale_says_so(self, county: County, proposed: Decision) -> None:
        send_back(request_of(county.reviewer), proposed.pk, proposed.version, "证明不清")
        with pytest.raises(Stale):
            approve(request_of(county.reviewer), proposed.pk, proposed.version)

    def test_what_was_returned_is_proposed_anew(self, county: County, proposed: Decision) -> None:
        back = send_back(request_of(county.reviewer), proposed.pk, proposed.version, "证明不清")
        with pytest.raises(Stale):
            approve(request_of(county.reviewer), back.pk, back.version)
        county.decide(ZHANG, Act.STOP)
        assert county.paid(ZHANG, "2026-02") == ENDED

    def test_only_its_handler_withdraws_it(self, county: County, proposed: Decision) -> None:
        with pytest.raises(ActRefused):
            withdraw(request_of(county.reviewer), proposed.pk, proposed.version)
        assert withdraw(request_of(county.handler), proposed.pk, proposed.version).state == "withdrawn"
        assert county.paid(ZHANG, "2026-02") == PAID

    @pytest.mark.usefixtures("proposed")
    def test_one_is_enough(self, county: County) -> None:
        assert "同样的决定" in refused(county, ZHANG, Act.STOP)

    def test_when_the_facts_have_changed_approval_is_refused_with_what_changed(
        self, county: County, proposed: Decision
    ) -> None:
        county.found(ZHANG, "death", "2026-01-03", Found.REFUTED)
        with pytest.raises(ActRefused, match="应有状态"):
            county.approve(proposed)

    def test_what_was_shown_must_be_what_is_so(self, county: County) -> None:
        wanted = Proposal(Act.STOP, county.benefit(SUN), "x", "another digest", {})
        with pytest.raises(ActRefused, match="已经变化"):
            propose(request_of(county.handler), wanted)

    def test_of_two_who_approve_at_once_one_does_and_the_other_is_told(
        self, county: County, proposed: Decision
    ) -> None:
        other, told = clerk(Role.COUNTY_REVIEWER), []

        def approve_it(who: Account) -> None:
            try:
                with database_shows_all():
                    approve(request_of(who), proposed.pk, proposed.version)
            except Stale:
                told.append(who)
            finally:
                connection.close()

        both = [threading.Thread(target=approve_it, args=[who]) for who in (county.reviewer, other)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert len(told) == 1
        proposed.refresh_from_db()
        assert (proposed.state, proposed.version) == ("approved", 2)

    def test_every_step_is_recorded_and_names_nobody(self, county: County, proposed: Decision) -> None:
        case = Case.objects.create(
            number="511102-2026-000001", person=proposed.person, origin="run", at=county.handler.office,
            opened="2026-01-05T00:00Z",
        )  # fmt: skip
        Decision.objects.filter(pk=proposed.pk).update(case=case)
        county.approve(proposed)
        acts = list(Entry.objects.filter(act__startswith="decision").order_by("number").values_list("act", flat=True))
        assert acts == ["decision.proposed", "decision.approved"]
        assert list(Step.objects.filter(case=case).values_list("act", flat=True)) == ["decided", "closed"]
        assert ZHANG.name not in repr(list(Entry.objects.values()))

    def test_whoever_asked_is_told_what_was_approved_and_nothing_else(self, county: County, proposed: Decision) -> None:
        told: list[Announcement] = []
        when_approved(told.append)
        county.approve(proposed)
        (one,) = told
        assert (one.act, one.month, one.clauses, one.grounds) == (
            Act.STOP,
            parse_month("2026-02"),
            ["8.1.1.1"],
            ["death"],
        )
        assert one.review_until - one.decided == dt.timedelta(days=60)


class TestRegister:
    def test_once_the_register_shows_it_the_register_is_asked_again(self, county: County) -> None:
        county.found(ZHANG, "detention", "2026-01-10")
        decision = county.decide(ZHANG, Act.SUSPEND)
        county.month_passes("2026-02")
        decision.refresh_from_db()
        assert decision.registered is None
        Benefit.objects.filter(pk=ZHANG.benefit).update(standing="suspend")
        assert mark_registered() == 0  # its month is that of the run: the register cannot have heard of it
        county.month_passes("2026-03")
        Benefit.objects.filter(pk=ZHANG.benefit).update(standing="suspend")
        assert mark_registered() == 1
        Benefit.objects.filter(pk=ZHANG.benefit).update(standing="continue")
        assert county.paid(ZHANG, "2026-04") == PAID

    def test_held_off_it_is_paid_as_before_even_where_the_register_shows_it(self, county: County) -> None:
        county.found(ZHANG, "detention", "2026-01-10")
        decision = county.decide(ZHANG, Act.SUSPEND)
        Benefit.objects.filter(pk=ZHANG.benefit).update(standing="suspend")
        Decision.objects.filter(pk=decision.pk).update(held_off=True)
        assert county.paid(ZHANG, "2026-02") == PAID

    def test_replaced_it_says_nothing(self, county: County) -> None:
        county.found(ZHANG, "detention", "2026-01-10")
        decision = county.decide(ZHANG, Act.SUSPEND)
        Decision.objects.filter(pk=decision.pk).update(replaced_by=decision)
        assert county.paid(ZHANG, "2026-02") == PAID

    def test_the_register_itself_says_who_was_suspended_before(self, county: County) -> None:
        assert PAUSED.benefit
        assert county.paid(PAUSED, "2026-02") == PAUSED_NOW
