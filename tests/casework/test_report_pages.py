"""Pages of monthly reports: whose are seen by whom, in two languages, within their budget of queries."""

import datetime as dt
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reporting import (
    OCTOBER,
    OVERDUE,
    TODAY,
    TOWN,
    VILLAGE,
    Desks,
    accepted,
    begun,
    fresh,
    let_jobs_wait,
    on,
    resident,
    signed,
    with_line,
)
from staff import TOLD, account, office, signed_in

from casework.accounts.database_scope import database_shows
from casework.accounts.jurisdiction import NOBODY, Jurisdiction, jurisdiction_of
from casework.accounts.models import Account, Office
from casework.accounts.roles import Role
from casework.audit.models import Entry
from casework.people.models import Benefit, Person
from casework.reports.completeness import Standing, completeness, offices_of_month, stands, total
from casework.reports.jobs import merge_reports
from casework.reports.models import Line, Merging, Report, Step
from casework.reports.states import State
from casework.runs.models import Determination, Run
from identity.people import number

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Desks:
    on(monkeypatch, TODAY)
    return Desks()


def text(who: Account | Client, address: str, status: int = 200) -> str:
    browser = who if isinstance(who, Client) else signed_in(who)
    answer = browser.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(who: Account, address: str, **given: Any) -> str:
    """The page to which a POST leads, or the form again."""
    answer = signed_in(who).post(address, given, follow=True)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


# --- the way of a village worker -----------------------------------------------------------------------------------------


def test_nothing_happened_is_two_clicks(desks: Desks) -> None:
    assert "没有" in text(desks.village, "/reports/mine")
    page = sent(desks.village, "/reports/begin", month=OCTOBER, then="sign")
    assert "没有人死亡" in page
    report = Report.objects.get()
    refused = sent(desks.village, f"/reports/{report.pk}/sign", version=1)
    assert "有几处需要更正" in refused
    assert fresh(report).state == State.OPEN
    assert "已签名上报" in sent(desks.village, f"/reports/{report.pk}/sign", version=1, true="on")
    assert fresh(report).state == State.SUBMITTED
    assert "已签名上报，0 人" in text(desks.village, "/reports/mine")


def test_somebody_is_found_chosen_told_of_and_signed_for(desks: Desks) -> None:
    person = resident()
    sent(desks.village, "/reports/begin", month=OCTOBER, then="who")
    report = Report.objects.get()
    found = text(desks.village, f"/reports/{report.pk}/who?text=张桂")
    assert f"/reports/{report.pk}/people/{person.pk}" in found
    assert "张桂芳" not in found.replace('value="张桂', "")
    page = sent(
        desks.village, f"/reports/{report.pk}/people/{person.pk}", version=1, situation="death", day="2026-10-12"
    )
    assert "有哪些材料" in page
    assert "张*芳 · 死亡" in page
    line = Line.objects.get()
    address = f"/reports/{report.pk}/lines/{line.pk}/papers"
    assert "签名前要补上一样" in sent(desks.village, address, version=2, kept="柜子")
    page = sent(desks.village, address, version=3, papers=["cremation"], kept="柜子")
    assert "张*芳" in page
    assert "火化证明" in page
    assert "柜子" in page
    sent(desks.village, f"/reports/{report.pk}/sign", version=4, true="on")
    assert fresh(report).size == 1


def test_a_number_by_which_somebody_is_found_stands_in_no_address(desks: Desks) -> None:
    person, report = resident(), begun(desks.village)
    browser, address = signed_in(desks.village), f"/reports/{report.pk}/who"
    told = browser.post(address, {"text": str(person.id_number)})
    assert told["Location"] == f"/reports/{report.pk}/people/{person.pk}"
    assert browser.post(address, {"text": "张"})["Location"] == f"{address}?text=%E5%BC%A0"
    other = resident(2, region="511111100201")
    assert "没有找到" in browser.post(address, {"text": str(other.id_number)}).content.decode()


def test_somebody_who_is_not_on_the_list_is_written_down_from_the_document(desks: Desks) -> None:
    report = begun(desks.village)
    address = f"/reports/{report.pk}/others"
    given = {"version": 1, "name": "赵某某", "situation": "death", "day": "2026-10-12"}
    assert "证件号码不对" in sent(desks.village, address, id_number="511102195003050010", **given)
    assert "有哪些材料" in sent(desks.village, address, id_number=number("511102", "19500305", 7), **given)
    assert "不在名单" in text(desks.village, f"/reports/{report.pk}")


