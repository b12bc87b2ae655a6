"""Every refusal of LAW §8 with its whole message, in both languages: from CSV, from Parquet and from tables in memory."""

from pathlib import Path
from typing import NamedTuple

import pytest

from inputs.tables_given import CSV, FRAME, LI, PARQUET, STRANGER, WANG, WRONG, Handing, sound, spoilt, taken_in
from running import Rows
from zige.backends import open_backend
from zige.errors import InputRefused
from zige.inputs.given import given_file
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID, Table

MONTH = "不是年月；请写成 2026-11 的样子", "not a month; write it like 2026-11"
DATE = "不是日期；请写成 2026-11-30 的样子", "not a date; write it like 2026-11-30"
MONEY = (
    "不是金额；请写成 1234.56 的样子（至多两位小数）",
    "not an amount; write it like 1234.56, with at most two decimal places",
)
BELOW_ZERO = "待遇金额不能小于零", "an entitlement cannot be below zero"
INTEGER = "不是整数；请写成 1 的样子", "not an integer; write it like 1"
TRUTH = "不是 true 或 false", "neither true nor false"
REQUIRED = "必填而为空；请填写", "this value is required; fill it in"
NUMBER = (
    "不是校验码正确的 18 位公民身份号码；请核对号码（末位 X 须大写）",
    "not an 18-character citizen number with a right check digit; check the number (a final X is upper case)",
)
END = "早于起始日期；请核对起止日期", "this end lies before the start; check both days"
CLEARED = "结果为 cleared 的事实须有结束日期（end）", "a fact that was cleared needs an end"
DEFERRAL = "正当理由（deferral）须有结束日期（end）", "a deferral needs an end"
TWICE = "同一待遇出现两次；请只留一行", "this benefit is listed twice; keep one row"
TWO_AMOUNTS = "同一待遇同一月份有两个金额；请只留一行", "two amounts for one benefit and month; keep one row"
SAME_VERSION = (
    "同一事实的两行收到日期与版本号都相同；请改正其一的版本号",
    "two rows of one fact have the same received date and version; correct one version",
)
ANOTHERS = (
    "此待遇属于另一人；请核对 id_number 或 benefit_id",
    "this benefit is another person's; check id_number or benefit_id",
)
UNKNOWN = (
    "待遇名册中没有此待遇；请补入名册或删去此行",
    "this benefit is not in the benefits; add it there or remove the row",
)
STANDINGS = "continue", "suspend", "stop"
RELATIONS = "spouse", "child", "grandchild", "sibling", "parent", "grandparent"
STATUSES = "pending", "confirmed", "refuted"
BENEFIT_KINDS = (
    *("pension.enterprise", "pension.civil", "pension.resident", "pension.land", "unemployment"),
    *("injury.disability", "injury.care", "injury.survivor"),
)


def not_one_of(words: tuple[str, ...]) -> tuple[str, str]:
    return f"不在允许的取值内：{'、'.join(words)}", f"not one of {', '.join(words)}"


def differ_in(column: str) -> tuple[str, str]:
    return (
        f"同一事实各版本的 {column} 不一致；不同的事实请用不同的 fact_id",
        f"versions of one fact differ in {column}; give different facts different fact_ids",
    )


class Refusal(NamedTuple):
    """Values that spoil the second row of a table, what the message names, and what it says."""

    table: Table
    spoil: dict[str, str]
    column: str
    shown: str | None
    says: tuple[str, str]

    def __str__(self) -> str:
        return f"{self.table.name}: {self.spoil}"


def value(table: Table, column: str, wrong: str, says: tuple[str, str]) -> Refusal:
    """A value that is wrong by itself, and is shown."""
    return Refusal(table, {column: wrong}, column, wrong, says)


def empty(table: Table, column: str) -> Refusal:
    return Refusal(table, {column: ""}, column, None, REQUIRED)


