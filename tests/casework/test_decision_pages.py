"""Pages of decisions: what follows is seen before the click, whose decisions are seen, stale pages say so."""

import datetime as dt
from pathlib import Path

import pytest
from browsing import Desk
from deciding import County, clerk, county_of, everybody_reminded
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from notices import contact
from staff import TOLD, signed_in

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.cases.models import Found
from casework.decisions.kinds import Act
from casework.decisions.models import Decision, Deferral, Group, Objection, Recovery, WriteOff
from casework.notices.models import Notice
from casework.notices.queries import content_of
from casework.people.models import Benefit
from homes import PEOPLE, SUN, ZHANG, Person
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db(transaction=True)
BUDGET = 30


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
    made = county_of(tmp_path, monkeypatch)
    made.found(ZHANG, "death", "2026-01-03")
    return made


def browser(who: Account, language: str = "zh-hans") -> Client:
    client = signed_in(who)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def deciding(county: County, person: Person, act: str = "") -> str:
    return f"/decisions/for/{county.benefit(person).person_id}/{person.benefit}" + (f"?act={act}" if act else "")


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    at = page.index(f'name="{name}"')
    start = page.rindex("<", 0, at)
    tag = page[start : page.index(">", at)]
    return tag.split('value="')[1].split('"')[0]


class TestDecide:
    @pytest.mark.parametrize(
        ("language", "words"), [("zh-hans", "自2026年2月起停止发放。"), ("en", "Payment stops from February 2026 on.")]
    )
    def test_what_follows_is_seen_before_anything_is_proposed(self, county: County, language: str, words: str) -> None:
        client, address = browser(county.handler, language), deciding(county, ZHANG, "stop")
        assert 'class="strip"' in client.get(deciding(county, ZHANG)).content.decode()
        check = client.post(address, {"reason": "死亡证明属实", "step": "review"}).content.decode()
        assert words in check
        assert not Decision.objects.exists()
        said = {"reason": "死亡证明属实", "shown": hidden(check, "shown"), "step": "confirm"}
        done = client.post(address, said, follow=True)
        decision = Decision.objects.get()
        assert done.redirect_chain == [(f"/decisions/{decision.pk}", 302)]
        assert (decision.act, decision.reason, decision.handler) == ("stop", "死亡证明属实", county.handler)

    def test_what_moved_meanwhile_is_told_and_nothing_is_proposed(self, county: County) -> None:
        client, address = browser(county.handler), deciding(county, ZHANG, "stop")
        page = client.post(address, {"reason": "x", "shown": "of another day", "step": "confirm"}).content.decode()
        assert "已经变化" in page
        assert not Decision.objects.exists()

    def test_what_the_law_does_not_give_is_named_with_its_reason(self, county: County) -> None:
        page = browser(county.handler).get(deciding(county, SUN)).content.decode()
        assert "?act=continue" in page
        assert "?act=stop" not in page
        assert "应为“续发”" in page
        refused = browser(county.handler).post(deciding(county, SUN, "stop"), {"reason": "x", "step": "review"})
        assert "应为“续发”" in refused.content.decode()

    def test_a_reviewer_reads_it_and_is_told_who_proposes(self, county: County) -> None:
        page = browser(county.reviewer).get(deciding(county, ZHANG)).content.decode()
        assert "由待遇的经办机构的经办人员办理" in page

    def test_another_county_does_not_find_it(self, county: County) -> None:
        other = browser(clerk(Role.COUNTY_HANDLER, "511111"))
        assert other.get(deciding(county, ZHANG)).status_code == 404
        assert other.post(deciding(county, ZHANG, "stop"), {"reason": "x", "step": "review"}).status_code == 404

    def test_nobody_reaches_a_benefit_through_another_person(self, county: County) -> None:
        other = county.benefit(SUN).person_id
        assert browser(county.handler).get(f"/decisions/for/{other}/{ZHANG.benefit}").status_code == 404

    def test_a_certification_is_entered_with_channel_day_place_and_evidence(self, county: County) -> None:
        client, address = browser(county.handler), deciding(county, SUN, "certify")
        empty = client.post(address, {"reason": "上门", "step": "review"}).content.decode()
        assert empty.count('class="fault"') >= 4
        seen = {"channel": "at_home", "day": "2027-01-10", "place": "家中", "evidence": "照片"}
        said = {"reason": "上门", **seen, "pictures": [county.picture(SUN).pk]}
        check = client.post(address, {**said, "step": "review"}).content.decode()
        assert "上门认证" in check
        client.post(address, {**said, "shown": hidden(check, "shown"), "step": "confirm"})
        assert Decision.objects.get().given == {**seen, "pictures": said["pictures"]}

    def test_each_proof_that_counts_is_offered_to_be_revoked_and_the_notice_names_each(self, county: County) -> None:
        contact("511102")
        for day in ("2026-06-03", "2026-06-20"):
            county.found(SUN, "certification", day)
        desk = Desk(county.handler).open(deciding(county, SUN, "revoke"))
        assert "2026年6月20日 资格认证 · " in desk.shown
        assert desk.press("检查后果", reason="照片是别人").shown.count('class="fault"') == 1
        desk.press("检查后果", which=["2026-06-20/certification", "2026-06-03/certification"])
        desk.press("提出，交复核")
        decision = county.approve(Decision.objects.get(act=Act.REVOKE))
        days = (dt.date(2026, 6, 3), dt.date(2026, 6, 20))
        assert content_of(Notice.objects.get(decision=decision)).certified_on == days
        assert "2026年6月20日 资格认证、2026年6月3日 资格认证" in desk.open(f"/decisions/{decision.pk}").shown

    def test_going_back_to_edit_keeps_what_was_written(self, county: County) -> None:
        page = browser(county.handler).post(deciding(county, ZHANG, "stop"), {"reason": "写了一半", "step": "edit"})
        assert "写了一半" in page.content.decode()


