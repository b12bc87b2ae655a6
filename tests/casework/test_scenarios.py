"""The workflow in words, each from a department's file to the notice: what is told, who acts, what is paid."""

import datetime as dt
from pathlib import Path

import pytest
from browsing import Desk
from deciding import clerk, county_of
from reporting import Desks, accepted, begun, countersigned, fresh, let_jobs_wait, signed
from test_messages import Recording
from workday import Workday, rungs_of

from casework.accounts.roles import Role
from casework.cases.models import Found, Step
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.notices.issuing.outstanding import issue_outstanding
from casework.notices.models import Reminder
from casework.notices.outbox.sending import send_waiting
from casework.reports import jobs
from casework.reports.acts.lines import Happened, Papers, add_line, from_register, set_papers
from casework.reports.acts.order_merging import order_merging
from casework.reports.situations import situations
from homes import SUN, ZHANG
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workday:
    return Workday(county_of(tmp_path, monkeypatch, today="2026-02-02"), monkeypatch)


DETAINED = ("在押尚未判决，养老金暂停", "第八条（二）1 第3项")
"""Why an enterprise's pension is suspended while somebody is held."""


def month(told: str) -> str:
    """As a decision holds it."""
    return str(parse_month(told))


def ended(since: str) -> tuple[str, ...]:
    """What the family of somebody who has died is told."""
    return f"去世当月的企业职工基本养老金照发，自{since}起停止发放", "领取人已去世", "第八条（一）1 第1项"


def held(since: str, *why: str) -> tuple[str, ...]:
    """What somebody is told whose pension is suspended."""
    return f"自{since}起，暂停发放您的企业职工基本养老金", *why


def resumed(since: str, withheld: str, yuan: str) -> tuple[str, ...]:
    """What somebody is told who is paid again, with what was withheld."""
    paid_back = f"补发{withheld}的待遇，共 {yuan} 元，随{since}的待遇一并发放"
    return f"自{since}起，恢复发放您的企业职工基本养老金", paid_back


def test_a_false_death_is_refuted_the_same_day_paid_with_arrears_and_investigated_afterwards(work: Workday) -> None:
    # The police tell the death of somebody of the same name; it is believed, and payment ends with February.
    work.police_report_a_death(ZHANG, "2026-01-03", told="2026-02-02")
    work.the_month_is_run("2026-02")
    work.agrees(work.finds(work.case_of(ZHANG), "verify", Found.CONFIRMED, papers="户籍注销信息"))
    work.is_told(work.decides(ZHANG, Act.STOP, "户籍已注销"), *ended("2026年2月"))
    assert work.pays("2026-02") == [("stop", ZHANG.benefit, None, 0)]
    work.core_system_paid(["2026-01"], ZHANG, SUN, told="2026-02-03")
    work.core_system_paid(["2026-02"], SUN, told="2026-03-01")
    work.it_is("2026-03-02")
    work.the_month_is_run("2026-03")
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-03")) == ("stop", "stop")

    # In March she stands in an office of another county. It is due today, and her own county sees why.
    elsewhere = Desk(clerk(Role.COUNTY_HANDLER, "511111"))
    alive = work.is_said_to_live(elsewhere, ZHANG, "本人持身份证到场")
    assert (alive.urgent, alive.due) == (True, dt.date(2026, 3, 2))
    assert "今天办结" in work.handler.open(f"/people/{alive.person_id}").shown

    # The same day the fact is refuted and payment restored, by two people, with what was withheld; who told it so is
    # still to be found out, and goes on as a fact to be verified.
    work.agrees(work.finds(alive, "alive", Found.REFUTED, kind="death", start="2026-01-03", goes_on="2026-03-01"))
    restored = work.decides(ZHANG, Act.RESUME, "本人在世，身份核对无误")
    assert (restored.month, restored.amount, restored.months) == (parse_month("2026-03"), 300_000, month("2026-02"))
    assert work.is_paid(ZHANG, "2026-03") == "continue"
    assert work.has_no_case(ZHANG)
    work.is_told(restored, *resumed("2026年3月", "2026年2月", "3,000.00"), "本人在世，身份核对无误", "第六条")
    assert work.pays("2026-03") == [("release", "B001", 300_000, 0), ("back_pay", "B001", None, 300_000)]

    # The core system pays both. The next run agrees: nothing is due, and what must be looked into costs her nothing.
    work.core_system_paid(["2026-02", "2026-03"], ZHANG, told="2026-04-01")
    work.core_system_paid(["2026-03"], SUN, told="2026-04-02")
    work.it_is("2026-04-02")
    work.the_month_is_run("2026-04")
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-04")) == ("continue", "continue")
    assert ("verify", "open") in work.is_asked(ZHANG)
    assert work.may_be_decided(ZHANG) & {"pay_back", "recover", "stop", "suspend"} == set()


