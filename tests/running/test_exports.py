"""Lists that leave the home: people read Chinese words, systems read codes (Arts. 12, 16)."""

import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import python_calamine

from homes import BORDER, DEATHS, LI, PEOPLE, ZHANG, House, opened_house, who
from identity.people import number
from zige.errors import RequestRefused
from zige.kinds import BenefitKind, FactKind
from zige.running.exporting import EXPORTS, export, export_lists, write_table
from zige.store.runs import Run
from zige.tables import Action, Attention


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = opened_house(tmp_path_factory.mktemp("house"))
    house.run("2026-01")
    house.deliver("死亡.csv", "2026-02-03", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")
    house.deliver("出入境.csv", "2026-02-03", BORDER, f"R1,新增,{who(LI)},2026-01-09,出境")
    return house


@pytest.fixture(scope="module")
def run(house: House) -> Run:
    return house.run("2026-02")


def rows(house: House, run: Run, what: str, path: Path) -> list[dict[str, str]]:
    export(house.home, run, what, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_cases_are_told_in_chinese(house: House, run: Run, tmp_path: Path) -> None:
    (told,) = (row for row in rows(house, run, "cases", tmp_path / "a.csv") if row["待遇编号"] == ZHANG.benefit)
    assert {name: told[name] for name in ("姓名", "险种", "事项", "状态", "居住类型", "行动能力", "县")} == {
        "姓名": ZHANG.name, "险种": "企业职工基本养老金", "事项": "核实", "状态": "续发", "居住类型": "本地", "行动能力": "正常",
        "县": "511102",
    }  # fmt: skip
    assert "证件号码" not in told


def test_who_is_certified_is_told_in_chinese_and_without_a_number(house: House, run: Run, tmp_path: Path) -> None:
    told = rows(house, run, "certified", tmp_path / "a.csv")
    assert told == [
        {"姓名": LI.name, "居住地区划": LI.region, "认证日期": "2026-01-09", "认证依据": "出入境", "无感": "是"}
    ]


def test_questions_say_in_chinese_what_is_to_be_found_out_and_about_whom(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    house.deliver("基层月报.csv", "2026-02-03", "证件号码,姓名,情形,发生日期", f"{who(LI)},失踪,2026-01-09")
    (told,) = rows(house, house.run("2026-02"), "questions", tmp_path / "a.csv")
    assert told == {
        "姓名": LI.name, "居住地区划": LI.region, "待查事项": "核查报告所说的情形", "所指日期": "2026-01-09", "另一人": "",
        "数据集": "基层月报", "批次序号": "3", "行号": "2",
    }  # fmt: skip


def test_a_question_about_two_people_names_both(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    twin = replace(ZHANG, number=number("511102", "19500305", 3), benefit="B090")
    house.rosters("2026-02", "2026-02-05", *PEOPLE, twin)
    (told,) = rows(house, house.run("2026-02"), "questions", tmp_path / "a.csv")
    assert (told["姓名"], told["另一人"]) == (ZHANG.name, ZHANG.name)
    assert told["待查事项"] == "疑似一人两个号码"


def test_rows_to_assign_name_their_dataset_in_chinese(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    wrong = LI.number[:-1] + ("0" if LI.number[-1] != "0" else "1")
    house.deliver("死亡.csv", "2026-02-03", DEATHS, f"{wrong},{LI.name},2026-01-20,2026-01-25")
    (told,) = rows(house, house.run("2026-02"), "candidates", tmp_path / "a.csv")
    assert (told["数据集"], told["可能是"]) == ("死亡注销户口", LI.name)


@pytest.mark.parametrize("words", [Attention, Action, FactKind, BenefitKind])
def test_no_code_is_left_in_lists_for_people(house: House, run: Run, words: type) -> None:
    for what in ("cases", "certified"):
        table = EXPORTS[what](house.home, run)
        values = {value for name in table.columns for value in table[name].cast(pl.String).drop_nulls()}
        assert values & set(map(str, words)) == set()


@pytest.mark.parametrize("what", ["payments", "monitoring"])
def test_systems_get_codes_and_numbers(house: House, run: Run, tmp_path: Path, what: str) -> None:
    told = rows(house, run, what, tmp_path / "a.csv")
    assert [(row["待遇编号"], row["证件号码"]) for row in told] == [(each.benefit, each.number) for each in PEOPLE]
    assert {row["状态"] for row in told} == {"continue", "suspend", "stop"}


FORMULAS = ["=1+1", "+86", "-x", "@x", "\tx", "＝1+1", "张-三", "张三"]


def written(folder: Path, suffix: str) -> Path:
    amounts = pl.Series([-300, *range(len(FORMULAS) - 1)]).cast(pl.Decimal(18, 2))
    path = folder / f"a{suffix}"
    write_table(pl.DataFrame({"name": FORMULAS, "benefit_id": FORMULAS, "settlement": amounts}), path)
    return path


def test_no_name_in_a_text_file_is_a_formula(tmp_path: Path) -> None:
    """A spreadsheet that opens the file works nothing out; what systems read is as it was."""
    with written(tmp_path, ".csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    assert [row["姓名"] for row in told] == ["'=1+1", "'+86", "'-x", "'@x", "'\tx", "'＝1+1", "张-三", "张三"]
    assert [row["待遇编号"] for row in told] == FORMULAS
    assert told[0]["补发或追回"] == "-300.00"


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, ".xlsx")) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    cells = python_calamine.load_workbook(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert [row[0] for row in cells[1:]] == FORMULAS


def test_each_county_town_and_village_has_a_workbook(house: House, run: Run, tmp_path: Path) -> None:
    count = export_lists(house.home, run, tmp_path / "lists")
    files = {str(path.relative_to(tmp_path / "lists")) for path in (tmp_path / "lists").rglob("*.xlsx")}
    assert len(files) == count
    assert {"county/511102.xlsx", "town/511102001.xlsx", "village/511102001001.xlsx"} <= files
    with pytest.raises(RequestRefused, match="does not exist yet"):
        export_lists(house.home, run, tmp_path / "lists")


@pytest.mark.parametrize(("what", "out"), [("nothing", "a.csv"), ("cases", "a.txt"), ("cases", "none/a.csv")])
def test_what_cannot_be_exported_is_refused(house: House, run: Run, tmp_path: Path, what: str, out: str) -> None:
    with pytest.raises(RequestRefused):
        export(house.home, run, what, tmp_path / out)
    assert list(tmp_path.iterdir()) == []
