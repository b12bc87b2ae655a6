"""The shipped contracts are the datasets of EXCHANGE §4, none left out, with the columns it lists (Arts. 4, 9, 11)."""

import re
from pathlib import Path

import pytest
import yaml

from exchange.typed import typed_rows
from zige.exchange.catalogue import SHIPPED, load_catalogue
from zige.exchange.contract import ColumnType, FactRule, SourceKind
from zige.exchange.mapping import facts_of
from zige.exchange.telling import becomes
from zige.kinds import BenefitKind, Relation, Standing

CATALOGUE = load_catalogue()
ID, CASE = "id_number! name!", "id_number! name! case_number"
LINKS = "record_id record_status birth_date sex region"

DATASETS = {
    "roster.persons": f"{ID} ethnicity residence! phone mobility disability",
    "roster.benefits": "id_number! benefit_id! kind! first_month! last_month monthly_amount! relation incapacitated"
    " standing! office! employer account last_certified",
    "roster.payments": "benefit_id! month! amount!",
    "police.deaths": f"{ID} death_date cancelled_on!",
    "police.missing": f"{ID} since! report! reported_on! found_on",
    "police.custody": f"{CASE} start! end reason",
    "police.wanted": f"{ID} start! end reason",
    "police.emigration": f"{ID} date!",
    "police.enlistment": f"{ID} date!",
    "police.border": f"{ID} date! direction!",
    "police.id_cards": f"{ID} date!",
    "procuratorate.arrests": f"{CASE} start end result",
    "court.judgments": f"{CASE} penalty! start! end execution!",
    "court.declarations": f"{ID} type! start! end",
    "justice.prison": f"{CASE} start! end release",
    "justice.parole": f"{CASE} start! end",
    "justice.corrections": f"{ID} start! end category!",
    "justice.reports": f"{ID} date! mode!",
    "civil.cremations": f"{ID} arrived_on cremated_on! valid!",
    "civil.marriages": f"{ID} date! type!",
    "civil.adoptions": f"{ID} date!",
    "health.death_certificates": f"{ID} death_date! issued_on!",
    "health.visits": f"{ID} date! type! mode",
    "medical.settlements": f"{ID} type! start! end! discharge refund mutual_aid",
    "tax.wages": f"{ID} month! employer! income!",
    "transport.trips": f"{ID} date! mode!",
    "digital.logins": f"{ID} time! result!",
    "hrss.employments": f"{ID} start! end employer!",
    "hrss.pensions": f"{ID} month! kind!",
    "hrss.duplicates": f"{ID} benefit_id! start! end result",
    "hrss.offers": f"{ID} date! justified!",
    "hrss.assessments": f"{ID} date! conclusion! amount",
    "hrss.retirements": f"{ID} date!",
    "monitoring.findings": f"{ID} type! date! benefit_id",
    "bank.counter": f"{ID} date! business!",
    "channels.certifications": f"{ID} channel! time! serial! result!",
    "grassroots.reports": f"{ID} situation! date!",
    "employers.reports": f"{ID} situation! date! benefit_id",
    "declarations": f"{ID} situation! date! declarant",
    "casework.facts": f"{ID} kind! start! end outcome status! benefit_id basis!",
}


def test_there_is_a_contract_for_every_dataset_and_no_other() -> None:
    assert set(CATALOGUE) == set(DATASETS)
    assert {file.stem for file in SHIPPED.iterdir()} == set(DATASETS)


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_contract_has_the_columns_listed_and_the_common_ones(dataset: str) -> None:
    columns = {column.name + ("!" if column.required else "") for column in CATALOGUE[dataset].columns}
    assert columns == {*DATASETS[dataset].split(), *LINKS.split()}


HEADERS = """roster.persons residence 居住类型 | roster.benefits standing 发放状态 | police.deaths cancelled_on 注销日期
    police.missing since 下落不明日期 | police.custody start 入所日期 | procuratorate.arrests result 处理结果
    court.judgments start 刑期起 | justice.prison release 释放类型 | civil.cremations valid 有效标识
    medical.settlements mutual_aid 共济支付金额 | tax.wages employer 扣缴单位 | hrss.offers justified 有无正当理由
    channels.certifications serial 流水号 | casework.facts basis 依据 | police.custody case_number 案号
    court.declarations record_id 记录编号 | court.declarations region 住址区划 | bank.counter id_number 证件号码"""


@pytest.mark.parametrize("entry", [entry.strip() for entry in re.split(r"[|\n]", HEADERS)])
def test_headers_are_the_chinese_ones(entry: str) -> None:
    dataset, column, header = entry.split()
    assert CATALOGUE[dataset][column].header == header


@pytest.mark.parametrize(
    ("dataset", "column", "alias"),
    [
        ("civil.cremations", "id_number", "szsfzhm"),
        ("civil.cremations", "name", "szxm"),
        ("civil.cremations", "arrived_on", "ytrgrq"),
        ("civil.cremations", "cremated_on", "szhhrq"),
        ("civil.cremations", "valid", "yxbs"),
        ("bank.counter", "id_number", "公民身份号码"),
        ("bank.counter", "name", "人员姓名"),
        ("court.judgments", "start", "xqqsrq"),
        ("medical.settlements", "end", "enddate"),
    ],
)
def test_headers_that_departments_use_are_known(dataset: str, column: str, alias: str) -> None:
    assert alias in CATALOGUE[dataset][column].aliases


