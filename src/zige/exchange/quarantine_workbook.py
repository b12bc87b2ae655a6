"""The workbook by which a department gets its bad rows back: what they are, why, and what to do (EXCHANGE §1).

The sheet of rows has the headers of the delivered file, so that it can be corrected and sent back as it is; its own
two columns are unknown to every contract and left out when it is read.
"""

import io

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from zige.exchange.reasons import LINE_HEADER, REASON_HEADER, REASONS
from zige.exchange.sheets import LINE

MOST_ROWS = 1_000_000
"""A sheet holds 1,048,576 rows; further bad rows come out when the first ones are corrected."""
WIDTH, REASON_WIDTH = 18, 60


def quarantine_workbook(title: str, header: list[str], quarantined: pl.DataFrame) -> bytes:
    """The XLSX of quarantined rows (`line`, `codes`, `raw`); every value is text, so that no number loses digits.

    `title` says which delivery it was. Sheet 1 tells what to do, with a count for each reason; sheet 2 has the rows.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        _tell(book, title, quarantined, bold)
        _list(book, header, quarantined.head(MOST_ROWS), bold)
    return content.getvalue()


def reasons_of(codes: list[str]) -> str:
    """The sentences of several codes in Chinese."""
    return (
        "；".join(f"{at}. {REASONS[code].zh}" for at, code in enumerate(codes, 1))
        if len(codes) > 1
        else REASONS[codes[0]].zh
    )


def _tell(book: Workbook, title: str, quarantined: pl.DataFrame, bold: Format) -> None:
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 110)
    counts = quarantined["codes"].explode().value_counts()
    found = dict(counts.iter_rows())
    lines = [
        f"{title}：{quarantined.height} 行没有收下，列在“退回数据”表中。",
        "请在“退回数据”表中逐行改正，不要改表头；“原文件行号”和“退回原因”两列可以保留。",
        "改好后只需把本文件送回，已经收下的行不必再送。",
        "证件号码一列是文本格式，请不要改成数字。",
        "退回原因：",
        *(f"{REASONS[code].zh}（{found[code]} 行）" for code in REASONS if code in found),
    ]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, bold if row == 0 else None)


def _list(book: Workbook, header: list[str], quarantined: pl.DataFrame, bold: Format) -> None:
    """Values that a misshapen row has beyond the header stand behind its reasons, where nothing is lost."""
    sheet = book.add_worksheet("退回数据")
    text = book.add_format({"num_format": "@"})
    width = len(header)
    sheet.set_column(0, max(0, width - 1), WIDTH, text)
    sheet.set_column(width + 1, width + 1, REASON_WIDTH)
    sheet.freeze_panes(1, 0)
    for at, name in enumerate([*header, LINE_HEADER, REASON_HEADER]):
        sheet.write_string(0, at, name, bold)
    for row, (line, codes, raw) in enumerate(quarantined.select(LINE, "codes", "raw").iter_rows(), 1):
        for at, value in enumerate(raw[:width]):
            sheet.write_string(row, at, value, text)
        sheet.write_string(row, width, str(line))
        sheet.write_string(row, width + 1, _with_surplus(codes, raw[width:]))


def _with_surplus(codes: list[str], surplus: list[str]) -> str:
    extra = [value for value in surplus if value.strip()]
    return reasons_of(codes) + (f"；多出的内容：{'，'.join(extra)}" if extra else "")
