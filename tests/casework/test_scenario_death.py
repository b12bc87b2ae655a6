"""A death, told in words from the police's file to the letter that reaches the family."""

from pathlib import Path

import pytest
from deciding import county_of
from workday import Workday, months

from casework.cases.models import Found
from casework.decisions.kinds import Act
from casework.decisions.models import Recovery
from casework.notices.models import Notice
from homes import SUN, ZHANG
from zige.law.months import parse_month

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workday:
    return Workday(county_of(tmp_path, monkeypatch, today="2026-03-02"), monkeypatch)


def test_a_death_is_told_verified_stopped_and_what_was_paid_after_it_comes_back(work: Workday) -> None:
    # January and February were paid to both. Only in March the police tell that Zhang died on 3 January.
    work.core_system_paid(["2026-01", "2026-02"], ZHANG, SUN, told="2026-03-01")
    work.police_report_a_death(ZHANG, "2026-01-03", told="2026-03-02")
    work.the_month_is_run("2026-03")

    # Nobody loses a cent by a file: the village is asked to go and see.
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-03")) == ("continue", "continue")
    assert work.may_be_decided(ZHANG) & {"stop", "suspend", "recover"} == set()
    case = work.case_of(ZHANG)
    work.receives(work.village, case)
    work.keeps_a_photo(work.village, case, "火化证明", "泊水街道肖公嘴社区")
    work.reports_up(work.village, case, "入户核对：家属出示火化证明，本人 1 月 3 日去世")
    work.receives(work.town, case)
    work.reports_up(work.town, case, "情况属实")
    work.receives(work.handler, case)
    assert work.steps_of(case) == [
        ("received", "village"), ("attached", "village"), ("reported", "village"),
        ("received", "town"), ("reported", "town"), ("received", "agency"),
    ]  # fmt: skip

    # The handler finds that it is so, with the evidence that the rulebook asks for; another one agrees.
    finding = work.finds(case, "verify", Found.CONFIRMED, basis="火化证明与户籍注销信息一致")
    assert work.is_paid(ZHANG, "2026-03") == "continue"
    work.agrees(finding)

    # What is to follow is the engine's word: from March on, since January and February were paid.
    stop = work.decides(ZHANG, Act.STOP, "本人已于 2026 年 1 月 3 日去世")
    assert (stop.month, stop.grounds, stop.clauses) == (parse_month("2026-03"), "death", "8.1.1.1")
    assert work.is_paid(ZHANG, "2026-03") == "stop"
    back = work.decides(ZHANG, Act.RECOVER, "去世次月起多发的待遇")
    assert (back.amount, months(*map(int, back.months.split("|")))) == (300_000, ["2026-02"])
    assert work.has_no_case(ZHANG)

    # The family is told both, once each: why, from when, how much, by which article.
    told = work.notice_of(stop)
    assert (told.kind, told.effective_month, told.clauses) == ("stop_death", parse_month("2026-03"), ("8.1.1.1",))
    work.is_told(stop, "自2026年3月起停止发放", "领取人已去世", "第八条（一）1 第1项")
    asked = work.notice_of(back)
    assert (asked.kind, asked.recover, asked.months) == ("recover_heirs", 300_000, (parse_month("2026-02"),))
    work.is_told(back, "2026年2月仍发放了企业职工基本养老金，共 3,000.00 元", "在2026年4月14日以前退回", "第四十六条")
    work.hands_over(work.village, stop, "2026-03-02")
    assert Notice.objects.get(decision=stop).state == "delivered"

    # The payment list of March ends the payment, and tells of nobody else.
    assert work.pays("2026-03") == [("stop", ZHANG.benefit, None, 0)]

    # The heirs agree to two instalments and pay; the account is closed when all of it came.
    recovery = Recovery.objects.get(decision=back)
    work.plans_for_heirs(recovery, "2026-03-31", 2, "张小芳")
    work.takes_in(recovery, "2026-03-02", "1500.00", "S-1")
    assert recovery.closed is None
    work.takes_in(recovery, "2026-03-02", "1500.00", "S-2")
    assert recovery.closed is not None

    # In April the core system delivers what it really paid and took back. The next run agrees and asks nothing.
    work.core_system_paid(["2026-03"], SUN, told="2026-04-01")
    work.core_system_paid(["2026-02"], ZHANG, told="2026-04-02", amount="-3000.00")
    work.it_is("2026-04-03")
    work.the_month_is_run("2026-04")
    assert (work.the_run_says(ZHANG), work.is_paid(ZHANG, "2026-04")) == ("stop", "stop")
    assert work.has_no_case(ZHANG)
    assert "recover" not in work.may_be_decided(ZHANG)
