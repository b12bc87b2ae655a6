"""EXCHANGE §4: what becomes of a row, one case for each sentence of the list and one that narrowly misses it.

A fact is told as `kind start..end status outcome`; an end begins with `end`, a question with `question`; `~` before the
last day says that it has yet to come about, `#` is the rank of a death's date.
"""

from typing import Any

import polars as pl
import pytest

from exchange.typed import typed_rows
from zige.exchange.catalogue import load_catalogue
from zige.exchange.contract import Contract, Role
from zige.exchange.mapping import facts_of
from zige.fact_rows import GIVEN
from zige.kinds import FactKind
from zige.words import FACT_KINDS, OUTCOMES, STATUSES

CATALOGUE = load_catalogue()
D = "2026-03-05"
E = "2026-03-20"


def told(dataset: str, **row: str | int | None) -> list[str]:
    contract = CATALOGUE[dataset]
    return [line(fact) for fact in facts_of(contract, typed_rows(contract, row)).iter_rows(named=True)]


def line(fact: dict[str, Any]) -> str:
    end = f"..{'~' if fact['planned'] else ''}{fact['end']}" if fact["end"] and fact["gives"] == "fact" else ""
    words = [
        fact["gives"] if fact["gives"] != "fact" else "",
        fact["kind"],
        f"{fact['start']}{end}",
        fact["status"] if fact["gives"] == "fact" else "",
        fact["outcome"],
        f"#{fact['rank']}" if fact["rank"] else "",
        f"@{fact['benefit_id']}" if fact["benefit_id"] else "",
    ]
    return " ".join(word for word in words if word)


DEATHS = [
    ("police.deaths", {"death_date": D, "cancelled_on": E}, ["death 2026-03-05 pending #2"]),
    ("police.deaths", {"cancelled_on": E}, ["death 2026-03-20 pending #5"]),
    ("civil.cremations", {"arrived_on": D, "cremated_on": E, "valid": "1"}, ["death 2026-03-05 pending #3"]),
    ("civil.cremations", {"cremated_on": E, "valid": "1"}, ["death 2026-03-20 pending #3"]),
    ("civil.cremations", {"arrived_on": D, "cremated_on": E, "valid": "0"}, ["death 2026-03-05 refuted #3"]),
    ("health.death_certificates", {"death_date": D, "issued_on": E}, ["death 2026-03-05 pending #1"]),
    (
        "medical.settlements",
        {"type": "住院", "start": D, "end": E, "discharge": "死亡"},
        ["death 2026-03-20 pending #4"],
    ),
    (
        "medical.settlements",
        {"type": "门诊", "start": D, "end": E, "discharge": "死亡"},
        ["death 2026-03-20 pending #4"],
    ),
    ("medical.settlements", {"type": "住院", "start": D, "end": E, "discharge": "死亡", "refund": "1"}, []),
    ("monitoring.findings", {"type": "疑似死亡", "date": D, "benefit_id": "B1"}, ["death 2026-03-05 pending #4"]),
    ("grassroots.reports", {"situation": "死亡", "date": D}, ["death 2026-03-05 pending #4"]),
    ("employers.reports", {"situation": "死亡", "date": D}, ["death 2026-03-05 pending #4"]),
    ("declarations", {"situation": "死亡", "date": D}, ["death 2026-03-05 pending #4"]),
]