def test_who_is_overdue_is_reminded_four_times_suspended_certified_and_paid_again_next_month(work: Workday) -> None:
    # Zhang certified last in November 2025: she has until the end of November 2026. That a clinic examined her in
    # July proves nothing by itself (LAW §4).
    work.clinic_examined(ZHANG, "2026-07-08", told="2026-08-05")
    work.it_is("2026-09-15")
    work.the_month_is_run("2026-09")
    gateway = Recording()
    for day, desk, result in (
        ("2026-10-01", None, ""),
        ("2026-10-31", work.handler, "not_reached"),
        ("2026-11-23", work.village, "not_reached"),
        ("2026-11-30", work.village, "refused"),
    ):
        work.reminders_are_due(day)
        send_waiting(gateway)
        if desk is not None:
            work.reaches(desk, Reminder.objects.get(benefit_id=ZHANG.benefit, result=""), result, "按名单联系")
    assert rungs_of(ZHANG) == [
        ("message", "sent"), ("call", "not_reached"), ("village", "not_reached"), ("visit", "refused"),
    ]  # fmt: skip

    # In December she is overdue. A group is drawn, its sample looked at, and suspended by a second person.
    work.core_system_paid(["2026-11"], ZHANG, SUN, told="2026-12-01")
    work.it_is("2026-12-02")
    work.the_month_is_run("2026-12")
    work.suspends_the_overdue("逾期未认证，各步提醒都有记录")
    paused = Decision.objects.get(benefit=ZHANG.benefit, act=Act.SUSPEND)
    assert (paused.month, paused.clauses, paused.basis) == (parse_month("2026-12"), "7", "rule")
    issue_outstanding()
    assert (work.notice_of(paused).kind, work.notice_of(paused).decided) == ("suspend_overdue", "rule")
    work.is_told(paused, *held("2026年12月", "您应在2026年11月底前认证一次", "第七条", "重新认证，次月就恢复"))
    assert work.pays("2026-12") == [("hold", ZHANG.benefit, None, 0)]
    work.core_system_paid(["2026-12"], SUN, told="2027-01-04")

    # In January she comes to the counter. Payment resumes the next month, with what was and will have been withheld
    # until then (Art. 7).
    work.it_is("2027-01-15")
    work.the_month_is_run("2027-01")
    work.certifies(ZHANG, "2027-01-15", "区社保大厅")
    again = work.decides(ZHANG, Act.RESUME, "已重新通过认证")
    withheld = f"{month('2026-12')}|{month('2027-01')}"
    assert (again.month, again.clauses, again.months) == (parse_month("2027-02"), "7", withheld)
    assert (work.is_paid(ZHANG, "2027-01"), work.is_paid(ZHANG, "2027-02")) == ("suspend", "continue")
    work.is_told(again, *resumed("2027年2月", "2026年12月至2027年1月", "6,000.00"), "已重新通过认证", "第七条")
    work.is_told(again, "下次认证期限是2028年1月底")
    assert work.pays("2027-02") == [("release", "B001", 300_000, 0), ("back_pay", "B001", None, 600_000)]

    # The run of February agrees, though the ledger does not show the arrears yet; nothing is paid twice.
    work.core_system_paid(["2027-01"], SUN, told="2027-02-01")
    work.it_is("2027-02-02")
    work.the_month_is_run("2027-02")
    assert work.the_run_says(ZHANG) == "continue"
    assert work.may_be_decided(ZHANG) & {"pay_back", "recover", "suspend"} == set()
    assert work.pays("2027-03") == []


def test_a_record_withdrawn_before_anybody_looked_closes_the_case_by_itself(work: Workday) -> None:
    work.police_tell_of_custody(ZHANG, "新增,2026-01-10,,", told="2026-02-01")
    work.the_month_is_run("2026-02")
    case = work.case_of(ZHANG)
    work.police_tell_of_custody(ZHANG, "撤回,2026-01-10,,", told="2026-03-01")
    work.it_is("2026-03-02")
    work.the_month_is_run("2026-03")
    assert work.has_no_case(ZHANG)
    assert list(Step.objects.filter(case=case).values_list("act", flat=True)) == [
        "opened", "added", "withdrawn", "fell", "closed",
    ]  # fmt: skip
    assert "来源撤回记录" in work.handler.open(f"/cases/{case.pk}").shown
    assert work.is_paid(ZHANG, "2026-03") == "continue"
    work.nobody_is_told()
    assert work.pays("2026-03") == []


