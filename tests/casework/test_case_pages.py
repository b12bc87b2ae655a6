"""Pages of cases: who sees which, what may be done from them, photos, and a finding with what follows shown before."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from browsing import Desk
from case_people import (
    COUNTY,
    TOWN,
    VILLAGE,
    case_of,
    handler,
    late,
    offices,
    person,
    reviewer,
    town_worker,
    village_worker,
)
from deciding import County, county_of
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from staff import TOLD, account, office, signed_in

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.cases.acts.assign import assign
from casework.cases.acts.note import note
from casework.cases.acts.receive import receive
from casework.cases.acts.send_down import send_down
from casework.cases.models import Attachment, Case, Finding, Kinship, Matter, Origin, Review
from casework.cases.opening.after_run import cases_after_run
from casework.people.masking import masked_name
from casework.people.models import Benefit, Person
from casework.runs.importing import import_run
from casework.runs.models import Candidate, Run
from homes import DEATHS, ZHANG, who

pytestmark = pytest.mark.django_db
BUDGET = 20


@pytest.fixture
def case() -> Case:
    """Custody to verify, at the agency."""
    offices()
    return case_of(person())


def text(browser: Client, address: str, **said: str) -> str:
    answer = browser.get(address, said)
    assert answer.status_code == 200, address
    return answer.content.decode()


def told_after(browser: Client, address: str, **said: object) -> str:
    return browser.post(address, said, follow=True).content.decode()


def on(case: Case, act: str = "") -> str:
    return f"/cases/{case.pk}" + (f"/{act}" if act else "")


def picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (30, 20), "green").save(file, "JPEG")
    file.seek(0)
    file.name = "张桂芳.jpg"
    return file


@pytest.mark.parametrize(
    ("role", "kind", "code", "seen"),
    [
        (Role.COUNTY_HANDLER, "agency", COUNTY, True),
        (Role.COUNTY_REVIEWER, "agency", COUNTY, True),
        (Role.CITY_OPERATOR, "agency", "511100", True),
        (Role.TOWN, "town", TOWN, True),
        (Role.VILLAGE, "village", VILLAGE, True),
        (Role.COUNTY_HANDLER, "agency", "511111", False),
        (Role.TOWN, "town", "511102002", False),
        (Role.VILLAGE, "village", "511102001002", False),
    ],
)
def test_a_case_is_listed_and_opened_where_it_is_seen(case: Case, role: Role, kind: str, code: str, seen: bool) -> None:
    browser = signed_in(account(role, office(kind, code)))
    assert browser.get(on(case)).status_code == (200 if seen else 404)
    assert (f'href="{on(case)}"' in text(browser, "/cases/", whose="all")) == seen


def test_names_are_masked_and_every_opening_is_recorded(case: Case) -> None:
    page = text(signed_in(handler()), on(case))
    assert "张*芳" in page
    assert "张桂芳" not in page
    assert Entry.objects.filter(act="case.shown").count() == 1


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "要查清什么"), ("en", "To be found out")])
def test_the_list_is_told_in_both_languages(case: Case, language: str, said: str) -> None:
    assert said in text(signed_in(handler(), language), "/cases/")


def test_the_list_is_narrowed_by_whose_and_when(case: Case) -> None:
    by = handler()
    browser, here = signed_in(by), f'href="{on(case)}"'
    assert here in text(browser, "/cases/", whose="nobodys")
    assert here not in text(browser, "/cases/", whose="mine")
    assert here not in text(browser, "/cases/", clock="late")
    late(case)
    assert here in text(browser, "/cases/", clock="late")
    assert here in text(browser, "/cases/", task="verify")
    assert here not in text(browser, "/cases/", task="recovery")


def test_more_cases_ask_no_more_of_the_database(case: Case) -> None:
    browser = signed_in(handler())
    for number in range(2, 9):
        case_of(person(number))
    with CaptureQueriesContext(connection) as asked:
        text(browser, "/cases/")
    assert len(asked) <= BUDGET + TOLD


def test_many_are_assigned_at_once_and_who_is_kin_is_told(case: Case) -> None:
    other, by, to = case_of(person(2)), handler(), handler()
    Kinship.objects.create(account=to, person=other.person, kind="spouse", declared=case.opened)
    said = {f"version-{one.pk}": one.version for one in (case, other)}
    page = told_after(signed_in(by), "/cases/assign", chosen=[case.pk, other.pk], to=to.pk, **said)
    assert "已分派 1 件" in page
    assert other.number in page
    assert [one.handler for one in Case.objects.order_by("pk")] == [to, None]


def test_what_was_assigned_at_once_is_undone_but_for_what_went_on_meanwhile(case: Case) -> None:
    first, to, desk = handler(), handler(), Desk(handler())
    cases = [assign(first, case, case.version, first), case_of(person(2)), case_of(person(3))]
    chosen = [str(one.pk) for one in cases]
    desk.open("/cases/").press("分派选中的核查", chosen=chosen, to=str(to.pk))
    assert [one.handler for one in Case.objects.order_by("pk")] == [to, to, to]
    note(to, cases[2], now(cases[2]), "电话无人接听")
    desk.press("撤销刚才的分派")
    assert "已撤销 2 件的分派" in desk.shown
    assert f"{cases[2].number}：这条记录刚被别人改过" in desk.shown
    assert [one.handler for one in Case.objects.order_by("pk")] == [first, None, to]
    assert not desk.offers("撤销刚才的分派")
    assert "撤销分派" in desk.open(on(cases[1])).shown


def test_a_box_to_tick_says_whose_case_it_is_and_stands_there_for_who_may_assign_alone(case: Case) -> None:
    shown = text(signed_in(handler()), "/cases/")
    assert f"选择 {masked_name(case.person.name)} {case.number}" in shown
    assert "Case:" not in shown
    assert "分派选中的核查" in shown
    assert "分派选中的核查" not in text(signed_in(reviewer()), "/cases/")


def test_a_page_grown_stale_answers_409_and_changes_nothing(case: Case) -> None:
    browser, shown = signed_in(handler()), case.version
    told_after(browser, on(case, "receive"), version=shown)
    answer = browser.post(on(case, "note"), {"version": shown, "text": "电话无人接听"})
    assert answer.status_code == 409
    assert "重新打开" in answer.content.decode()
    assert "电话无人接听" not in text(browser, on(case))


def test_down_to_the_village_and_up_again(case: Case) -> None:
    """As three people do it, each from the page of the case."""
    county, village, town = signed_in(handler()), signed_in(village_worker()), signed_in(town_worker())
    told_after(county, on(case, "receive"), version=case.version)
    down = {"to": office("village", VILLAGE).pk, "text": "看看人在不在家"}
    assert "等待签收" in told_after(county, on(case, "send-down"), version=now(case), **down)
    assert on(case, "receive") in text(village, on(case))
    assert "已签收" in told_after(village, on(case, "receive"), version=now(case))
    assert "已上报" in told_after(village, on(case, "report-up"), version=now(case), text="人在家里")
    page = text(town, on(case))
    for step in ("看看人在不在家", "人在家里", "下派", "签收", "上报"):
        assert step in page


def now(case: Case) -> int:
    return Case.objects.get(pk=case.pk).version


def test_only_what_may_be_done_is_offered(case: Case) -> None:
    assert on(case, "receive") in text(signed_in(handler()), on(case))
    assert on(case, "receive") not in text(signed_in(village_worker()), on(case))
    told_after(signed_in(handler()), on(case, "receive"), version=case.version)
    page = text(signed_in(handler()), on(case))
    assert on(case, "send-down") in page
    assert on(case, "go-on") not in page


def test_the_page_says_where_a_case_goes_before_it_is_sent(case: Case) -> None:
    by, village = signed_in(handler()), office("village", VILLAGE)
    told_after(by, on(case, "receive"), version=case.version)
    assert str(office("agency", "511100")) in text(by, on(case, "give-back"))
    assert not re.search(rf'value="{village.pk}"[^>]*checked', text(by, on(case, "send-down")))
    case.refresh_from_db()
    assert "必填" in told_after(by, on(case, "send-down"), version=case.version, text="请上门看看")
    told_after(by, on(case, "send-down"), version=case.version, to=village.pk)
    assert str(office("agency", COUNTY)) in text(signed_in(village_worker()), on(case, "give-back"))


def test_all_of_an_officer_who_left_is_seen_and_handed_to_a_colleague(case: Case) -> None:
    by, left, stays = handler(), handler(), handler()
    case = assign(by, case, case.version, left)
    Account.objects.filter(pk=left.pk).update(is_active=False)
    desk = Desk(by).open("/")
    assert "承办人已停用或调离的核查" in desk.shown
    desk.open("/cases/workload")
    assert "已停用或调离" in desk.shown
    desk.open(f"/cases/?whose=all&at={by.office_id}&handler={left.pk}")
    assert on(case) in desk.shown
    desk.open("/cases/workload").follow(f"移交{left.name}的全部核查").press("移交", to=stays.pk, text="离岗")
    case.refresh_from_db()
    assert case.handler == stays
    assert "已移交 1 件" in desk.shown
    assert Desk(by).open(f"/cases/workload/hand-over?of={left.pk}").address == "/cases/workload"


def test_who_reviews_sees_the_work_in_hand_and_hands_nothing_over(case: Case) -> None:
    by = handler()
    case = assign(by, case, case.version, by)
    shown = text(signed_in(reviewer()), "/cases/workload")
    assert by.name in shown
    assert "hand-over" not in shown
    assert case.at.name not in text(signed_in(handler("511111")), "/cases/workload").split("<h2>")[-1]


def test_a_case_is_passed_to_the_office_of_the_same_level_where_the_person_has_moved(case: Case) -> None:
    by, there = handler(), office("agency", "511111")
    case = receive(by, case, case.version)
    assert "pass-on" not in text(signed_in(by), on(case))
    Benefit.objects.create(benefit_id="B9", person=case.person, kind="injury.care", office="511111", listed=True)
    desk = Desk(by).open(on(case)).follow("转交同级机构").press("转交同级机构", to=there.pk)
    assert "必填" in desk.shown
    desk.press("转交同级机构", to=there.pk, text="待遇转移")
    case.refresh_from_db()
    assert case.at == there


def test_a_village_passes_a_case_to_the_village_where_the_person_has_moved(case: Case) -> None:
    county, village = handler(), village_worker()
    case = receive(county, case, case.version)
    case = receive(village, send_down(county, case, case.version, village.office), case.version + 1)
    there = office("village", "511102001002")
    Case.objects.filter(pk=case.pk).update(asked_at=VILLAGE)
    Person.objects.filter(pk=case.person_id).update(region=there.number)
    desk = Desk(village).open(on(case)).follow("转交同级机构").press("转交同级机构", to=there.pk, text="搬走")
    assert desk.status == 200
    case.refresh_from_db()
    assert (case.at, case.region) == (there, there.number)


def test_a_case_with_what_a_run_asks_is_not_offered_to_be_closed(case: Case) -> None:
    by = signed_in(handler())
    told_after(by, on(case, "receive"), version=case.version)
    assert f'{on(case)}/close"' not in text(by, on(case))
    Matter.objects.filter(case=case).update(origin=Origin.REPORT)
    assert f'{on(case)}/close"' in text(by, on(case))


def test_nothing_is_done_without_a_word(case: Case) -> None:
    browser = signed_in(handler())
    told_after(browser, on(case, "receive"), version=case.version)
    page = told_after(browser, on(case, "stop-clock"), version=now(case), text="")
    assert "中止计时" in page
    assert not case.stops.exists()
    told_after(browser, on(case, "stop-clock"), version=now(case), text="等法院回函")
    assert "等法院回函" in text(browser, on(case))


def test_a_photo_is_kept_shown_and_recorded(case: Case) -> None:
    browser = signed_in(handler())
    page = told_after(browser, on(case, "attach"), version=case.version, file=picture(), title="入户合影", place="村口")
    assert "附件已保存" in page
    assert "入户合影" in page
    kept = Attachment.objects.get()
    answer = browser.get(on(case, f"attachments/{kept.pk}"))
    assert (answer["Content-Type"], Image.open(BytesIO(answer.content)).size) == ("image/jpeg", (30, 20))
    assert Entry.objects.filter(act="case.attachment_shown").count() == 1
    assert signed_in(handler("511111")).get(on(case, f"attachments/{kept.pk}")).status_code == 404


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "请选择文件"), (b"MZ\x90", "只接受 JPEG"), (b"\xff\xd8\xffxx", "照片无法读取")]
)
def test_a_file_that_cannot_be_kept_says_what_to_do(case: Case, content: bytes, says: str) -> None:
    file = BytesIO(content)
    file.name = "a.jpg"
    page = told_after(signed_in(handler()), on(case, "attach"), version=case.version, file=file, title="合影")
    assert says in page
    assert not Attachment.objects.exists()


def test_an_attachment_of_another_case_is_not_there(case: Case) -> None:
    other, browser = case_of(person(2)), signed_in(handler())
    told_after(browser, on(case, "attach"), version=case.version, file=picture(), title="入户合影")
    assert browser.get(on(other, f"attachments/{Attachment.objects.get().pk}")).status_code == 404


def test_somebody_says_that_they_are_alive(case: Case) -> None:
    number = ZHANG.number
    Person.objects.filter(pk=case.person_id).update(id_number_blind=blind_of(number))
    elsewhere = signed_in(account(Role.VILLAGE, office("village", "511111100201")))
    assert elsewhere.get(on(case)).status_code == 404
    assert "名册中没有" in told_after(elsewhere, "/cases/alive", id_number=number[:-1] + "0", text="我在这里")
    assert "已受理" in told_after(elsewhere, "/cases/alive", id_number=number, text="我在这里")
    page = text(elsewhere, on(case))
    assert "当日办理" in page
    assert f'href="/people/{case.person_id}"' not in page
    assert Matter.objects.filter(case=case, task="alive").count() == 1


def blind_of(number: str) -> bytes:
    from casework.people.models import NUMBER
    from casework.vault import blind

    (index,) = blind([number], NUMBER)
    return index


def test_a_case_is_opened_about_somebody_who_is_seen() -> None:
    offices()
    someone = person()
    said = {"origin": Origin.TIP, "task": "verify", "text": "有人来信"}
    assert "已立案" in told_after(signed_in(handler()), f"/cases/about/{someone.pk}", **said)
    assert Case.objects.get().origin == Origin.TIP
    assert signed_in(handler("511111")).get(f"/cases/about/{someone.pk}").status_code == 404


def test_who_may_not_be_handled_is_declared(case: Case) -> None:
    Person.objects.filter(pk=case.person_id).update(id_number_blind=blind_of(ZHANG.number))
    by = handler()
    assert "已申报" in told_after(signed_in(by), "/cases/kin", id_number=ZHANG.number, kind="spouse")
    assert Kinship.objects.get().account == by
    assert on(case, "receive") not in text(signed_in(by), on(case))


@pytest.mark.django_db(transaction=True)
class TestFinding:
    """ZHANG is told dead by the police; what is found goes over two desks, with what follows shown to both."""

    @pytest.fixture
    def county(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> County:
        made = county_of(tmp_path / "house", monkeypatch, today="2026-02-10")
        offices()
        made.house.deliver("死亡_202601.csv", "2026-02-02", DEATHS, f"{who(ZHANG)},2026-01-03,2026-01-05")
        cases_after_run(import_run(made.house.home, made.house.run("2026-01")).run)
        return made

    @pytest.fixture
    def address(self, county: County) -> str:
        """The death to verify, in a case that the county has received."""
        assert county.house.home
        case = Case.objects.get(person__name=ZHANG.name)
        told_after(signed_in(handler()), on(case, "receive"), version=case.version)
        return on(case, f"matters/{case.matters.get(task='verify').pk}")

    def said(self, **more: object) -> dict[str, object]:
        version = Case.objects.get(person__name=ZHANG.name).version
        return {
            "found": "confirmed", "kind": "death", "start": "2026-01-03", "source": "9.4", "basis": "派出所证明",
            "evidence": [0, 1], "papers": "死亡医学证明第12号", "version": version, "step": "review",
        } | more  # fmt: skip

    def test_what_the_source_wrote_is_shown_and_recorded(self, address: str) -> None:
        page = text(signed_in(handler()), address)
        assert "死亡注销户口" in page
        assert "2026-01-05" in page
        assert ZHANG.number not in page
        assert Entry.objects.filter(act="case.details_shown").count() == 1

    def test_what_follows_is_shown_before_and_nothing_is_kept_of_looking(self, address: str) -> None:
        page = told_after(signed_in(handler()), address, **self.said())
        assert "如果复核通过，会变成这样" in page
        assert 'class="badge stop"' in page
        assert not Finding.objects.exists()
        assert not Entry.objects.filter(act="finding.proposed").exists()

    @pytest.mark.parametrize(
        ("filled", "pending"),
        [({}, True), ({"pending": []}, False), ({"found": "refuted"}, False)],
        ids=["the row alone", "and what it tells", "not theirs"],
    )
    def test_that_a_row_is_somebodys_is_not_that_it_is_true(
        self, address: str, filled: dict[str, Any], pending: bool
    ) -> None:
        assert 'name="pending"' not in text(signed_in(handler()), address)
        run = Run.objects.latest("month")
        zhang = Person.objects.get(name=ZHANG.name)
        Candidate.objects.create(key="7-1-1", person=zhang, dataset="police.deaths", batch=7, line=1, opened=run)
        cases_after_run(run)
        case = Case.objects.get(person=zhang)
        desk = Desk(handler()).open(on(case, f"matters/{case.matters.get(task='candidate').pk}"))
        said = {"found": "confirmed", "kind": "death", "start": "2026-01-03", "source": "9.4", "basis": "派出所核对"}
        desk.press("看会有什么影响", **said | filled).press("提出结论")
        assert Finding.objects.get().pending is pending

    def test_two_people_stand_behind_it(self, address: str) -> None:
        by, also = handler(), reviewer()
        assert "等另一人复核" in told_after(signed_in(by), address, **self.said(step="confirm"))
        finding = Finding.objects.get()
        page = f"/cases/findings/{finding.pk}"
        assert f'action="{page}/approve"' not in text(signed_in(by), page)
        assert f'href="{page}"' in text(signed_in(also), "/cases/findings")
        assert signed_in(also).get("/cases/findings/next", follow=True).redirect_chain[-1][0] == page
        assert "派出所证明" in text(signed_in(also), page)
        assert "已复核通过" in told_after(signed_in(also), f"{page}/approve", version=finding.version, next="1")
        assert Finding.objects.get().state == Review.APPROVED
        assert signed_in(reviewer("511111")).get(page).status_code == 404

    def test_one_without_all_evidence_is_not_approved_and_may_be_returned(self, address: str) -> None:
        told_after(signed_in(handler()), address, **self.said(step="confirm", evidence=[0]))
        finding, also = Finding.objects.get(), signed_in(reviewer())
        page = f"/cases/findings/{finding.pk}"
        assert "证据不全" in told_after(also, f"{page}/approve", version=finding.version)
        assert "已退回" in told_after(also, f"{page}/give-back", version=finding.version, note="补火化证明")
        assert "补火化证明" in text(also, page)

    def test_what_was_returned_is_corrected_in_the_form_as_it_was_proposed(self, address: str) -> None:
        by, also = handler(), reviewer()
        told_after(signed_in(by), address, **self.said(step="confirm", evidence=[0]))
        finding = Finding.objects.get()
        assert not Desk(by).open(f"/cases/findings/{finding.pk}").leads_to("改正后重新提出")
        returning = {"version": finding.version, "note": "补火化证明"}
        told_after(signed_in(also), f"/cases/findings/{finding.pk}/give-back", **returning)
        assert not Desk(also).open(f"/cases/findings/{finding.pk}").leads_to("改正后重新提出")

        desk = Desk(by).open(f"/cases/findings/{finding.pk}").follow("改正后重新提出")
        assert "补火化证明" in desk.shown
        desk.press("看会有什么影响", evidence=["0", "1"]).press("提出结论")
        again = Finding.objects.latest("pk")
        same = ("found", "kind", "start", "end", "source", "basis", "papers", "benefit_id")
        assert [getattr(again, name) for name in same] == [getattr(finding, name) for name in same]
        assert (again.evidence, finding.evidence) == ([0, 1], [0])

    def test_a_finding_of_another_matter_fills_nothing_in(self, address: str) -> None:
        told_after(signed_in(handler()), address, **self.said(step="confirm"))
        finding = Finding.objects.get()
        Finding.objects.update(state=Review.RETURNED, reviewer=reviewer(), reviewed=timezone.now(), matter=None)
        assert "派出所证明" not in text(signed_in(handler()), address, again=str(finding.pk))

    def test_what_would_follow_is_told_in_the_language_of_who_looks(self, address: str) -> None:
        told_after(signed_in(handler()), address, **self.said(step="confirm"))
        finding = f"/cases/findings/{Finding.objects.get().pk}"
        assert "stop" in text(signed_in(reviewer(), "en"), finding)
        assert "领取人已去世" not in text(signed_in(reviewer(), "en"), finding)
        assert "领取人已去世" in text(signed_in(reviewer()), finding)
        assert "属实" not in text(signed_in(reviewer(), "en"), address.split("/matters", maxsplit=1)[0])

    def test_a_returned_finding_waits_for_who_proposed_it_until_it_is_proposed_anew(self, address: str) -> None:
        by = handler()
        told_after(signed_in(by), address, **self.said(step="confirm"))
        finding = Finding.objects.get()
        assert "退回给我的核查结论" not in text(signed_in(by), "/")
        told_after(
            signed_in(reviewer()), f"/cases/findings/{finding.pk}/give-back", version=finding.version, note="缺证明"
        )
        assert "退回给我的核查结论" in text(signed_in(by), "/")
        assert address.split("/matters", maxsplit=1)[0] in text(signed_in(by), "/cases/", whose="returned")
        assert "退回给我的核查结论" not in text(signed_in(handler()), "/")
        told_after(signed_in(by), address, **self.said(step="confirm"))
        assert "退回给我的核查结论" not in text(signed_in(by), "/")

    def test_a_finding_is_taken_back_by_who_proposed_it_alone(self, address: str) -> None:
        by = handler()
        told_after(signed_in(by), address, **self.said(step="confirm"))
        finding = Finding.objects.get()
        page = f"/cases/findings/{finding.pk}"
        told_after(signed_in(handler()), f"{page}/withdraw", version=finding.version)
        assert Finding.objects.get().state == Review.PROPOSED
        told_after(signed_in(by), f"{page}/withdraw", version=finding.version)
        assert Finding.objects.get().state == Review.WITHDRAWN

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"basis": ""}, "依据"),
            ({"found": ""}, "结论"),
            ({"kind": "detention", "evidence": []}, "这个事项问的是“死亡”"),
            ({"start": "2026-01-09", "end": "2026-01-04"}, "2026-01-04"),
        ],
    )
    def test_what_cannot_be_is_said_above_the_form(self, address: str, wrong: dict[str, object], says: str) -> None:
        page = told_after(signed_in(handler()), address, **self.said(**wrong))
        assert "提交前请检查" not in page
        assert says in page
        assert not Finding.objects.exists()

    def test_somebody_who_may_not_propose_sees_what_is_said_alone(self, address: str) -> None:
        page = text(signed_in(account(Role.CITY_OPERATOR, office("agency", "511100"))), address)
        assert "死亡注销户口" in page
        assert 'name="basis"' not in page