MISSING = [
    ("police.missing", {"since": "2025-06-10", "reported_on": "2026-01-15"}, ["missing 2025-07-15 pending"]),
    ("police.missing", {"since": "2025-08-10", "reported_on": "2026-01-15"}, ["missing 2025-08-10 pending"]),
    ("police.missing", {"since": "2025-01-10", "reported_on": "2025-08-31"}, ["missing 2025-02-28 pending"]),
    (
        "police.missing",
        {"since": "2025-06-10", "reported_on": "2026-01-15", "found_on": E},
        ["missing 2025-07-15..2026-03-20 pending cleared"],
    ),
    (  # found before it was declared: the fact that never was ends on its first day
        "police.missing",
        {"since": "2025-01-10", "reported_on": "2026-03-15", "found_on": "2025-06-01"},
        ["missing 2025-09-15..2025-09-15 pending cleared"],
    ),
    ("court.declarations", {"type": "宣告失踪", "start": D}, ["declared_missing 2026-03-05 pending"]),
    ("court.declarations", {"type": "宣告死亡", "start": D}, ["declared_dead 2026-03-05 pending"]),
    (
        "court.declarations",
        {"type": "宣告死亡", "start": D, "end": E},
        ["declared_dead 2026-03-05..2026-03-20 pending cleared"],
    ),
]

CRIMINAL = [
    ("police.custody", {"start": D}, ["detention 2026-03-05 pending"]),
    (
        "police.custody",
        {"start": D, "end": E, "reason": "无罪释放"},
        ["detention 2026-03-05..2026-03-20 pending cleared"],
    ),
    (
        "police.custody",
        {"start": D, "end": E, "reason": "不起诉"},
        ["detention 2026-03-05..2026-03-20 pending cleared"],
    ),
    ("police.custody", {"start": D, "end": E, "reason": "取保候审"}, ["detention 2026-03-05..2026-03-20 pending"]),
    ("police.custody", {"start": D, "end": E, "reason": "其他"}, ["detention 2026-03-05..2026-03-20 pending"]),
    (
        "police.custody",
        {"start": D, "end": E, "reason": "判决送监"},
        ["detention 2026-03-05..2026-03-20 pending convicted"],
    ),
    ("police.custody", {"start": D, "reason": "无罪释放"}, ["detention 2026-03-05 pending"]),
    ("police.wanted", {"start": D}, ["wanted 2026-03-05 pending"]),
    ("police.wanted", {"start": D, "end": E, "reason": "撤案"}, ["wanted 2026-03-05..2026-03-20 pending cleared"]),
    ("police.wanted", {"start": D, "end": E, "reason": "归案"}, ["wanted 2026-03-05..2026-03-20 pending"]),
    ("procuratorate.arrests", {"start": D}, ["detention 2026-03-05 pending"]),
    ("procuratorate.arrests", {"start": D, "end": E, "result": "起诉"}, ["detention 2026-03-05 pending"]),
    (
        "procuratorate.arrests",
        {"start": D, "end": E, "result": "不起诉"},
        [
            "detention 2026-03-05..2026-03-20 pending cleared",
            "end detention 2026-03-20 cleared",
            "end wanted 2026-03-20 cleared",
        ],
    ),
    (
        "procuratorate.arrests",
        {"end": E, "result": "不起诉"},
        ["end detention 2026-03-20 cleared", "end wanted 2026-03-20 cleared"],
    ),
    ("procuratorate.arrests", {"end": E, "result": "起诉"}, []),
    *(
        ("court.judgments", {"penalty": penalty, "start": D, "execution": "收监"}, ["imprisonment 2026-03-05 pending"])
        for penalty in ("拘役", "有期徒刑", "无期徒刑", "死缓", "死刑")
    ),
    *(
        (
            "court.judgments",
            {"penalty": penalty, "start": D, "execution": where},
            ["noncustodial_sentence 2026-03-05 pending"],
        )
        for penalty, where in (("管制", "社区矫正"), ("缓刑", "社区矫正"), ("有期徒刑", "监外执行"))
    ),
    (
        "court.judgments",
        {"penalty": "有期徒刑", "start": D, "end": "2028-03-04", "execution": "收监"},
        ["imprisonment 2026-03-05..~2028-03-04 pending"],
    ),
    *(
        ("court.judgments", {"penalty": penalty, "start": D, "execution": where}, [])
        for penalty in ("附加刑", "免予刑事处罚")
        for where in ("收监", "社区矫正")
    ),
    (
        "court.judgments",
        {"penalty": "无罪", "start": D, "execution": "社区矫正"},
        ["end detention 2026-03-05 cleared", "end wanted 2026-03-05 cleared"],
    ),
    ("justice.prison", {"start": D}, ["imprisonment 2026-03-05 pending"]),
    ("justice.prison", {"start": D, "end": E, "release": "刑满"}, ["imprisonment 2026-03-05..2026-03-20 pending"]),
    (
        "justice.prison",
        {"start": D, "end": E, "release": "改判无罪"},
        ["imprisonment 2026-03-05..2026-03-20 pending cleared"],
    ),
    *(
        (
            "justice.prison",
            {"start": D, "end": E, "release": release},
            ["imprisonment 2026-03-05..2026-03-20 pending", "noncustodial_sentence 2026-03-20 pending"],
        )
        for release in ("假释", "暂予监外执行")
    ),
    ("justice.parole", {"start": D, "end": E}, ["parole_revoked 2026-03-05..2026-03-20 pending"]),
    (
        "justice.corrections",
        {"start": D, "end": E, "category": "缓刑"},
        ["noncustodial_sentence 2026-03-05..~2026-03-20 pending"],
    ),
]