def test_a_record_withdrawn_after_it_was_confirmed_is_asked_about_and_its_suspension_made_good(work: Workday) -> None:
    # Told, confirmed and suspended: all that was known then.
    work.police_tell_of_custody(ZHANG, "新增,2026-01-10,,", told="2026-02-01")
    work.the_month_is_run("2026-02")
    work.agrees(work.finds(work.case_of(ZHANG), "verify", Found.CONFIRMED, papers="看守所电话记录"))
    paused = work.decides(ZHANG, Act.SUSPEND, "被羁押尚未判决")
    work.is_told(paused, *held("2026年2月", *DETAINED))
    assert work.pays("2026-02") == [("hold", ZHANG.benefit, None, 0)]
    work.core_system_paid(["2026-01"], ZHANG, SUN, told="2026-02-03")
    work.core_system_paid(["2026-02"], SUN, told="2026-03-01")

    # In March the police withdraw the record: nothing changes by itself, and the county is asked.
    work.police_tell_of_custody(ZHANG, "撤回,2026-01-10,,", told="2026-03-02")
    work.it_is("2026-03-03")
    work.the_month_is_run("2026-03")
    assert work.is_paid(ZHANG, "2026-03") == "suspend"
    case = work.case_of(ZHANG)
    work.agrees(work.finds(case, "contradiction", Found.REFUTED, kind="detention", start="2026-01-10"))
    again = work.decides(ZHANG, Act.RESUME, "原记录有误，已由公安撤回")
    assert (again.month, again.amount, again.months) == (parse_month("2026-03"), 300_000, month("2026-02"))
    work.is_told(again, *resumed("2026年3月", "2026年2月", "3,000.00"), "原记录有误，已由公安撤回", "第六条")
    assert work.pays("2026-03") == [("release", "B001", 300_000, 0), ("back_pay", "B001", None, 300_000)]
    work.it_is("2026-04-02")
    work.the_month_is_run("2026-04")
    assert work.the_run_says(ZHANG) == "continue"
    assert work.has_no_case(ZHANG)


def test_who_was_held_and_acquitted_gets_the_months_that_were_withheld(work: Workday) -> None:
    # Held from 10 January on: suspended from February.
    work.police_tell_of_custody(ZHANG, "新增,2026-01-10,,", told="2026-02-01")
    work.the_month_is_run("2026-02")
    work.agrees(work.finds(work.case_of(ZHANG), "verify", Found.CONFIRMED, papers="看守所证明"))
    paused = work.decides(ZHANG, Act.SUSPEND, "被羁押尚未判决")
    assert (paused.month, paused.grounds) == (parse_month("2026-02"), "detained")
    work.is_told(paused, *held("2026年2月", *DETAINED))
    assert work.pays("2026-02") == [("hold", ZHANG.benefit, None, 0)]
    work.core_system_paid(["2026-01"], ZHANG, SUN, told="2026-02-03")
    work.core_system_paid(["2026-02", "2026-03"], SUN, told="2026-04-01")

    # Acquitted on 5 March, told in April: what ends a confirmed fact in somebody's favour needs no finding of its own.
    work.police_tell_of_custody(ZHANG, "更正,2026-01-10,2026-03-05,无罪释放", told="2026-04-01")
    work.it_is("2026-04-02")
    work.the_month_is_run("2026-04")
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-04")) == ("continue", "suspend")
    assert work.has_no_case(ZHANG)
    again = work.decides(ZHANG, Act.RESUME, "已宣告无罪")
    withheld = f"{month('2026-02')}|{month('2026-03')}"
    assert (again.month, again.amount, again.months) == (parse_month("2026-04"), 600_000, withheld)
    work.is_told(again, *resumed("2026年4月", "2026年2月至2026年3月", "6,000.00"), "已宣告无罪", "第六条")
    assert work.pays("2026-04") == [("release", "B001", 300_000, 0), ("back_pay", "B001", None, 600_000)]
    work.it_is("2026-05-02")
    work.core_system_paid(["2026-02", "2026-03", "2026-04"], ZHANG, told="2026-05-01")
    work.core_system_paid(["2026-04"], SUN, told="2026-05-02")
    work.the_month_is_run("2026-05")
    assert work.the_run_says(ZHANG) == "continue"
    assert work.may_be_decided(ZHANG) & {"pay_back", "recover", "suspend"} == set()


