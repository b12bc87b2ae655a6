"""What leaves the home for other offices: lists with names and, where a system needs them, numbers (Arts. 12, 16).

Whoever exports answers for the file; nothing of it is logged.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl
import xlsxwriter

from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.identity.register import Register
from zige.law.lawbook import load_lawbook
from zige.law.months import parse_month
from zige.receiving.registers import register_of
from zige.running.chinese import in_chinese
from zige.running.outputs import LEVELS
from zige.store import runs
from zige.store.home import Home
from zige.store.runs import Run
from zige.store.writing import whole_file, whole_folder

HEADERS = {
    "benefit_id": "待遇编号",
    "id_number": "证件号码",
    "name": "姓名",
    "kind": "险种",
    "month": "认定年月",
    "standing": "状态",
    "grounds": "情形",
    "action": "处理",
    "monthly_amount": "月待遇金额",
    "settlement": "补发或追回",
    "back_pay_months": "补发年月",
    "overpaid_months": "多发年月",
    "day": "认证日期",
    "by": "认证依据",
    "silently": "无感",
    "task": "事项",
    "due_month": "应认证年月",
    "office": "经办机构区划",
    "employer": "单位",
    "residence": "居住类型",
    "mobility": "行动能力",
    "phone": "手机号",
    "county": "县",
    "town": "镇街",
    "village": "村社",
    "region": "居住地区划",
    "last_certified": "最近认证",
    "certified_by": "认证依据",
    "dataset": "数据集",
    "number": "批次序号",
    "line": "行号",
    "birth_date": "出生日期",
    "sex": "性别",
    "may_be": "可能是",
    "level": "匹配级别",
    "score": "可能性",
    "reason_zh": "理由",
    "question": "待查事项",
    "told_of": "所指日期",
    "other_name": "另一人",
}
SUFFIXES = (".csv", ".xlsx")
CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001
"""What a workbook says of when it was made: not the clock's time, which would make a copy another file."""
FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a text begins that a spreadsheet would work out when it opens a CSV file."""


def payments(home: Home, run: Run) -> pl.DataFrame:
    """The proposal for payment: every benefit with its standing, what changes, and what is to be settled."""
    columns = ("month", "standing", "action", "grounds", "settlement", "back_pay_months", "overpaid_months")
    told = _with_people(home, run, run.table(runs.DETERMINATIONS))
    amount = (pl.col("monthly_amount").cast(pl.Decimal(18, 2)) / 100).cast(pl.Decimal(18, 2))
    due = pl.when(pl.col("standing") == "continue").then(amount).otherwise(pl.lit(0)).cast(pl.Decimal(18, 2))
    return told.with_columns(monthly_amount=due).select(
        "benefit_id", "id_number", "name", "kind", "office", "monthly_amount", *columns
    )


def certified(home: Home, run: Run) -> pl.DataFrame:
    """Who was certified in the month, when and by what; the name without the number."""
    people = _register(home, run).persons.select("person", "name", "region")
    told = run.table(runs.CERTIFIED).join(people, on="person", how="left")
    listed = told.select("name", "region", "day", "by", "silently").sort("region", "name", "day", "by")
    return _in_chinese(home, run, listed)


def cases(home: Home, run: Run) -> pl.DataFrame:
    """Whom to verify, remind and visit, and what changes in payment."""
    return _in_chinese(home, run, run.sealed(home, runs.LISTS).drop("person"))


def _in_chinese(home: Home, run: Run, table: pl.DataFrame) -> pl.DataFrame:
    book = load_lawbook(home.rulebooks).at(parse_month(run.month))
    return in_chinese(table, book, load_catalogue(home.contracts))


def monitoring(home: Home, run: Run) -> pl.DataFrame:
    """The results for provincial monitoring, by number."""
    told = _with_people(home, run, run.table(runs.MONITORING).drop("kind", "office"))
    columns = ("month", "standing", "action", "grounds", "last_certified", "due_month", "certified_by", "silently")
    return told.select("benefit_id", "id_number", "name", "kind", "office", *columns)


def candidates(home: Home, run: Run) -> pl.DataFrame:
    """The rows that a person must assign: what was written, and who it may be."""
    people = _register(home, run).persons.select("person", may_be="name")
    told = run.sealed(home, runs.OPEN_CANDIDATES).join(people, on="person", how="left", maintain_order="left")
    written = [name for name in ("name", "id_number", "birth_date", "sex", "region") if name in told.columns]
    listed = told.select("dataset", "number", "line", *written, "may_be", "level", "score", "reason_zh")
    return _in_chinese(home, run, listed)


def questions(home: Home, run: Run) -> pl.DataFrame:
    """What an officer must find out about whom."""
    people = _register(home, run).persons.select("person", "name", "region")
    others = people.select(other="person", other_name="name")
    told = run.table(runs.QUESTIONS).join(people, on="person", how="left", maintain_order="left")
    told = told.join(others, on="other", how="left", maintain_order="left")
    told = told.rename({"kind": "question", "day": "told_of"})
    columns = ("name", "region", "question", "told_of", "other_name", "dataset", "number", "line")
    return _in_chinese(home, run, told.select(*columns))


EXPORTS: dict[str, Callable[[Home, Run], pl.DataFrame]] = {
    "payments": payments,
    "certified": certified,
    "cases": cases,
    "monitoring": monitoring,
    "candidates": candidates,
    "questions": questions,
}


def export(home: Home, run: Run, what: str, out: Path) -> int:
    """Write one of EXPORTS to a CSV or XLSX file; the number of rows. Raises RequestRefused."""
    if what not in EXPORTS:
        names = "、".join(EXPORTS), ", ".join(EXPORTS)
        raise RequestRefused(
            f"没有“{what}”这种导出；可用：{names[0]}、lists", f"no export '{what}'; there are {names[1]}, lists"
        )
    if out.suffix not in SUFFIXES or not out.parent.is_dir():
        raise RequestRefused(
            f"--out {out} 须是已有目录中的 .csv 或 .xlsx 文件",
            f"--out {out} must be a .csv or .xlsx in a folder that exists",
        )
    table = EXPORTS[what](home, run)
    with whole_file(out) as partial:
        write_table(table, partial)
    return table.height


def export_lists(home: Home, run: Run, folder: Path) -> int:
    """Write a workbook for each county, town and village that has something to do; the number of files."""
    check_new_folder(folder)
    with whole_folder(folder) as new:
        return len(write_lists(cases(home, run), new, LEVELS))


def check_new_folder(folder: Path) -> None:
    """Raises RequestRefused where a folder to be written exists or the one above it does not."""
    if folder.exists() or not folder.parent.is_dir():
        raise RequestRefused(
            f"--out {folder} 须是尚不存在的目录", f"--out {folder} must be a folder that does not exist yet"
        )


def write_lists(table: pl.DataFrame, folder: Path, levels: Iterable[str]) -> dict[str, int]:
    """Write a workbook for each office of these levels, as `town/511102001.xlsx`; the rows of each."""
    rows = {}
    for path, part in _by_office(table, levels):
        (folder / path).parent.mkdir(exist_ok=True)
        write_table(part, folder / path)
        rows[path] = part.height
    return rows


def write_table(table: pl.DataFrame, path: Path) -> None:
    """A table with Chinese headers, the same bytes for the same table.

    Text stays text, so that no number loses digits and nothing becomes a formula.
    """
    headers = {name: HEADERS.get(name, name) for name in table.columns}
    if path.suffix == ".csv":
        _as_texts(_without_formulas(table)).rename(headers).write_csv(path, include_bom=True)
        return
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED})
        _as_texts(table).rename(headers).write_excel(book, "名单", autofit=True, freeze_panes=(1, 0))


def _as_texts(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(pl.all().cast(pl.String).fill_null(""))


def _without_formulas(table: pl.DataFrame) -> pl.DataFrame:
    """An apostrophe before what looks like a formula; amounts are numbers, a benefit's id is read by systems."""
    texts = pl.col(pl.String).exclude("benefit_id")
    return table.with_columns(pl.when(texts.str.contains(FORMULA)).then("'" + texts).otherwise(texts).name.keep())


def _by_office(table: pl.DataFrame, levels: Iterable[str]) -> Iterator[tuple[str, pl.DataFrame]]:
    for level in levels:
        placed = table.filter(pl.col(level).is_not_null(), pl.col(level) != "")
        for (code,), rows in placed.partition_by(level, as_dict=True, maintain_order=True).items():
            yield f"{level}/{code}.xlsx", rows


def _register(home: Home, run: Run) -> Register:
    """The register that the run knew, so that what is exported of a run stays the same."""
    return register_of(home, parse_month(run.month), frozenset(run.receipt["batches"]))


def _with_people(home: Home, run: Run, table: pl.DataFrame) -> pl.DataFrame:
    """The table with the number and name of each person, and the kind, office and amount of each benefit."""
    register = _register(home, run)
    people = register.persons.select("person", "id_number", "name")
    held = register.benefits.select("benefit_id", "kind", "office", "monthly_amount")
    joined = table.join(people, on="person", how="left").join(held, on="benefit_id", how="left")
    return joined.sort("benefit_id")
