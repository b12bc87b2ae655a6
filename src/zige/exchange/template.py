"""An empty workbook for a department to fill in: the headers of a contract, three rows as examples, what each means."""

from pathlib import Path
from typing import Any

import xlsxwriter

from zige.errors import RequestRefused
from zige.exchange.contract import Column, ColumnType, Contract
from zige.exchange.telling import TYPES, spellings, words_of

EXAMPLES = 3
EXPLANATIONS = ("列", "必填", "怎样填", "内容", "可用的写法", "也认这些标题", "English")
WIDTHS = (18, 6, 34, 44, 44, 44, 44)


def write_template(contract: Contract, file: Path) -> None:
    """Write the workbook; raises RequestRefused where the file cannot be written or is no .xlsx.

    Every cell is text: a number of 18 digits or a date that a spreadsheet has turned into one of its own comes back
    damaged.
    """
    if file.suffix.lower() != ".xlsx":
        zh, en = (
            "模板是 Excel 文件，请让文件名以 .xlsx 结尾",
            "a template is an Excel file: let its name end in .xlsx",
        )
        raise RequestRefused(f"{file.name}：{zh}", f"{file.name}: {en}")
    try:
        _write(contract, file)
    except (OSError, xlsxwriter.exceptions.FileCreateError):
        zh, en = (
            "写不了，请核对文件夹，或关闭打开它的程序",
            "cannot be written: check the folder, or close what uses it",
        )
        raise RequestRefused(f"{file.name}：{zh}", f"{file.name}: {en}") from None


def _write(contract: Contract, file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        text = book.add_format({"num_format": "@"})
        heads = {
            True: book.add_format({"bold": True, "num_format": "@", "bg_color": "#D6E4F5", "bottom": 1}),
            False: book.add_format({"num_format": "@", "bg_color": "#EEF3F9", "bottom": 1}),
        }
        _rows(book.add_worksheet(contract.title.zh[:31]), contract, text, heads)
        wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        _explanations(book.add_worksheet("填写说明"), contract, wrapped, heads[True])


def _rows(sheet: Any, contract: Contract, text: Any, heads: dict[bool, Any]) -> None:
    """Headers, required ones in bold, and the examples; columns are text down to the last row."""
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(contract.columns):
        sheet.set_column(at, at, _width(column), text)
        sheet.write_string(0, at, column.header, heads[column.required])
        for row, example in enumerate(column.examples[:EXAMPLES], start=1):
            sheet.write_string(row, at, example, text)


def _width(column: Column) -> int:
    """Wide enough for the header and the examples; Chinese characters take two places."""
    longest = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) for text in (column.header, *column.examples))
    return min(max(longest + 2, 10), 40)


def _explanations(sheet: Any, contract: Contract, wrapped: Any, head: Any) -> None:
    sheet.freeze_panes(1, 1)
    for at, (title, width) in enumerate(zip(EXPLANATIONS, WIDTHS, strict=True)):
        sheet.set_column(at, at, width, wrapped)
        sheet.write_string(0, at, title, head)
    for row, column in enumerate(contract.columns, start=1):
        for at, value in enumerate(_explained(column)):
            sheet.write_string(row, at, value, wrapped)


def _explained(column: Column) -> tuple[str, ...]:
    usual = "、".join(spellings(column, word)[0] for word in words_of(column))
    how = TYPES[column.type].zh if column.type is not ColumnType.WORD else "从可用的写法中选一个"
    english = f"{column.name}: {column.text.en}"
    return (
        column.header,
        "是" if column.required else "",
        how,
        column.text.zh,
        usual,
        "、".join((column.name, *column.aliases)),
        english,
    )