LIFE = [
    ("roster.benefits", {"benefit_id": "B1", "last_certified": D}, ["certification 2026-03-05 confirmed"]),
    ("roster.benefits", {"benefit_id": "B1"}, []),
    ("police.border", {"date": D, "direction": "出境"}, ["life.border 2026-03-05 confirmed"]),
    ("police.id_cards", {"date": D}, ["life.id_card 2026-03-05 confirmed"]),
    ("justice.reports", {"date": D, "mode": "当面"}, ["life.correction 2026-03-05 confirmed"]),
    ("justice.reports", {"date": D, "mode": "电话"}, []),
    ("civil.marriages", {"date": D, "type": "离婚"}, ["life.marriage 2026-03-05 confirmed"]),
    ("civil.marriages", {"date": D, "type": "补领"}, ["life.marriage 2026-03-05 confirmed"]),
    (
        "civil.marriages",
        {"date": D, "type": "结婚"},
        ["life.marriage 2026-03-05 confirmed", "marriage 2026-03-05 pending"],
    ),
    ("health.visits", {"date": D, "type": "体检", "mode": "当面"}, ["life.health_exam 2026-03-05 confirmed"]),
    ("health.visits", {"date": D, "type": "随访", "mode": "当面"}, ["life.health_exam 2026-03-05 confirmed"]),
    ("health.visits", {"date": D, "type": "接种", "mode": "当面"}, ["life.vaccination 2026-03-05 confirmed"]),
    ("health.visits", {"date": D, "type": "接种"}, ["life.vaccination 2026-03-05 confirmed"]),
    ("health.visits", {"date": D, "type": "随访"}, []),
    *(("health.visits", {"date": D, "type": each, "mode": "电话"}, []) for each in ("体检", "随访", "接种")),
    *(
        (
            "medical.settlements",
            {"type": "住院", "start": D, "end": E, "discharge": each, "refund": "0", "mutual_aid": 0},
            ["life.inpatient 2026-03-20 confirmed"],
        )
        for each in ("治愈", "好转", "未愈")
    ),
    ("medical.settlements", {"type": "住院", "start": D, "end": E}, []),
    ("medical.settlements", {"type": "住院", "start": D, "end": E, "discharge": "好转", "refund": "1"}, []),
    (
        "medical.settlements",
        {"type": "住院", "start": D, "end": E, "discharge": "好转", "mutual_aid": 1},
        ["life.pharmacy 2026-03-05 confirmed"],
    ),
    ("medical.settlements", {"type": "门诊", "start": D, "end": D}, ["life.outpatient 2026-03-05 confirmed"]),
    (
        "medical.settlements",
        {"type": "门诊", "start": D, "end": D, "mutual_aid": 1},
        ["life.pharmacy 2026-03-05 confirmed"],
    ),
    ("medical.settlements", {"type": "门诊", "start": D, "end": D, "refund": "1", "mutual_aid": 1}, []),
    ("medical.settlements", {"type": "购药", "start": D, "end": D}, ["life.pharmacy 2026-03-05 confirmed"]),
    (
        "medical.settlements",
        {"type": "购药", "start": D, "end": D, "mutual_aid": 1},
        ["life.pharmacy 2026-03-05 confirmed"],
    ),
    ("medical.settlements", {"type": "购药", "start": D, "end": D, "refund": "1"}, []),
    *(
        ("transport.trips", {"date": D, "mode": mode}, ["life.rail_air 2026-03-05 confirmed"])
        for mode in ("铁路", "民航", "客运")
    ),
    ("transport.trips", {"date": D, "mode": "公交"}, ["life.bus 2026-03-05 confirmed"]),
    ("digital.logins", {"time": D, "result": "通过"}, ["life.face_login 2026-03-05 confirmed"]),
    ("digital.logins", {"time": D, "result": "未通过"}, []),
    ("bank.counter", {"date": D, "business": "存折换发"}, ["life.bank_counter 2026-03-05 confirmed"]),
    *(
        (
            "channels.certifications",
            {"time": D, "result": "通过", "channel": each},
            ["certification 2026-03-05 confirmed"],
        )
        for each in (
            "国家平台",
            "掌上12333",
            "四川人社",
            "四川e社保",
            "电子社保卡",
            "中国领事",
            "重庆人社",
            "川渝窗口",
            "异地协助",
        )
    ),
    ("channels.certifications", {"time": D, "result": "未通过", "channel": "国家平台"}, []),
]