def test_who_is_told_dead_and_then_crosses_the_border_stays_in_payment(work: Workday) -> None:
    work.police_report_a_death(ZHANG, "2026-01-03", told="2026-02-01")
    work.border_guards_saw(ZHANG, "2026-01-20", told="2026-02-02")
    work.the_month_is_run("2026-02")
    case = work.case_of(ZHANG)
    assert ("contradiction", "open") in work.is_asked(ZHANG)
    assert case.due == dt.date(2026, 2, 5)
    assert work.may_be_decided(ZHANG) & {"stop", "suspend"} == set()

    # The village sees her at home: the death is refuted, and nothing that was paid changes.
    work.receives(work.village, case)
    work.keeps_a_photo(work.village, case, "入户合影", "泊水街道肖公嘴社区")
    finding = work.finds(
        case, "contradiction", Found.REFUTED, desk=work.village, basis="入户见到本人", kind="death", start="2026-01-03"
    )
    work.agrees(finding)
    work.it_is("2026-03-02")
    work.the_month_is_run("2026-03")
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-03")) == ("continue", "continue")
    assert work.has_no_case(ZHANG)
    assert {state for _task, state in work.is_asked(ZHANG)} <= {"settled", "fallen"}
    work.nobody_is_told()
    assert work.pays("2026-03") == []


def test_who_is_told_dead_and_whose_papers_another_used_is_stopped_once_that_is_refuted(work: Workday) -> None:
    work.police_report_a_death(ZHANG, "2026-01-03", told="2026-02-01")
    work.border_guards_saw(ZHANG, "2026-01-20", told="2026-02-02")
    work.the_month_is_run("2026-02")
    case = work.case_of(ZHANG)

    # Whoever crossed was not her: the crossing is refuted, which takes nothing away. The death is asked about next.
    crossing = {"kind": "life.border", "start": "2026-01-20"}
    work.agrees(work.finds(case, "contradiction", Found.REFUTED, basis="通关照片不是本人", **crossing))
    work.nobody_is_told()
    work.it_is("2026-03-02")
    work.the_month_is_run("2026-03")
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-03")) == ("continue", "continue")
    work.agrees(work.finds(work.case_of(ZHANG), "verify", Found.CONFIRMED, papers="火化证明"))
    stop = work.decides(ZHANG, Act.STOP, "本人已于 2026 年 1 月 3 日去世")
    assert (stop.month, stop.clauses) == (parse_month("2026-03"), "8.1.1.1")
    work.is_told(stop, *ended("2026年3月"))
    assert work.pays("2026-03") == [("stop", ZHANG.benefit, None, 0)]
    work.it_is("2026-04-02")
    work.the_month_is_run("2026-04")
    assert (work.the_run_says(ZHANG), work.has_no_case(ZHANG)) == ("stop", True)


def test_a_death_in_a_villages_monthly_report_becomes_a_fact_and_a_case(work: Workday, settings: object) -> None:
    let_jobs_wait(settings)  # type: ignore[arg-type]
    work.it_is("2026-11-05")
    work.the_month_is_run("2026-10")
    desks = Desks()
    october, someone = parse_month("2026-10"), work.county.benefit(ZHANG).person
    paper = next(iter(situations("grassroots.reports")["death"].papers))
    report = begun(desks.village, october)
    line = add_line(
        desks.village, report, fresh(report).version, from_register(someone), Happened("death", dt.date(2026, 10, 12))
    )
    set_papers(desks.village, line, fresh(report).version, Papers([paper], "村委会档案柜", ""))
    report = signed(desks.village, october)
    countersigned(desks, report)
    accepted(desks, report)
    ordered = order_merging(desks.reviewer, october)
    jobs.merge_reports.call(ordered.pk)

    # It costs nobody anything: the next run asks the county to verify it, and only what two people found stops payment.
    work.the_month_is_run("2026-11")
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-11")) == ("continue", "continue")
    work.agrees(work.finds(work.case_of(ZHANG), "verify", Found.CONFIRMED, papers="死亡医学证明"))
    stop = work.decides(ZHANG, Act.STOP, "本人已于 2026 年 10 月 12 日去世")
    assert (stop.month, stop.grounds) == (parse_month("2026-11"), "death")
    issue_outstanding()
    work.is_told(stop, *ended("2026年11月"))
    assert work.pays("2026-11") == [("stop", ZHANG.benefit, None, 0)]