REFUSALS = [
    # An empty required value, department too.
    *(
        empty(table, column.name)
        for table in (BENEFITS, FACTS, AMOUNTS, PAID)
        for column in table.columns
        if column.required
    ),
    # An unknown kind, status, relation, standing or outcome.
    value(BENEFITS, "kind", "pension.army", not_one_of(BENEFIT_KINDS)),
    value(BENEFITS, "kind", "Pension.Civil", not_one_of(BENEFIT_KINDS)),
    value(BENEFITS, "relation", "cousin", not_one_of(RELATIONS)),
    value(BENEFITS, "standing_before", "resume", not_one_of(STANDINGS)),
    value(FACTS, "status", "true", not_one_of(STATUSES)),
    value(FACTS, "outcome", "acquitted", not_one_of(("cleared", "convicted"))),
    # A citizen number that is not 18 characters with a right check digit.
    Refusal(BENEFITS, {"id_number": WRONG}, "id_number", "511102************", NUMBER),
    Refusal(BENEFITS, {"id_number": LI[:17]}, "id_number", "511102***********", NUMBER),
    Refusal(BENEFITS, {"id_number": LI + "0"}, "id_number", "511102*************", NUMBER),
    Refusal(BENEFITS, {"id_number": "51113219651219932x"}, "id_number", "511132************", NUMBER),
    Refusal(BENEFITS, {"id_number": "５１１１０２195001010019"}, "id_number", "５１１１０２************", NUMBER),
    Refusal(BENEFITS, {"id_number": "Li Xiaoming"}, "id_number", "Li Xia*****", NUMBER),
    # A broken date, month, amount, truth value or version.
    *(value(BENEFITS, "first_month", wrong, MONTH) for wrong in ("2026-13", "2026-00", "2026-1", "202601", "0000-01")),
    *(value(BENEFITS, column, "2026-11-01", MONTH) for column in ("last_month", "cycle_from")),
    *(value(FACTS, "start", wrong, DATE) for wrong in ("2026-02-29", "2026-1-05", "20260105", "2026-01-32", "today")),
    *(value(FACTS, column, "2026-11", DATE) for column in ("end", "received")),
    *(
        value(BENEFITS, "monthly_amount", wrong, MONEY)
        for wrong in ("1,000.00", "1000.005", "1e3", "¥5", "+5", "5.", "NaN")
    ),
    value(AMOUNTS, "amount", "many", MONEY),
    value(PAID, "amount", "--1", MONEY),
    value(PAID, "amount", "100000000000000000.00", MONEY),
    value(BENEFITS, "monthly_amount", "-0.01", BELOW_ZERO),
    value(AMOUNTS, "amount", "-1.00", BELOW_ZERO),
    *(value(BENEFITS, "incapacitated", wrong, TRUTH) for wrong in ("True", "1", "yes")),
    *(value(FACTS, "version", wrong, INTEGER) for wrong in ("1.5", "one", "1.0")),
    value(AMOUNTS, "from_month", "2026/03", MONTH),
    value(PAID, "month", "2026-14", MONTH),
    # An end before its start; `cleared` or a deferral without an end.
    Refusal(FACTS, {"end": "2026-01-04"}, "end", "2026-01-04", END),
    Refusal(FACTS, {"end": "", "outcome": "cleared"}, "outcome", "cleared", CLEARED),
    Refusal(FACTS, {"fact_id": "F9", "kind": "deferral", "end": "", "outcome": ""}, "kind", "deferral", DEFERRAL),
    # A payment for an unknown benefit.
    Refusal(PAID, {"benefit_id": "B9"}, "benefit_id", "B9", UNKNOWN),
]

CLASHES = [
    # Of rows that clash, the later is named.
    (Refusal(BENEFITS, {"benefit_id": "B1"}, "benefit_id", "B1", TWICE), 1),
    (Refusal(BENEFITS, {"benefit_id": "B3"}, "benefit_id", "B3", TWICE), 2),
    (Refusal(AMOUNTS, {"from_month": "2026-01"}, "from_month", "2026-01", TWO_AMOUNTS), 1),
    (Refusal(FACTS, {"version": "2", "received": "2026-03-09"}, "version", "2", SAME_VERSION), 2),
    (Refusal(FACTS, {"version": "02", "received": "2026-03-09"}, "version", "2", SAME_VERSION), 2),
    (Refusal(FACTS, {"id_number": WANG}, "fact_id", "F2", differ_in("id_number")), 2),
    (Refusal(FACTS, {"kind": "wanted"}, "fact_id", "F2", differ_in("kind")), 2),
    (Refusal(FACTS, {"benefit_id": "B3", "fact_id": "F9"}, "benefit_id", "B3", ANOTHERS), 1),
]  # fmt: skip