@pytest.mark.parametrize(
    ("dataset", "column", "spellings"),
    [
        ("police.missing", "report", "亲属申报/户口暂注销"),
        ("police.custody", "reason", "无罪释放/不起诉/取保候审/判决送监/其他"),
        ("police.wanted", "reason", "归案/撤案/其他"),
        ("court.judgments", "penalty", "管制/拘役/有期徒刑/无期徒刑/死缓/死刑/缓刑/附加刑/免予刑事处罚/无罪"),
        ("justice.prison", "release", "刑满/假释/暂予监外执行/改判无罪"),
        ("justice.corrections", "category", "管制/缓刑/假释/暂予监外执行"),
        ("civil.cremations", "valid", "1/0"),
        ("medical.settlements", "discharge", "治愈/好转/未愈/死亡"),
        ("transport.trips", "mode", "铁路/民航/客运/公交"),
        ("roster.persons", "residence", "本地/川渝/省外/境外"),
        ("roster.persons", "mobility", "正常/病残/行动不便/卧床"),
        (
            "hrss.assessments",
            "conclusion",
            "伤残等级不再符合/护理等级不再符合/等级下降/拒不接受鉴定/拒绝治疗/恢复配合/恢复劳动能力",
        ),
        (
            "channels.certifications",
            "channel",
            "国家平台/掌上12333/四川人社/四川e社保/电子社保卡/中国领事/重庆人社/川渝窗口/异地协助",
        ),
    ],
)
def test_each_word_of_a_list_is_a_word_of_its_own(dataset: str, column: str, spellings: str) -> None:
    words = [CATALOGUE[dataset][column].words[spelling] for spelling in spellings.split("/")]
    assert sorted(words) == sorted(set(CATALOGUE[dataset][column].words.values()))


def test_the_registers_words_are_those_of_the_law() -> None:
    benefits = CATALOGUE["roster.benefits"]
    for column, words in (("kind", BenefitKind), ("relation", Relation), ("standing", Standing)):
        assert set(benefits[column].words.values()) == set(words)


def test_the_six_kinds_of_source_are_all_there() -> None:
    """9 数据来源: every dataset is of one of the six kinds of source."""
    assert {contract.source for contract in CATALOGUE.values()} == set(SourceKind)


@pytest.mark.parametrize("dataset", CATALOGUE)
def test_a_contract_says_what_the_source_register_needs(dataset: str) -> None:
    contract = CATALOGUE[dataset]
    entry = (contract.contact, contract.purpose.zh, contract.purpose.en, contract.department_name.en, contract.version)
    assert all(entry)
    assert all("条" in basis for basis in contract.legal_basis)


@pytest.mark.parametrize("dataset", CATALOGUE)
def test_what_becomes_of_a_row_is_said_for_every_rule_in_both_languages(dataset: str) -> None:
    said = becomes(CATALOGUE[dataset])
    assert len(said) >= len(CATALOGUE[dataset].facts)
    assert len({sentence.zh for sentence in said}) == len(said)
    for sentence in said:
        assert sentence.zh.endswith("。")
        assert sentence.en.endswith(".")
        assert not re.search(r"[\u4e00-\u9fff]", sentence.en)


def test_only_the_registers_lists_are_complete() -> None:
    """EXCHANGE §1: absence means nothing, unless the contract says that the list is complete."""
    complete = {contract.dataset for contract in CATALOGUE.values() if contract.absence == "complete"}
    assert complete == {"roster.persons", "roster.benefits"}


@pytest.mark.parametrize("dataset", CATALOGUE)
def test_examples_are_words_that_are_accepted_and_no_more_than_the_template_holds(dataset: str) -> None:
    for column in CATALOGUE[dataset].columns:
        given = [example for example in column.examples if example]
        assert len(column.examples) <= 3
        assert column.type is not ColumnType.WORD or all(example in column.words for example in given)
        assert given or not column.required, column.name


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_file_has_the_shape_of_the_standard(dataset: str) -> None:
    written = yaml.safe_load((SHIPPED / f"{dataset}.yaml").read_text("utf-8"))
    assert (written["apiVersion"], written["kind"], written["id"]) == ("v3.0.2", "DataContract", dataset)
    assert [table["logicalType"] for table in written["schema"]] == ["object"]
    assert [each["property"] for each in written["customProperties"]] == ["zige"]


def test_the_order_of_the_catalogue_is_that_of_the_names() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


@pytest.mark.parametrize("name", ["write-a-contract.md", "write-a-contract.zh-CN.md"])
def test_the_contract_in_the_manual_is_one(name: str, tmp_path: Path) -> None:
    """What a city copies from the manual works; every field of a rule is explained there."""
    text = (Path(__file__).parents[2] / "docs" / "how-to" / name).read_text("utf-8")
    example = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "apiVersion" in block)
    (tmp_path / "gas.inspections.yaml").write_text(example, "utf-8")
    contract = load_catalogue(tmp_path)["gas.inspections"]
    rows = typed_rows(contract, {"date": "2026-03-05", "met": "是"}, {"date": "2026-03-05", "met": "否"})
    assert facts_of(contract, rows)["line"].to_list() == [2]
    assert all(f"`{field}`" in text for field in (*FactRule.model_fields, *ColumnType) if field != "latest")