class TestReview:
    @pytest.fixture
    def decision(self, county: County) -> Decision:
        return county.propose(ZHANG, Act.STOP)

    def test_a_reviewer_approves_and_comes_to_the_next(self, county: County, decision: Decision) -> None:
        other = county.propose(SUN, Act.CONTINUE)
        client = browser(county.reviewer)
        page = client.get(f"/decisions/{decision.pk}").content.decode()
        assert f'href="/decisions/{other.pk}" rel="next"' in page
        done = client.post(f"/decisions/{decision.pk}", {"step": "approve", "version": decision.version})
        assert done["Location"] == f"/decisions/{other.pk}"
        decision.refresh_from_db()
        assert decision.state == "approved"

    @pytest.mark.parametrize(
        ("act", "given"),
        [
            (Act.CONTINUE, {}),
            (
                Act.CERTIFY,
                {"channel": "abroad", "day": "2027-01-10", "place": "领馆", "evidence": "表", "pictures": []},
            ),
            (Act.DEFER, {"since": "2027-01-15", "until": "2027-12-31", "why": "核实属实"}),
            (Act.LOWER, {"month": parse_month("2026-03"), "amount": 180_050}),
            (Act.REVOKE, {"proofs": ["2026-01-03/certification"], "why": "核实属实"}),
        ],
    )
    def test_what_was_returned_is_corrected_in_the_form_as_it_was_proposed(
        self, county: County, act: Act, given: dict[str, object]
    ) -> None:
        if act is Act.REVOKE:
            county.found(SUN, "certification", "2026-01-03")
        if act is Act.LOWER:
            Benefit.objects.filter(pk=SUN.benefit).update(kind="injury.care")
        if act is Act.DEFER:
            county.month_passes("2027-01")
        before, address = county.propose(SUN, act, **given), "改正后重新提出"
        desk = Desk(county.handler).open(f"/decisions/{before.pk}")
        assert not desk.leads_to(address)
        reviewer = Desk(county.reviewer).open(f"/decisions/{before.pk}").press("退回经办人", note="证明不清")
        assert not reviewer.leads_to(address)

        desk.open(f"/decisions/{before.pk}").follow(address)
        assert "证明不清" in desk.shown
        desk.press("检查后果").press("提出，交复核")
        after = Decision.objects.latest("pk")
        assert (after.pk > before.pk, after.act, after.reason, after.given) == (True, act, before.reason, given)

    def test_what_was_returned_waits_for_its_handler_until_it_is_proposed_anew(
        self, county: County, decision: Decision
    ) -> None:
        address = f"{deciding(county, ZHANG)}?act=stop"
        assert decision.number in browser(county.handler).get(deciding(county, ZHANG)).content.decode()
        assert "退回待重办的决定" not in Desk(county.handler).open("/").shown
        said = {"step": "send_back", "version": decision.version, "note": "缺证明"}
        browser(county.reviewer).post(f"/decisions/{decision.pk}", said)
        desk = Desk(county.handler).open("/")
        assert "退回待重办的决定" in desk.shown
        assert decision.number in desk.open("/decisions/?list=returned").shown
        assert (
            desk.open(f"/decisions/{decision.pk}").follow("改正后重新提出").address == f"{address}&again={decision.pk}"
        )
        county.propose(ZHANG, Act.STOP)
        assert decision.number not in desk.open("/decisions/?list=returned").shown

    def test_two_clicks_approve_once_and_the_second_is_told(self, county: County, decision: Decision) -> None:
        client, said = browser(county.reviewer), {"step": "approve", "version": decision.version}
        assert client.post(f"/decisions/{decision.pk}", said).status_code == 302
        again = client.post(f"/decisions/{decision.pk}", said)
        assert again.status_code == 409
        assert "刚被别人改过" in again.content.decode()

    def test_returning_needs_a_note(self, county: County, decision: Decision) -> None:
        client = browser(county.reviewer)
        said = {"step": "send_back", "version": decision.version}
        assert "请写明退回的原因" in client.post(f"/decisions/{decision.pk}", said).content.decode()
        assert client.post(f"/decisions/{decision.pk}", {**said, "note": "缺证明"}).status_code == 302
        decision.refresh_from_db()
        assert (decision.state, decision.review_note) == ("returned", "缺证明")

    def test_what_has_changed_is_told_and_the_button_is_off(self, county: County, decision: Decision) -> None:

        county.found(ZHANG, "death", "2026-01-03", Found.REFUTED)
        page = browser(county.reviewer).get(f"/decisions/{decision.pk}").content.decode()
        assert "提出以后已经变化" in page
        assert 'value="approve" accesskey="a" disabled' in page

    @pytest.mark.parametrize(("role", "code", "status"), [
        (Role.COUNTY_REVIEWER, "511102", 200), (Role.CITY_OPERATOR, "511100", 200), (Role.COUNTY_REVIEWER, "511111", 404),
        (Role.INSPECTOR, "511100", 200),
    ])  # fmt: skip
    def test_a_decision_is_seen_by_own_offices_alone(
        self, decision: Decision, role: Role, code: str, status: int
    ) -> None:
        client = browser(clerk(role, code))
        assert client.get(f"/decisions/{decision.pk}").status_code == status
        listed = f'href="/decisions/{decision.pk}"' in client.get("/decisions/?list=all").content.decode()
        assert listed == (status == 200)

    @pytest.mark.usefixtures("decision")
    def test_lists_are_narrowed_by_act_state_and_place(self, county: County) -> None:
        county.propose(SUN, Act.CONTINUE)
        client = browser(county.reviewer)
        for address, found in (
            ("", 2), ("?act=stop", 1), ("?list=all&state=approved", 0), ("?list=all&town=511102001", 2),
        ):  # fmt: skip
            page = client.get(f"/decisions/{address}").content.decode()
            assert page.count('<td role="cell" class="main"') == found, address

    def test_the_person_page_tells_it_and_leads_to_the_benefit(self, county: County, decision: Decision) -> None:
        page = browser(county.handler).get(f"/people/{decision.person_id}").content.decode()
        assert f'href="/decisions/{decision.pk}"' in page
        assert f'href="{deciding(county, ZHANG)}"' in page

    def test_pages_keep_to_their_budget_and_name_nobody_in_full(self, county: County, decision: Decision) -> None:
        client = browser(county.reviewer)
        for address in ("/decisions/", f"/decisions/{decision.pk}", deciding(county, ZHANG)):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address).content.decode()
            assert len(asked) <= BUDGET + TOLD, (address, len(asked))
            assert not any(person.name in page or person.number in page for person in PEOPLE)