WORK = [
    (
        "tax.wages",
        {"month": "2026-03", "income": 1},
        ["life.tax 2026-03-01 confirmed", "employment 2026-03-01 pending"],
    ),
    ("tax.wages", {"month": "2026-03", "income": 0}, ["life.tax 2026-03-01 confirmed"]),
    ("hrss.employments", {"start": D, "end": E}, ["employment 2026-03-05..2026-03-20 pending"]),
    ("hrss.pensions", {"month": "2026-12", "kind": "企业职工养老"}, ["pension_received 2026-12-01 pending"]),
    ("hrss.duplicates", {"benefit_id": "B1", "start": D}, ["duplicate_pension 2026-03-05 pending @B1"]),
    (
        "hrss.duplicates",
        {"benefit_id": "B1", "start": D, "end": E, "result": "保留"},
        ["duplicate_pension 2026-03-05..2026-03-20 pending cleared @B1"],
    ),
    (
        "hrss.duplicates",
        {"benefit_id": "B1", "start": D, "end": E, "result": "终止"},
        ["duplicate_pension 2026-03-05 pending @B1"],
    ),
    ("hrss.offers", {"date": D, "justified": "否"}, ["offer_refused 2026-03-05 pending"]),
    ("hrss.offers", {"date": D, "justified": "是"}, []),
    ("hrss.assessments", {"date": D, "conclusion": "伤残等级不再符合"}, ["disability_grade_lost 2026-03-05 pending"]),
    ("hrss.assessments", {"date": D, "conclusion": "护理等级不再符合"}, ["care_grade_lost 2026-03-05 pending"]),
    ("hrss.assessments", {"date": D, "conclusion": "等级下降", "amount": 186000}, ["question 2026-03-05"]),
    ("hrss.assessments", {"date": D, "conclusion": "拒不接受鉴定"}, ["assessment_refused 2026-03-05 pending"]),
    ("hrss.assessments", {"date": D, "conclusion": "拒绝治疗"}, ["treatment_refused 2026-03-05 pending"]),
    (
        "hrss.assessments",
        {"date": D, "conclusion": "恢复配合"},
        ["end assessment_refused 2026-03-05", "end treatment_refused 2026-03-05"],
    ),
    ("hrss.assessments", {"date": D, "conclusion": "恢复劳动能力"}, ["capacity_regained 2026-03-05 pending"]),
    ("hrss.retirements", {"date": D}, ["retirement 2026-03-05 pending"]),
]