HANDINGS = [("duckdb", CSV), ("polars", PARQUET), ("polars", FRAME)]

# What a text is taken for is decided by the engine for amounts, versions and numbers, once for all engines otherwise.
ONCE_BY_ENGINE = {refusal.says: refusal for refusal in REFUSALS if refusal.says not in (MONEY, INTEGER, NUMBER)}
BY_ENGINE = [*ONCE_BY_ENGINE.values(), *(refusal for refusal in REFUSALS if refusal.says in (MONEY, INTEGER, NUMBER))]


def refused(engine: str, handing: Handing, folder: Path, tables: dict[Table, Rows]) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        taken_in(engine, handing, folder, tables)
    return caught.value


def message(handing: Handing, refusal: Refusal, row: int) -> tuple[str, str]:
    """The whole message in Chinese and in English."""
    place, line = handing.place(refusal.table), handing.line(row)
    zh = [place, *([f"第 {line} 行"] if line else []), f"{refusal.column} 列"]
    en = [place, *([f"line {line}"] if line else []), f"column {refusal.column}"]
    if refusal.shown is not None:
        zh, en = [*zh, f"值“{refusal.shown}”"], [*en, f"value '{refusal.shown}'"]
    return f"{'，'.join(zh)}：{refusal.says[0]}", f"{', '.join(en)}: {refusal.says[1]}"


@pytest.mark.parametrize("handing", [CSV, PARQUET, FRAME], ids=lambda handing: handing.name)
@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_wrong_value_is_refused(handing: Handing, refusal: Refusal, tmp_path: Path) -> None:
    assert_refused_in_these_words("polars", handing, refusal, tmp_path)


@pytest.mark.parametrize("refusal", BY_ENGINE, ids=str)
def test_a_wrong_value_is_refused_by_duckdb(refusal: Refusal, tmp_path: Path) -> None:
    assert_refused_in_these_words("duckdb", CSV, refusal, tmp_path)


def assert_refused_in_these_words(engine: str, handing: Handing, refusal: Refusal, tmp_path: Path) -> None:
    tables = spoilt(refusal.table, 1, **refusal.spoil)
    needed = {table: tables[table] for table in tables if table in (BENEFITS, FACTS, refusal.table)}
    error = refused(engine, handing, tmp_path, needed)
    assert (error.zh, error.en) == message(handing, refusal, 1)
    assert str(error) == error.en
    assert error.exit_status == 2


@pytest.mark.parametrize(("engine", "handing"), HANDINGS, ids=lambda given: getattr(given, "name", given))
@pytest.mark.parametrize(("refusal", "named"), CLASHES, ids=str)
def test_rows_that_clash_are_refused(
    engine: str, handing: Handing, refusal: Refusal, named: int, tmp_path: Path
) -> None:
    error = refused(engine, handing, tmp_path, spoilt(refusal.table, 1, **refusal.spoil))
    assert (error.zh, error.en) == message(handing, refusal, named)


def test_sound_tables_are_accepted_and_strangers_counted(tmp_path: Path) -> None:
    assert [taken_in(engine, handing, tmp_path, sound()) for engine, handing in HANDINGS] == [1, 1, 1]


def test_every_row_about_a_stranger_is_counted(tmp_path: Path) -> None:
    tables = sound()
    tables[FACTS].append(tables[FACTS][3] | {"version": "2"})
    assert taken_in("duckdb", CSV, tmp_path, tables) == 2


@pytest.mark.parametrize(("engine", "handing"), HANDINGS, ids=lambda given: getattr(given, "name", given))
def test_what_is_said_of_a_stranger_is_checked_all_the_same(engine: str, handing: Handing, tmp_path: Path) -> None:
    error = refused(engine, handing, tmp_path, spoilt(FACTS, 3, id_number=STRANGER[:17] + "9"))
    assert (error.column, error.line, error.value) == ("id_number", handing.line(3), "511123************")
    error = refused(engine, handing, tmp_path, spoilt(FACTS, 3, kind="rumour"))
    assert (error.column, error.line, error.value) == ("kind", handing.line(3), "rumour")