class TestGroupPages:
    @pytest.fixture
    def overdue(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
        made = county_of(tmp_path, monkeypatch)
        made.month_passes("2027-01")
        everybody_reminded(monkeypatch)
        return made

    def test_a_group_is_drawn_looked_at_proposed_and_approved(self, overdue: County) -> None:
        client = browser(overdue.handler)
        page = client.post("/decisions/groups/draw", follow=True)
        group = Group.objects.get()
        assert page.redirect_chain == [(f"/decisions/groups/{group.pk}", 302)]
        for at, benefit in enumerate(group.sample, 1):
            assert 'class="strip"' in client.get(f"/decisions/groups/{group.pk}/{benefit}").content.decode()
            said = {"version": at, "stands": "yes", "note": "提醒都已送达"}
            assert client.post(f"/decisions/groups/{group.pk}/{benefit}", said).status_code == 302
        group.refresh_from_db()
        desk = Desk(overdue.handler).open(f"/decisions/groups/{group.pk}").press("提出，交复核")
        assert (desk.status, "必填" in desk.shown) == (200, True)
        proposed = {"version": group.version, "text": "逾期未认证", "step": "propose"}
        assert client.post(f"/decisions/groups/{group.pk}", proposed).status_code == 302
        group.refresh_from_db()
        reviewing = browser(overdue.reviewer)
        assert "复核通过 2 项决定" in reviewing.get(f"/decisions/groups/{group.pk}").content.decode()
        assert "必填" in Desk(overdue.reviewer).open(f"/decisions/groups/{group.pk}").press("退回经办人").shown
        reviewing.post(f"/decisions/groups/{group.pk}", {"version": group.version, "step": "approve"})
        assert set(Decision.objects.values_list("state", flat=True)) == {"approved"}
        assert overdue.paid(ZHANG, "2027-01")[0] == "suspend"

    @pytest.mark.parametrize("address", ["/decisions/groups", "/decisions/deferrals"])
    def test_a_button_is_shown_to_whom_it_opens_alone(self, overdue: County, address: str) -> None:
        begin = {"/decisions/groups": "/decisions/groups/draw", "/decisions/deferrals": "/decisions/deferrals/new"}[
            address
        ]
        assert begin in browser(overdue.handler).get(address).content.decode()
        assert begin not in browser(overdue.reviewer).get(address).content.decode()

    def test_a_group_seen_too_long_ago_answers_409(self, overdue: County) -> None:
        client = browser(overdue.handler)
        client.post("/decisions/groups/draw")
        group = Group.objects.get()
        assert client.post(f"/decisions/groups/{group.pk}", {"version": 9, "step": "drop"}).status_code == 409

    def test_a_deferral_that_ends_before_it_begins_is_refused_before_it_is_checked(self, overdue: County) -> None:
        desk = Desk(overdue.handler).open("/decisions/deferrals/new")
        desk.press("看涉及多少人", cause="disaster", start="2027-03-01", end="2027-02-01", basis="通知")
        assert "不能早于开始日期" in desk.shown
        assert not Deferral.objects.exists()

    def test_a_deferral_of_a_place_counts_who_is_concerned_before_it_is_proposed(self, overdue: County) -> None:
        client = browser(overdue.handler)
        said = {"region": "511102001", "cause": "disaster", "start": "2026-12-01", "end": "2027-03-31", "basis": "通告"}
        check = client.post("/decisions/deferrals/new", {**said, "step": "review"}).content.decode()
        count = Benefit.objects.filter(office="511102").count()
        assert f"涉及 {count} 份待遇" in check
        assert not Deferral.objects.exists()
        client.post("/decisions/deferrals/new", {**said, "step": "confirm"})
        made = Deferral.objects.get()
        browser(overdue.reviewer).post(f"/decisions/deferrals/{made.pk}", {"version": 1, "step": "approve"})
        made.refresh_from_db()
        assert made.state == "approved"


class TestMoneyPages:
    @pytest.fixture
    def asked(self, county: County) -> Recovery:
        """ZHANG died in January and was paid for February."""
        county.ledger(["2026-01", "2026-02"], ZHANG, day="2026-02-20")
        county.decide(ZHANG, Act.STOP)
        county.month_passes("2026-03")
        return Recovery.objects.get(decision=county.decide(ZHANG, Act.RECOVER))

    def test_what_is_left_is_spread_planned_paid_and_given_up(self, county: County, asked: Recovery) -> None:
        client, address = browser(county.handler), f"/decisions/recoveries/{asked.pk}"
        spread = client.get(
            f"{address}/plan", {"way": "returned", "first": "2027-02-10", "count": "3"}
        ).content.decode()
        assert spread.count('value="1000.00"') == 3
        parts = {f"form-{at}-{name}": value for at in range(3) for name, value in (
            ("way", "returned"), ("due", f"2027-0{at + 2}-10"), ("amount", "1000.00"), ("payer", ""))}  # fmt: skip
        said = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 0, "version": asked.version, **parts}
        assert client.post(f"{address}/plan", said).status_code == 302
        assert asked.instalments.count() == 3
        paid = {"version": 2, "way": "returned", "day": "2027-01-15", "amount": "2000.00", "receipt": "S1"}
        client.post(f"{address}/repayment", paid)
        page = client.get(address).content.decode()
        assert "1,000.00" in page
        client.post(f"{address}/write-off", {"version": 3, "amount": "1000.00", "reason": "无法联系"})
        proposed = WriteOff.objects.get()
        done = {"version": proposed.version, "step": "approve"}
        browser(county.reviewer).post(f"{address}/write-off/{proposed.pk}", done)
        asked.refresh_from_db()
        assert asked.closed is not None
        assert "已结清" in client.get("/decisions/recoveries").content.decode()

    def test_a_plan_is_saved_as_the_page_offers_it_with_a_part_left_out_and_another_added(
        self, county: County, asked: Recovery
    ) -> None:
        desk, address = Desk(county.handler), f"/decisions/recoveries/{asked.pk}/plan"
        desk.open(f"{address}?way=returned&first=2027-02-10&count=3").press("保存计划")
        assert [one.amount for one in asked.instalments.filter(dropped=None)] == [100_000] * 3
        later = {"form-2-DELETE": "on", "form-3-due": "2027-05-01"}
        desk.open(address).press("保存计划", **later, **{"form-3-amount": "999.00"})
        assert "2,999.00" in desk.shown
        desk.press("保存计划", **later, **{"form-3-amount": "1000.00"})
        kept = asked.instalments.filter(dropped=None).order_by("due")
        assert [str(one.due) for one in kept] == ["2027-02-10", "2027-03-10", "2027-05-01"]

    def test_what_was_typed_stays_where_a_repayment_or_a_write_off_is_refused(
        self, county: County, asked: Recovery
    ) -> None:
        desk, address = Desk(county.handler), f"/decisions/recoveries/{asked.pk}"
        desk.open(f"{address}/repayment").press("保存", day="2027-01-15", amount="9000.00", receipt="S123456")
        assert "S123456" in desk.shown
        assert "3,000.00" in desk.shown
        desk.open(f"{address}/write-off").press("保存", amount="9000.00", reason="无法联系本人")
        assert "无法联系本人" in desk.shown

    def test_a_plan_that_does_not_add_up_is_refused_with_both_sums(self, county: County, asked: Recovery) -> None:
        said = {
            "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "version": asked.version, "form-0-way": "returned",
            "form-0-due": "2027-02-10", "form-0-amount": "1000.00", "form-0-payer": "",
        }  # fmt: skip
        page = browser(county.handler).post(f"/decisions/recoveries/{asked.pk}/plan", said, follow=True)
        assert "3,000.00" in page.content.decode()
        assert not asked.instalments.exists()

    def test_an_objection_is_taken_held_off_and_answered(self, county: County, asked: Recovery) -> None:
        client, number = browser(county.handler), asked.decision_id
        told = str(timezone.localtime(asked.decision.reviewed).date())
        said = {"kind": "objection", "told": told, "filed": "2027-01-15", "text": "不是我领的"}
        client.post(f"/decisions/{number}/object", said)
        objection = Objection.objects.get()
        address = f"/decisions/objections/{objection.pk}"
        browser(county.reviewer).post(address, {"step": "hold_off", "version": 1})
        assert "因异议暂缓执行" in client.get(address).content.decode()
        other = browser(clerk(Role.COUNTY_REVIEWER))
        answer = {"step": "answer", "version": 2, "result": "upheld", "day": "2027-01-15", "text": "账目清楚"}
        assert other.post(address, answer).status_code == 302
        objection.refresh_from_db()
        assert objection.result == "upheld"
        assert "维持原决定" in client.get("/decisions/objections").content.decode()

    @pytest.mark.parametrize("address", [
        "/decisions/?list=all", "/decisions/groups", "/decisions/deferrals", "/decisions/recoveries", "/decisions/objections",
    ])  # fmt: skip
    def test_lists_are_seen_by_own_offices_within_their_budget(
        self, county: County, asked: Recovery, address: str
    ) -> None:
        number = asked.decision.number
        client = browser(county.reviewer)
        with CaptureQueriesContext(connection) as told:
            page = client.get(address).content.decode()
        assert len(told) <= BUDGET + TOLD
        seen = address.endswith(("all", "recoveries"))
        assert (number in page) == seen
        assert number not in browser(clerk(Role.COUNTY_REVIEWER, "511111")).get(address).content.decode()
