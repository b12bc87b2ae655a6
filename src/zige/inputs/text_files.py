"""What a CSV file must look like, and where one does not: its header, its records, its encoding.

Bytes that are not UTF-8 are read as lone surrogates, so that the line they stand on can be named.
"""

import csv
import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from zige.errors import InputRefused

NOT_UTF8 = "不是 UTF-8 编码；请另存为 UTF-8 后再试", "this is not UTF-8; save the file as UTF-8 and try again"
UNPAIRED = "引号没有配对；请核对这一行的引号", "the quotes do not pair; check the quotes of this line"
DAMAGED = "无法读取，可能已损坏；请重新导出", "this cannot be read, perhaps it is damaged; export it again"
NO_PARQUET = "不是 Parquet 文件或已损坏；请重新导出", "this is no Parquet file, or it is damaged; export it again"
EMPTY = "文件为空；第一行应是表头", "the file is empty; its first line must be the header"
TWICE = "表头中此列出现两次；请只留一列", "this column stands twice; keep one"

LONE_QUOTE = re.compile(rb'[^",\r\n]"[^",\r\n]')
UNDECODED = re.compile("[\udc80-\udcff]")


def header_of(path: Path) -> list[str]:
    """The column names of a CSV file. Raises InputRefused where there are none, or one stands twice."""
    with _opened(path) as lines:
        names = next(csv.reader(lines), [])
    if not names:
        raise InputRefused(path.name, 1, None, None, *EMPTY)
    if UNDECODED.search("".join(names)):
        raise InputRefused(path.name, 1, None, None, *NOT_UTF8)
    for name in names:
        if names.count(name) > 1:
            raise InputRefused(path.name, 1, name, None, *TWICE)
    return names


def check_quotes(path: Path) -> None:
    """Raises InputRefused where text follows a closing quote, which engines read each in their own way.

    Such a quote has neither a quote nor an end of a value beside it; only a file that has one is read in full.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        doubtful = content.find(b'"') >= 0 and LONE_QUOTE.search(content)
    if doubtful and (refusal := _broken_record(path)):
        raise refusal


def line_of_record(path: Path, record: int) -> int:
    """The line on which a record begins, from 1; records are counted from 0 behind the header, empty lines are none."""
    with _opened(path) as lines:
        for number, (line, _) in enumerate(_records(lines), -1):
            if number == record:
                return line
    raise IndexError(record)


def unreadable(path: Path) -> InputRefused:
    """The refusal for a file that an engine could not read: its first record that is no record."""
    if path.suffix != ".csv":
        return InputRefused(path.name, None, None, None, *NO_PARQUET)
    return _broken_record(path) or InputRefused(path.name, None, None, None, *DAMAGED)


def _broken_record(path: Path) -> InputRefused | None:
    """The first record that is not UTF-8, has too many or too few values, or a quote that is not closed."""
    line = 1
    with _opened(path) as lines:
        try:
            width = 0
            for line, record in _records(lines):
                width = width or len(record)
                if UNDECODED.search("".join(record)):
                    return InputRefused(path.name, line, None, None, *NOT_UTF8)
                if len(record) != width:
                    return InputRefused(path.name, line, None, None, *_values(len(record), width))
        except csv.Error:
            return InputRefused(path.name, line + 1, None, None, *UNPAIRED)
    return None


def _records(lines: TextIO) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line on which it begins. Raises csv.Error for quotes that do not pair."""
    reader = csv.reader(lines, strict=True)
    begins = 1
    for record in reader:
        if record:
            yield begins, record
        begins = reader.line_num + 1


def _values(found: int, expected: int) -> tuple[str, str]:
    return (
        f"这一行有 {found} 个值，表头有 {expected} 列；请核对逗号和引号",
        f"this line has {found} values, the header has {expected}; check commas and quotes",
    )


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