REPORTS = [
    ("police.emigration", {"date": D}, ["emigration 2026-03-05 pending"]),
    ("police.enlistment", {"date": D}, ["enlistment 2026-03-05 pending"]),
    ("civil.adoptions", {"date": D}, ["adoption 2026-03-05 pending"]),
    ("monitoring.findings", {"type": "疑似服刑", "date": D}, ["imprisonment 2026-03-05 pending"]),
    ("monitoring.findings", {"type": "疑似就业", "date": D}, ["employment 2026-03-05 pending"]),
    (
        "monitoring.findings",
        {"type": "疑似重复领取", "date": D, "benefit_id": "B1"},
        ["duplicate_pension 2026-03-05 pending @B1"],
    ),
    ("monitoring.findings", {"type": "疑似重复领取", "date": D}, ["duplicate_pension 2026-03-05 pending"]),
    ("grassroots.reports", {"situation": "移居境外", "date": D}, ["emigration 2026-03-05 pending"]),
    ("grassroots.reports", {"situation": "服刑", "date": D}, ["imprisonment 2026-03-05 pending"]),
    ("grassroots.reports", {"situation": "失踪", "date": D}, ["question 2026-03-05"]),
    ("grassroots.reports", {"situation": "其他", "date": D}, ["question 2026-03-05"]),
    ("employers.reports", {"situation": "判刑", "date": D}, ["imprisonment 2026-03-05 pending"]),
    (
        "employers.reports",
        {"situation": "重复领取", "date": D, "benefit_id": "B1"},
        ["duplicate_pension 2026-03-05 pending @B1"],
    ),
    ("employers.reports", {"situation": "失踪", "date": D}, ["question 2026-03-05"]),
    ("employers.reports", {"situation": "其他", "date": D}, ["question 2026-03-05"]),
    ("declarations", {"situation": "移居境外", "date": D}, ["emigration 2026-03-05 pending"]),
    ("declarations", {"situation": "就业", "date": D}, ["employment 2026-03-05 pending"]),
    ("declarations", {"situation": "结婚", "date": D}, ["marriage 2026-03-05 pending"]),
    ("declarations", {"situation": "参军", "date": D}, ["enlistment 2026-03-05 pending"]),
    ("declarations", {"situation": "服刑", "date": D}, ["imprisonment 2026-03-05 pending"]),
    ("declarations", {"situation": "返回", "date": D}, ["end missing 2026-03-05 cleared", "end emigration 2026-03-05"]),
    ("declarations", {"situation": "其他", "date": D}, ["question 2026-03-05"]),
]

CASEWORK = [
    ("casework.facts", {"kind": "资格认证", "start": D, "status": "已核实"}, ["certification 2026-03-05 confirmed #4"]),
    (
        "casework.facts",
        {"kind": "正当理由延期", "start": D, "end": E, "status": "已核实", "benefit_id": "B1"},
        ["deferral 2026-03-05..2026-03-20 confirmed #4 @B1"],
    ),
    ("casework.facts", {"kind": "死亡", "start": D, "status": "已否定"}, ["death 2026-03-05 refuted #4"]),
    (
        "casework.facts",
        {"kind": "detention", "start": D, "end": E, "outcome": "已澄清", "status": "confirmed"},
        ["detention 2026-03-05..2026-03-20 confirmed cleared #4"],
    ),
]

CASES = [*DEATHS, *MISSING, *CRIMINAL, *LIFE, *WORK, *REPORTS, *CASEWORK]


