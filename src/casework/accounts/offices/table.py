"""A file of regions or offices as rows of text, each with its line."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from zige.errors import DeliveryRefused
from zige.exchange.deliveries import open_delivery
from zige.exchange.sheets import LINE, Sheet, columns_of_width

AT_ONCE = 10_000

CHINESE = {
    "区划代码": "code",
    "编号": "number",
    "名称": "name",
    "层级": "level",
    "上级": "parent",
    "类别": "kind",
    "所在区划": "region",
    "部门代码": "department",
    "主管部门": "under",
}


@dataclass(frozen=True)
class Line:
    """One row: its values by column, blanks stripped, and where it stands."""

    file: str
    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def refuse(self, zh: str, en: str) -> NoReturn:
        """Raises DeliveryRefused that names the line."""
        raise DeliveryRefused(self.file, f"第 {self.number} 行：{zh}", f"line {self.number}: {en}")


def sheet_of(path: Path) -> Sheet:
    """The one table of a file. Raises DeliveryRefused."""
    sheets = open_delivery(path)
    if len(sheets) != 1:
        raise DeliveryRefused(
            path.name, "压缩包里不止一个文件；请逐个导入", "several files in one; import them one by one"
        )
    return sheets[0]


def columns_of(sheet: Sheet) -> list[str]:
    """The names of its columns in English."""
    return [CHINESE.get(name.strip(), name.strip().lower()) for name in sheet.header]


def lines_of(sheet: Sheet) -> Iterator[Line]:
    """Its rows. Raises DeliveryRefused for one of another shape than the header."""
    columns = columns_of(sheet)
    for part in sheet.parts(AT_ONCE):
        if part.misshapen.height:
            Line(sheet.name, part.misshapen[LINE][0], {}).refuse(
                "列数与表头不同；请核对逗号和引号",
                "it has another number of columns than the header; check commas and quotes",
            )
        texts = part.rows.select(columns_of_width(len(columns))).fill_null("")
        for number, row in zip(part.rows[LINE], texts.iter_rows(), strict=True):
            yield Line(sheet.name, number, {name: value.strip() for name, value in zip(columns, row, strict=True)})


def once(lines: Iterable[Line], key: Callable[[Line], str]) -> Iterator[Line]:
    """The lines, each of another key. Raises DeliveryRefused for the second one of a key."""
    seen: dict[str, int] = {}
    for line in lines:
        before = seen.setdefault(key(line), line.number)
        if before != line.number:
            line.refuse(
                f"“{key(line)}”与第 {before} 行重复；请只留一行", f"'{key(line)}' stands in line {before} too; keep one"
            )
        yield line