def test_a_person_of_another_place_is_neither_found_nor_added(desks: Desks) -> None:
    other = resident(2, region="511111100201")
    report = begun(desks.village)
    assert f"people/{other.pk}" not in text(desks.village, f"/reports/{report.pk}/who?text=张")
    text(desks.village, f"/reports/{report.pk}/people/{other.pk}", 404)


def test_a_stale_form_says_so_and_keeps_what_was_typed(desks: Desks) -> None:
    report, person = begun(desks.village), resident()
    page = sent(
        desks.village, f"/reports/{report.pk}/people/{person.pk}", version=9, situation="death", day="2026-10-12"
    )
    assert "刚刚被别人改过" in page
    assert 'value="2026-10-12"' in page
    assert not Line.objects.exists()


def test_a_reminder_and_a_reason_are_seen_by_the_office(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, OVERDUE)
    chosen = f"{desks.village.office.pk}.0.0"
    assert "已催报 1 个机构" in sent(desks.town, f"/reports/offices?month={OCTOBER}", chosen=[chosen], act="remind")
    page = text(desks.village, "/reports/mine")
    assert "催报" in page
    assert "已过期限" in page
    report = signed(desks.village)
    assert "请写" not in sent(
        desks.town, f"/reports/{report.pk}/return", version=report.version, reason="漏报李某的情况"
    )
    assert "退回的理由：</b>漏报李某的情况" in text(desks.village, f"/reports/{report.pk}")
    assert "接着填" in text(desks.village, "/reports/mine")


def test_a_missing_month_can_be_made_up_for(desks: Desks) -> None:
    begun(desks.village, OCTOBER - 2)
    page = text(desks.village, "/reports/mine")
    assert "没有报，补报" in page
    assert f'value="{OCTOBER - 1}"' in page
    assert f'value="{OCTOBER - 3}"' not in page


@pytest.mark.parametrize("month", [OCTOBER + 2, OCTOBER - 12, -1, 10**12])
def test_no_other_month_is_begun(desks: Desks, month: int) -> None:
    assert "不能填报" in sent(desks.village, "/reports/begin", month=month, then="sign")
    assert not Report.objects.exists()


# --- whose reports are seen ----------------------------------------------------------------------------------------------


def test_a_village_sees_its_own_reports_alone_its_town_and_county_and_city_all(desks: Desks) -> None:
    with_line(desks.village, resident())
    report = signed(desks.village)
    city = account(Role.CITY_OPERATOR, office("agency", "511100"), "city")
    for who in (desks.village, desks.town, desks.handler, desks.reviewer, city):
        assert "张*芳" in text(who, f"/reports/{report.pk}")
    strangers = [
        desks.second, desks.employer, desks.bureau,
        account(Role.TOWN, office("town", "511102002"), "town2"),
        account(Role.COUNTY_HANDLER, office("agency", "511111"), "county2"),
        account(Role.COUNTY_HANDLER, office("agency", "511100"), "city-handler"),
    ]  # fmt: skip
    for who in strangers:
        text(who, f"/reports/{report.pk}", 404)


def test_an_employer_and_its_supervising_body_see_its_reports_and_no_town_or_village_does(desks: Desks) -> None:
    with_line(desks.employer, resident(employer="E1"))
    report = signed(desks.employer)
    for who in (desks.employer, desks.bureau, desks.handler):
        assert "张*芳" in text(who, f"/reports/{report.pk}")
    other = account(Role.EMPLOYER, office("employer", "511102", "E2"), "e2")
    for who in (other, desks.town, desks.village):
        text(who, f"/reports/{report.pk}", 404)