def test_a_fact_about_a_benefit_that_nobody_has_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """LAW §8 refuses a fact about another person's benefit; one about an unknown benefit concerns nobody."""
    assert taken_in("duckdb", CSV, tmp_path, spoilt(FACTS, 1, fact_id="F9", benefit_id="B9")) == 1


def test_an_amount_for_an_unknown_benefit_is_no_reason_to_refuse(tmp_path: Path) -> None:
    assert taken_in("duckdb", CSV, tmp_path, spoilt(AMOUNTS, 1, benefit_id="B9")) == 1


def test_versions_received_on_different_days_may_share_a_number(tmp_path: Path) -> None:
    assert taken_in("duckdb", CSV, tmp_path, spoilt(FACTS, 1, version="2")) == 1


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
@pytest.mark.parametrize(
    ("table", "first", "second"),
    [
        (BENEFITS, {"kind": "x"}, {"first_month": "x"}),
        (BENEFITS, {"first_month": "x"}, {"kind": "x"}),
        (BENEFITS, {"id_number": WRONG}, {"first_month": "x"}),
        (BENEFITS, {"first_month": "x"}, {"id_number": WRONG}),
        (FACTS, {"start": "x"}, {"end": "x"}),
        (FACTS, {"end": "2025-12-31"}, {"status": "x"}),
        (FACTS, {"id_number": WRONG, "fact_id": "F9"}, {"status": "x"}),
        (PAID, {"amount": "x"}, {"month": "x"}),
    ],
    ids=lambda given: given.name if isinstance(given, Table) else str(given),
)
def test_the_first_wrong_line_is_named(
    engine: str, table: Table, first: dict[str, str], second: dict[str, str], tmp_path: Path
) -> None:
    """Whoever corrects a file from the top meets each message once."""
    tables = spoilt(table, 1, **first)
    tables[table][2] |= second
    assert refused(engine, CSV, tmp_path, tables).line == 3


@pytest.mark.parametrize(
    ("table", "first", "second"),
    [
        (PAID, {"benefit_id": "B9"}, {"amount": "x"}),
        (FACTS, {"benefit_id": "B3", "fact_id": "F9"}, {"status": "x"}),
    ],
    ids=lambda given: given.name if isinstance(given, Table) else str(given),
)
def test_rows_are_compared_with_each_other_once_each_is_right(
    table: Table, first: dict[str, str], second: dict[str, str], tmp_path: Path
) -> None:
    tables = spoilt(table, 1, **first)
    tables[table][2] |= second
    assert refused("duckdb", CSV, tmp_path, tables).line == 4


def test_of_several_wrong_values_in_a_line_the_leftmost_is_named(tmp_path: Path) -> None:
    tables = spoilt(FACTS, 1, start="x", status="x", received="x")
    assert refused("duckdb", CSV, tmp_path, tables).column == "start"


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_a_line_is_counted_with_the_line_breaks_inside_quotes(engine: str, tmp_path: Path) -> None:
    tables = spoilt(FACTS, 1, status="x")
    tables[FACTS][0]["department"] = 'two\nlines, "quoted"'
    assert refused(engine, CSV, tmp_path, tables).line == 4


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_a_record_of_several_lines_is_named_by_its_first(engine: str, tmp_path: Path) -> None:
    tables = spoilt(FACTS, 1, status="x", department="one\ntwo\nthree")
    assert refused(engine, CSV, tmp_path, tables).line == 3


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
@pytest.mark.parametrize("table", [BENEFITS, FACTS, AMOUNTS, PAID], ids=lambda table: table.name)
def test_a_column_that_is_missing_is_named(engine: str, table: Table, tmp_path: Path) -> None:
    column = table.names[-1]
    path = tmp_path / f"{table.name}.csv"
    path.write_text(",".join(table.names[:-1]) + "\n", "utf-8")
    with open_backend(engine) as backend, pytest.raises(InputRefused) as caught:
        given_file(backend, table, path)
    assert caught.value.zh == f"{path.name}，第 1 行，{column} 列：缺少这一列；请补上该列的表头"
    assert caught.value.en == f"{path.name}, line 1, column {column}: this column is missing; add it to the header"
