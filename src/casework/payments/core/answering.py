"""The core system's answer to a list: which lines it accepted and which it rejected, and why."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from casework.payments.core.mapping import Answer, Mapping
from casework.payments.models import Line
from zige.errors import InputRefused, RequestRefused
from zige.explain.masking import without_numbers

MOST_BYTES = 50 * 1024 * 1024
MOST_OF_MESSAGE = 200


class Answered(NamedTuple):
    """A line's position, whether it was accepted, and what the core system says of it."""

    position: int
    answer: Line.Answer
    said: str


def answers(file: str, content: bytes, mapping: Mapping, positions: frozenset[int]) -> list[Answered]:
    """Every row of the file, which belongs to a list with these positions.

    Raises RequestRefused for a file that is no such answer, InputRefused for the first row that cannot be one; a
    part of the lines may be answered, each once.
    """
    reader = csv.DictReader(StringIO(_text(content), newline=""))
    try:
        names = _columns(reader.fieldnames or [], mapping)
        found = list(_rows(file, reader, names, mapping.answer, positions))
    except csv.Error:
        raise RequestRefused(
            f"{file} 不是可以读取的 CSV；请从核心系统重新导出", f"{file} is no CSV that can be read: export it anew"
        ) from None
    if not found:
        raise RequestRefused(f"{file} 没有一行回执；请核对文件", f"{file} answers no line: check the file")
    return found


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise RequestRefused("回执文件过大；请核对文件", "the answer is too large: check the file")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RequestRefused(
        "回执既不是 UTF-8 也不是 GB18030 文字；请另存为 CSV", "the answer is neither UTF-8 nor GB18030: save it as CSV"
    )


def _columns(header: Sequence[str], mapping: Mapping) -> tuple[str, str, str]:
    """What the file calls the columns of line, result and message; the last may be absent."""
    said = mapping.answer
    of_line = mapping.column(said.line)
    also = {said.line: {of_line.name, f"{of_line.code} {of_line.name}"} if of_line else set()}
    found = [
        next((name for name in header if name.strip() in {code} | also.get(code, set())), "")
        for code in (said.line, said.result, said.message)
    ]
    for code, name in zip((said.line, said.result), found, strict=False):
        if not name:
            raise RequestRefused(
                f"回执没有 {code} 列；请核对文件，或在 core-system.yaml 的 answer 中改列名",
                f"the answer has no column {code}: check the file, or name the column in answer of core-system.yaml",
            )
    return found[0], found[1], found[2]


def _rows(
    file: str, reader: "csv.DictReader[str]", names: tuple[str, str, str], said: Answer, positions: frozenset[int]
) -> Iterator[Answered]:
    seen: set[int] = set()
    line_column, result_column, message_column = names
    for row in reader:
        at, written, result = reader.line_num, (row[line_column] or "").strip(), (row[result_column] or "").strip()
        if not written.isascii() or not written.isdigit() or int(written) not in positions:
            raise InputRefused(file, at, line_column, written, "清单中没有这一行", "is no line of the list")
        if int(written) in seen:
            raise InputRefused(file, at, line_column, written, "这一行已经答复过一次", "is answered twice")
        if result not in (*said.accepted, *said.rejected):
            zh, en = "不是 core-system.yaml 中的结果代码", "is no result of core-system.yaml"
            raise InputRefused(file, at, result_column, result, zh, en)
        seen.add(int(written))
        answer = Line.Answer.ACCEPTED if result in said.accepted else Line.Answer.REJECTED
        yield Answered(int(written), answer, without_numbers(row.get(message_column) or "").strip()[:MOST_OF_MESSAGE])
