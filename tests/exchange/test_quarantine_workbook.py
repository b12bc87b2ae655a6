"""The workbook of bad rows can be read by a clerk, corrected and sent back."""

import re
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from exchange.contracts_by_hand import CATALOGUE, DEATHS, GOOD, TODAY
from zige.exchange.checking import check
from zige.exchange.deliveries import open_delivery
from zige.exchange.quarantine_workbook import quarantine_workbook, reasons_of
from zige.exchange.recognising import columns_of, recognise

HEADER = ["证件号码", "姓名", "注销日期", "备注"]
BAD = pl.DataFrame(
    {
        "line": [3, 9, 12],
        "codes": [["name_missing"], ["date_invalid", "name_missing"], ["row_shape"]],
        "raw": [[GOOD, "", "2026-11-20", "=1+1"], ["007", "", "不详", ""], ["1", "b", "2026-11-20", "", "more"]],
    }
)


@pytest.fixture
def delivered(tmp_path: Path) -> Path:
    path = tmp_path / "死亡注销户口.xlsx"
    path.write_bytes(quarantine_workbook("死亡注销户口 2026年11月", HEADER, BAD))
    return path


def test_rows_stand_as_text_under_their_headers_with_line_and_reason(delivered: Path) -> None:
    (sheet,) = open_delivery(delivered)
    assert sheet.header == [*HEADER, "原文件行号", "退回原因"]
    (part,) = sheet.parts(100)
    rows = part.rows.drop("line").rows()
    assert rows[0][:5] == (GOOD, "", "2026-11-20", "=1+1", "3")
    assert rows[1][0] == "007"
    assert "没有姓名" in rows[0][5]
    assert re.match(r"1\. 日期.*；2\. 没有姓名", rows[1][5])
    assert rows[2][5].endswith("多出的内容：more")


def test_the_first_sheet_says_what_to_do_and_counts_the_reasons(delivered: Path) -> None:
    import python_calamine

    told = "\n".join(
        str(row[0])
        for row in python_calamine.CalamineWorkbook.from_path(str(delivered)).get_sheet_by_index(0).to_python()
    )
    assert told.startswith("死亡注销户口 2026年11月：3 行没有收下")
    assert "没有姓名：请填写（2 行）" in told
    assert "没有证件号码" not in told


def test_a_corrected_workbook_is_received_like_any_file(tmp_path: Path, delivered: Path) -> None:
    (sheet,) = open_delivery(delivered)
    (part,) = sheet.parts(100)
    with xlsxwriter.Workbook(str(delivered)) as book:
        book.add_worksheet("说明").write(0, 0, "…")
        rows = book.add_worksheet()
        for at, row in enumerate([sheet.header, [GOOD, "李四", *part.rows.drop("line").row(0)[2:]]]):
            rows.write_row(at, 0, row)
    (again,) = open_delivery(delivered)
    contract, _ = recognise(again.header, delivered.name, CATALOGUE)
    places, unknown = columns_of(contract, again.header, delivered.name)
    assert contract is DEATHS
    assert unknown == ["备注", "原文件行号", "退回原因"]
    (checked,) = [check(contract, each, places, TODAY) for each in again.parts(100)]
    assert (checked.rows.height, checked.quarantined.height) == (1, 0)


def test_one_reason_stands_without_a_number() -> None:
    assert reasons_of(["name_missing"]) == "没有姓名：请填写"