@pytest.mark.parametrize(("dataset", "row", "expected"), CASES)
def test_what_becomes_of_a_row(dataset: str, row: dict[str, str | int], expected: list[str]) -> None:
    assert told(dataset, **row) == expected


def test_every_rule_of_every_contract_is_met_by_a_case() -> None:
    """A rule is met where its contract without it tells one of the cases differently."""
    unmet = [
        (contract.dataset, at)
        for contract in CATALOGUE.values()
        for at in range(len(contract.facts))
        if not any(differs(contract, at, row) for dataset, row, _ in CASES if dataset == contract.dataset)
    ]
    assert unmet == []


def differs(contract: Contract, at: int, row: dict[str, str | int]) -> bool:
    rows = typed_rows(contract, row)
    without = contract.model_copy(update={"facts": contract.facts[:at] + contract.facts[at + 1 :]})
    return not facts_of(contract, rows).equals(facts_of(without, rows))


@pytest.mark.parametrize("dataset", CATALOGUE)
def test_each_dataset_gives_rows_of_one_shape_and_none_of_nothing(dataset: str) -> None:
    contract = CATALOGUE[dataset]
    empty = facts_of(contract, typed_rows(contract))
    assert (dict(empty.schema), len(empty)) == (GIVEN, 0)


def test_the_register_and_the_ledger_give_no_facts() -> None:
    assert [each.dataset for each in CATALOGUE.values() if each.role is Role.FACTS and not each.facts] == []
    assert not CATALOGUE["roster.persons"].facts + CATALOGUE["roster.payments"].facts


def test_rows_keep_their_line_person_record_case_and_employer() -> None:
    contract = CATALOGUE["police.custody"]
    row = {"start": D, "record_id": "R1", "record_status": "撤回", "case_number": "刑初1", "person": 9}
    fact = facts_of(contract, typed_rows(contract, {"start": E}, row)).row(1, named=True)
    kept = [fact[name] for name in ("line", "person", "record_id", "record_status", "case_number", "employer")]
    assert kept == [3, 9, "R1", "withdrawn", "刑初1", None]
    wages = CATALOGUE["tax.wages"]
    facts = facts_of(wages, typed_rows(wages, {"month": "2026-03", "employer": "甲", "income": 1}))
    assert facts["employer"].to_list() == ["甲", "甲"]


def test_a_row_of_nobody_in_the_register_gives_nothing() -> None:
    assert told("police.emigration", date=D, person=None) == []


def test_facts_come_in_the_order_of_the_lines() -> None:
    contract = CATALOGUE["civil.marriages"]
    rows = typed_rows(contract, *({"date": D, "type": "结婚"} for _ in range(3)))
    assert facts_of(contract, rows)["line"].to_list() == [2, 2, 3, 3, 4, 4]


def test_officers_may_record_every_kind_status_and_outcome_by_either_name() -> None:
    columns = {name: CATALOGUE["casework.facts"][name].words for name in ("kind", "status", "outcome")}
    for name, lists in (("kind", FACT_KINDS), ("status", STATUSES), ("outcome", OUTCOMES)):
        assert all(columns[name][word] == word and columns[name][said.zh] == word for word, said in lists.items())


def test_each_kind_that_a_delivery_can_report_has_a_dataset_that_gives_it() -> None:
    officers_only = {"unconfirmable", "other_stop", "other_suspend", "opening_stop", "opening_suspend", "deferral"}
    given = {kind for contract in CATALOGUE.values() for rule in contract.facts for kind in rule.kinds}
    assert {kind for kind in FactKind if kind not in given} == officers_only


def test_distinct_days_are_moved_once_each() -> None:
    """Many rows of one day, and a day that is not there, among them."""
    contract = CATALOGUE["police.missing"]
    row = {"since": "2020-01-01", "reported_on": "2024-08-29"}
    facts = facts_of(contract, typed_rows(contract, row, row, {"since": D}))
    assert facts["start"].cast(pl.String).to_list() == ["2024-02-29", "2024-02-29", D]