def test_what_is_not_signed_is_seen_by_its_office_alone(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    assert "张*芳" in text(desks.village, f"/reports/{line.report_id}")
    page = text(desks.town, f"/reports/{line.report_id}")
    assert "填报机构还在填写" in page
    assert "张*芳" not in page


def test_who_may_see_a_report_but_not_write_on_it_is_told_so(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    address = f"/reports/{line.report_id}"
    for path in (f"{address}/sign", f"{address}/who", f"{address}/others", f"{address}/lines/{line.pk}"):
        answer = signed_in(desks.town).get(path, follow=True)
        assert "不在您的岗位上" in answer.content.decode(), path
    assert "不在您的岗位上" in sent(desks.town, f"{address}/lines/{line.pk}/remove", version=fresh(line.report).version)
    assert Line.objects.exists()


def test_an_edition_that_was_replaced_is_read_as_it_was_signed(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    first = signed(desks.village)
    sent(desks.village, f"/reports/{first.pk}/take-back", version=first.version)
    sent(desks.village, f"/reports/{first.pk}/lines/{line.pk}/remove", version=fresh(first).version)
    again = signed(desks.village)
    old, new = Step.objects.filter(report=again, act="sign")
    page = text(desks.town, f"/reports/{again.pk}")
    assert f"/reports/{again.pk}/editions/{old.pk}" in page
    assert "张*芳" not in page
    page = text(desks.town, f"/reports/{again.pk}/editions/{old.pk}")
    assert "张*芳" in page
    assert "签名有效" in page
    assert "没有人死亡" in text(desks.town, f"/reports/{again.pk}/editions/{new.pk}")
    Step.objects.filter(pk=old.pk).update(edition=7)
    assert "签名不符" in text(desks.town, f"/reports/{again.pk}/editions/{old.pk}")
    back = Step.objects.get(report=again, act="take_back")
    text(desks.town, f"/reports/{again.pk}/editions/{back.pk}", 404)
    text(desks.second, f"/reports/{again.pk}/editions/{old.pk}", 404)


def test_reading_lines_is_recorded_and_a_nil_report_is_no_reading_of_anybody(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    nil = begun(desks.second)
    before = Entry.objects.count()
    text(desks.second, f"/reports/{nil.pk}")
    assert Entry.objects.count() == before
    text(desks.village, f"/reports/{line.report_id}")
    entry = Entry.objects.last()
    assert (entry.act, entry.subject) == ("report.read", f"report:{line.report_id}")


def test_the_person_page_tells_that_somebody_was_reported(desks: Desks) -> None:
    line = with_line(desks.village, resident())
    assert "的月报" not in text(desks.handler, f"/people/{line.person_id}")
    signed(desks.village)
    page = text(desks.handler, f"/people/{line.person_id}")
    assert "2026年10月的月报" in page


@pytest.mark.parametrize(("jurisdiction", "own"), [
    (Jurisdiction("511102001001"), True), (Jurisdiction("511102001"), True), (Jurisdiction("5111"), True),
    (Jurisdiction("511102001002"), False), (Jurisdiction("511111"), False), (Jurisdiction(employers=frozenset({"E1"})), False),
    (NOBODY, False),
])  # fmt: skip
def test_postgresql_shows_a_report_and_all_of_it_by_jurisdiction(
    desks: Desks, jurisdiction: Jurisdiction, own: bool
) -> None:
    with_line(desks.village, resident())
    signed(desks.village)
    told = 1 if own or connection.vendor == "sqlite" else 0
    with database_shows(jurisdiction):
        assert [Report.objects.count(), Line.objects.count(), Step.objects.count()] == [told] * 3


def test_postgresql_shows_an_employers_report_to_its_own_people_and_the_county(desks: Desks) -> None:
    signed(desks.employer)
    for jurisdiction, own in (
        (Jurisdiction(employers=frozenset({"E1"})), True),
        (Jurisdiction("511102"), True),
        (Jurisdiction("511102001"), False),
        (Jurisdiction(employers=frozenset({"E2"})), False),
    ):
        with database_shows(jurisdiction):
            assert Report.objects.count() == (1 if own or connection.vendor == "sqlite" else 0)


# --- offices above ----------------------------------------------------------------------------------------------------


def test_a_town_countersigns_from_its_page(desks: Desks) -> None:
    report = signed(desks.village)
    address = f"/reports/countersign?month={OCTOBER}"
    assert "请先签名上报本镇街自己的月报" in text(desks.town, address)
    signed(desks.town)
    page = text(desks.town, address)
    assert f'value="{report.pk}.{report.version}"' in page
    assert "竹公溪社区" in page
    said = sent(desks.town, address, month=OCTOBER, shown=f"{report.pk}.{report.version}", true="on")
    assert "已会签 1 份" in said
    assert fresh(report).state == State.COUNTERSIGNED


@pytest.mark.parametrize("shown", ["", "x", "1", "1.", ".1", "1.2.3", "99.1"])
def test_a_countersignature_of_anything_else_is_refused(desks: Desks, shown: str) -> None:
    report = signed(desks.village)
    signed(desks.town)
    sent(desks.town, f"/reports/countersign?month={OCTOBER}", month=OCTOBER, shown=shown, true="on")
    assert fresh(report).state == State.SUBMITTED


def test_a_handler_accepts_one_with_people_alone_and_nil_reports_together(desks: Desks) -> None:
    with_line(desks.employer, resident(employer="E1"))
    full, nil = signed(desks.employer), signed(desks.town)
    ticked = [f"{one.office_id}.{one.pk}.{one.version}" for one in (full, nil)]
    address = f"/reports/offices?month={OCTOBER}&standing=county"
    page = text(desks.handler, address)
    assert all(f'value="{one}"' in page for one in ticked)
    assert "请只勾选零报告" in sent(desks.handler, address, chosen=ticked, act="accept")
    assert "已接收 1 份零报告" in sent(desks.handler, address, chosen=ticked[1:], act="accept")
    assert "已接收，等待" in sent(desks.handler, f"/reports/{full.pk}/accept", version=full.version)
    assert {fresh(full).state, fresh(nil).state} == {State.ACCEPTED}


@pytest.mark.parametrize("chosen", [[], ["x"], ["1.2"], ["1.2.3.4"], ["999999.0.0"]])
def test_a_list_that_was_meddled_with_does_nothing(desks: Desks, chosen: list[str]) -> None:
    page = sent(desks.handler, f"/reports/offices?month={OCTOBER}", chosen=chosen, act="remind")
    assert "未办成" in page


def test_a_report_of_another_county_is_not_accepted_from_a_list(desks: Desks) -> None:
    other = account(Role.EMPLOYER, office("employer", "511111", "E9"), "e9")
    report = signed(other)
    chosen = [f"{report.office_id}.{report.pk}.{report.version}"]
    assert "未办成" in sent(desks.handler, f"/reports/offices?month={OCTOBER}", chosen=chosen, act="accept")
    assert fresh(report).state == State.SUBMITTED


def test_a_reviewer_merges_from_the_page_and_a_handler_only_looks(desks: Desks, settings: LazySettings) -> None:
    let_jobs_wait(settings)
    accepted(desks, signed(desks.employer))
    address = f"/reports/merge?month={OCTOBER}"
    assert "汇总并送入系统" not in text(desks.handler, address)
    assert "汇总并送入系统" in text(desks.reviewer, address)
    assert "不在您的岗位上" in sent(desks.handler, address)
    assert "已开始汇总" in sent(desks.reviewer, address)
    assert "正在办理" in text(desks.reviewer, address)
    assert "上一次汇总还没有完成" in sent(desks.reviewer, address)
    merge_reports.call(Merging.objects.get().pk)
    assert "单位月报：全是零报告" in text(desks.reviewer, address)


def test_the_start_page_says_what_waits_at_each_desk_and_opens_it(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "请在 2026年11月10日 前上报" in text(desks.village, "/")
    signed(desks.village)
    assert "的月报还没有报" not in text(desks.village, "/")
    assert waits(desks.town, "等会签的村社月报") == "1"
    signed(desks.town)
    accepted(desks, signed(desks.employer))
    on(monkeypatch, OVERDUE)
    assert waits(desks.handler, "等接收的月报") == "1"
    assert waits(desks.handler, "逾期未报月报的机构") == "1"
    assert waits(desks.reviewer, "等汇总的月报") == "1"
    assert "已过期限，请马上报" in text(desks.second, "/")
    assert "月报" not in text(account(Role.FINANCE), "/")


def waits(who: Account, what: str) -> str:
    """The figure on the card of that name."""
    card = text(who, "/").split(f"<p>{what}</p>")[1]
    return card.split('<p class="figure">')[1].split("</a>")[0].split(">")[1].split("<")[0].strip()


# --- completeness ------------------------------------------------------------------------------------------------------


def stood(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A village nil and late, its neighbour returned, the town with one person in time, the employer missing."""
    with_line(desks.town, resident())
    signed(desks.town)
    on(monkeypatch, OVERDUE)
    signed(desks.village)
    report = signed(desks.second)
    sent(desks.town, f"/reports/{report.pk}/return", version=report.version, reason="请核对")


def test_every_figure_counts_the_offices_that_it_opens(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    stood(desks, monkeypatch)
    jurisdiction = signed_in_jurisdiction(desks.handler)
    rows = completeness(jurisdiction, OCTOBER)
    assert [(row.place, row.kind, row.offices, row.lines) for row in rows] == [
        ("511102001", "grassroots", 3, 1), ("511102", "employers", 1, 0)
    ]  # fmt: skip
    all_of = total(rows).counts
    assert {one.value: count for one, count in all_of.items()} == {
        "reported": 2, "nil": 1, "people": 1, "late": 1, "returned": 1, "missing": 1, "overdue": 2, "town": 1, "county": 1,
        "accepted": 0,
    }  # fmt: skip
    for one, count in all_of.items():
        assert offices_of_month(jurisdiction, OCTOBER).filter(stands(one, OCTOBER)).count() == count
        page = text(desks.handler, f"/reports/offices?month={OCTOBER}&standing={one.value}")
        assert (f"共 <b>{count}</b> 条" if count else "没有符合条件的记录") in page


def signed_in_jurisdiction(who: Account) -> Any:
    return jurisdiction_of(who, who.roles_on(TODAY))


@pytest.mark.parametrize(("desk", "places"), [
    ("town", ["511102001", "511102001001", "511102001002"]), ("handler", ["511102001", "511102"]),
    ("bureau", ["511102"]), ("village", ["511102001001"]),
])  # fmt: skip
def test_places_are_those_of_the_jurisdiction(desks: Desks, desk: str, places: list[str]) -> None:
    rows = completeness(signed_in_jurisdiction(getattr(desks, desk)), OCTOBER)
    assert [row.place for row in rows] == places


def test_the_city_sees_a_line_for_each_county(desks: Desks) -> None:
    account(Role.VILLAGE, office("village", "511111100201"), "far")
    city = account(Role.CITY_OPERATOR, office("agency", "511100"), "city")
    rows = completeness(signed_in_jurisdiction(city), OCTOBER)
    assert [(row.place, row.kind, row.offices) for row in rows] == [
        ("511102", "grassroots", 3), ("511111", "grassroots", 1), ("511102", "employers", 1)
    ]  # fmt: skip


def test_an_office_that_is_closed_counts_for_the_months_that_it_reported_alone(desks: Desks) -> None:
    signed(desks.village)
    jurisdiction = signed_in_jurisdiction(desks.handler)
    Office.objects.filter(pk__in=[desks.village.office_id, desks.second.office_id]).update(is_active=False)
    names = {office.number for office in offices_of_month(jurisdiction, OCTOBER)}
    assert names == {VILLAGE, TOWN, "E1"}
    assert VILLAGE not in {office.number for office in offices_of_month(jurisdiction, OCTOBER + 1)}


def test_before_the_due_day_nobody_is_overdue(desks: Desks) -> None:
    jurisdiction = signed_in_jurisdiction(desks.handler)
    assert not offices_of_month(jurisdiction, OCTOBER).filter(stands(Standing.OVERDUE, OCTOBER)).exists()


# --- 13: whom an employer has to see certified ----------------------------------------------------------------------------


def due(person: Person, month: int, standing: str = "continue") -> None:
    run, _ = Run.objects.get_or_create(month=OCTOBER, number=1, defaults={"digest": "", "counts": {}})
    Determination.objects.create(
        benefit=person.benefits.get(), opened=run, standing=standing, action="none", due_month=month, settlement=0
    )


def test_an_employer_sees_who_of_its_own_is_due_masked_until_it_asks(desks: Desks) -> None:
    due(resident(1, employer="E1", name="张桂芳"), OCTOBER + 1)
    due(resident(2, employer="E1", name="李国强"), OCTOBER - 1, "suspend")
    due(resident(3, employer="E1", name="孙玉珍"), OCTOBER + 4)
    due(resident(4, employer="E1", name="吴小妹"), OCTOBER, "stop")
    due(resident(5, employer="E2", name="马海木"), OCTOBER + 1)
    for who in (desks.employer, desks.bureau):
        page = text(who, "/reports/due")
        assert "张*芳" in page
        assert page.index("李*强") < page.index("张*芳")
        assert page.count("已逾期") == 1
        assert not any(name in page for name in ("张桂芳", "孙*珍", "吴*妹", "马*木"))
    assert "张桂芳" in sent(desks.employer, "/reports/due")
    entry = Entry.objects.last()
    assert (entry.act, entry.purpose) == ("certification.due_listed", "certify")


def test_a_benefit_of_another_employer_of_the_same_person_is_not_listed(desks: Desks) -> None:
    person = resident(1, employer="E1")
    due(person, OCTOBER)
    run = Run.objects.get()
    other = Benefit.objects.create(benefit_id="B9", person=person, kind="pension.resident", employer="E2", listed=True)
    Determination.objects.create(
        benefit=other, opened=run, standing="continue", action="none", due_month=OCTOBER, settlement=0
    )
    page = text(desks.employer, "/reports/due")
    assert "B001" in page
    assert "B9" not in page


# --- every page ---------------------------------------------------------------------------------------------------------


def everything(desks: Desks) -> dict[str, Account]:
    """Each page with somebody who works on it, full of things."""
    line = with_line(desks.village, resident())
    open_report = line.report_id
    town = with_line(desks.town, resident(2))
    signed(desks.town)
    due(resident(3, employer="E1"), OCTOBER)
    accepted(desks, signed(desks.employer))
    return {
        "/reports/mine": desks.village,
        f"/reports/{open_report}": desks.village,
        f"/reports/{town.report_id}": desks.handler,
        f"/reports/{town.report_id}/return": desks.handler,
        f"/reports/{town.report_id}/editions/{Step.objects.get(report=town.report_id, act='sign').pk}": desks.handler,
        f"/reports/{open_report}/sign": desks.village,
        f"/reports/{open_report}/who?text=%E5%BC%A0": desks.village,
        f"/reports/{open_report}/people/2": desks.village,
        f"/reports/{open_report}/others": desks.village,
        f"/reports/{open_report}/lines/{line.pk}": desks.village,
        f"/reports/{open_report}/lines/{line.pk}/papers": desks.village,
        f"/reports/overview?month={OCTOBER}": desks.handler,
        f"/reports/offices?month={OCTOBER}": desks.handler,
        f"/reports/countersign?month={OCTOBER}": desks.town,
        f"/reports/merge?month={OCTOBER}": desks.reviewer,
        "/reports/due": desks.employer,
    }


def test_every_page_speaks_both_languages(desks: Desks) -> None:
    pages = everything(desks)
    for address, who in pages.items():
        for language, word in (("zh-hans", "数据范围"), ("en", "data")):
            page = text(signed_in(who, language), address)
            assert word in page.lower(), address


BUDGET = 14


def test_every_page_keeps_to_its_budget_of_queries_however_many_rows(desks: Desks) -> None:
    pages = everything(desks)
    counts = {address: asked(who, address) for address, who in pages.items()}
    for sequence in range(10, 15):
        with_line(desks.village, resident(sequence))
        person = resident(sequence + 20, employer="E1")
        due(person, OCTOBER)
        account(Role.EMPLOYER, office("employer", "511102", f"E{sequence}"), f"e{sequence}")
    for address, who in pages.items():
        assert asked(who, address) <= counts[address], address
        assert counts[address] <= BUDGET + TOLD, address


def asked(who: Account, address: str) -> int:
    browser = signed_in(who)
    with CaptureQueriesContext(connection) as queries:
        text(browser, address)
    return len(queries)


def test_no_page_of_reports_is_kept_by_a_browser(desks: Desks) -> None:
    for address, who in everything(desks).items():
        assert "no-store" in signed_in(who).get(address)["Cache-Control"], address


def test_the_county_sees_the_warning_where_data_were_changed_behind_a_signature(desks: Desks) -> None:
    with_line(desks.employer, resident(employer="E1"))
    report = signed(desks.employer)
    assert "内容与签名不符" not in text(desks.handler, f"/reports/{report.pk}")
    Line.objects.update(day=dt.date(2026, 9, 9))
    assert "内容与签名不符" in text(desks.handler, f"/reports/{report.pk}")
