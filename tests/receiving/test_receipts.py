"""Receipts add up to the last row, whatever a file holds, and say what became of it (EXCHANGE §1)."""

import csv
import hashlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homes import BORDER, DEATHS, LI, MAHAI, STRANGER, SUN, ZHANG, House, new_house, opened_house, who
from zige.receiving.receipts import SHOWN, Receipt

WRONG_DIGIT = ZHANG.number[:-1] + ("1" if ZHANG.number[-1] != "1" else "2")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return opened_house(tmp_path_factory.mktemp("house"))


def adds_up(receipt: Receipt) -> bool:
    rows = receipt["accepted"] + receipt["duplicate"] + receipt["quarantined"]
    people = receipt["matched"] + receipt["unmatched"] + receipt["candidates"]
    return bool(receipt["rows"] == rows and receipt["accepted"] == people)


ROWS = {
    "a person of the register": (f"{who(ZHANG)},2026-02-20,2026-02-25", "matched"),
    "another name behind the number": (f"{LI.number},张三,2026-02-20,2026-02-25", "matched"),
    "somebody who holds no benefit": (f"{who(STRANGER)},2026-02-20,2026-02-25", "unmatched"),
    "a wrong digit, name and birth date equal": (f"{WRONG_DIGIT},{ZHANG.name},2026-02-19,2026-02-25", "candidates"),
    "no number and no birth date": (f",{MAHAI.name},2026-02-20,2026-02-25", "id_missing"),
    "no name": (f"{SUN.number},,2026-02-20,2026-02-25", "name_missing"),
    "a required day missing": (f"{who(SUN)},2026-02-20,", "date_missing"),
    "no such day": (f"{who(SUN)},2026-02-30,2026-02-25", "date_invalid"),
    "a day to come": (f"{who(SUN)},2026-02-20,2026-03-06", "date_future"),
    "a value too many": (f"{who(SUN)},2026-02-20,2026-02-25,5", "row_shape"),
}


def delivered_alone(house: House, case: str) -> Receipt:
    return house.deliver(f"死亡注销户口_{list(ROWS).index(case)}.csv", "2026-03-05", DEATHS, ROWS[case][0])


@pytest.mark.parametrize("case", ROWS)
def test_each_row_ends_in_exactly_one_place(house: House, case: str) -> None:
    told = delivered_alone(house, case)
    place = ROWS[case][1]
    assert adds_up(told)
    assert told["rows"] == 1
    if place in told:
        assert told[place] == told["accepted"] == 1
        assert told["codes"] == {}
    else:
        assert told["quarantined"] == 1
        assert told["codes"] == {place: 1}


def test_all_of_them_in_one_file_add_up(house: House) -> None:
    """By then the day to come has been; what came before in a file of its own is a duplicate."""
    for case in ROWS:
        delivered_alone(house, case)
    told = house.deliver("死亡注销户口_202604.csv", "2026-05-05", DEATHS, *(row for row, _ in ROWS.values()))
    assert adds_up(told)
    counts = {name: told[name] for name in ("rows", "accepted", "duplicate", "quarantined")}
    assert counts == {"rows": 10, "accepted": 1, "duplicate": 4, "quarantined": 5}


VALUES = st.sampled_from(
    [
        ZHANG.number,
        WRONG_DIGIT,
        STRANGER.number,
        "",
        ZHANG.name,
        MAHAI.name,
        "?",
        "2026-02-01",
        "20260230",
        "出境",
        "，",
    ]
)
FIELDS = st.one_of(VALUES, st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(FIELDS, min_size=4, max_size=7), min_size=1, max_size=8))
def test_arbitrary_rows_lose_none(house: House, rows: list[list[str]]) -> None:
    """Only a line that holds nothing is no row; line breaks in values are the reader's own matter."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([BORDER.split(","), *rows])
    with TemporaryDirectory(dir=house.files) as folder:
        path = Path(folder) / "出入境_202602.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        told = house.take(path, "2026-03-05")
    assert adds_up(told)
    if told["status"] == "accepted":
        assert told["rows"] == sum(any(value.strip() for value in row) for row in rows)
    else:
        assert told["status"] in {"already_received", "refused"}


def test_the_same_content_twice_changes_nothing(house: House) -> None:
    path = house.write("出入境_202603.csv", BORDER, f"R7,新增,{who(LI)},2026-03-09,出境")
    first = house.take(path, "2026-04-02")
    before = house.content()
    again = house.take(path.rename(path.with_name("换了名字_202603.csv")), "2026-04-03")
    assert house.content() == before
    assert (again["status"], again["batch"], again["rows"]) == ("already_received", first["batch"], 0)


def test_content_that_came_as_another_dataset_is_refused_and_notes_nothing(house: House) -> None:
    path = house.write("出入境_202603.csv", BORDER, f"R7,新增,{who(LI)},2026-03-09,出境")
    house.take(path, "2026-04-02")
    before = house.content()
    told = house.take(path, "2026-05-03", dataset="police.deaths", month="2026-04")
    assert told["status"] == "refused"
    assert "内容已作为另一数据集收到过" in told["message"]["zh"]
    assert house.content() == before
    assert house.take(path, "2026-05-03", dataset="police.border", month="2026-04")["status"] == "already_received"


def test_the_batch_is_the_hash_of_the_content(house: House) -> None:
    path = house.write("出入境_202605.csv", BORDER, f"R8,新增,{who(LI)},2026-05-09,出境")
    assert house.take(path, "2026-06-02")["batch"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_row_of_an_earlier_batch_is_a_duplicate_and_one_that_differs_in_a_column_is_not(house: House) -> None:
    row = f"R9,新增,{who(LI)},2026-06-09,出境"
    house.deliver("出入境_202606.csv", "2026-07-02", BORDER, row)
    told = house.deliver("出入境_202606补.csv", "2026-07-03", BORDER, row, row.replace("出境", "入境"))
    assert (told["rows"], told["duplicate"], told["accepted"]) == (2, 1, 1)


def test_a_receipt_has_the_fields_of_the_exchange_contract() -> None:
    assert SHOWN == (
        "file", "dataset", "month", "batch", "status", "rows", "accepted", "duplicate", "quarantined", "matched",
        "unmatched", "candidates", "codes", "unknown_columns", "message",
    )  # fmt: skip


def test_unknown_columns_are_kept_out_and_named(house: House) -> None:
    told = house.deliver(
        "死亡注销户口_202607.csv", "2026-08-05", DEATHS + ",备注", f"{who(LI)},2026-07-20,2026-07-25,无"
    )
    assert told["unknown_columns"] == ["备注"]
    assert told["accepted"] == 1


@pytest.mark.parametrize(
    ("name", "said", "month"),
    [
        ("死亡注销户口_202601.csv", None, "2026-01"),
        ("死亡注销户口_2026年2月.csv", None, "2026-02"),
        ("死亡注销户口_202601.csv", "2026-03", "2026-03"),
        ("死亡注销户口.csv", None, "2026-09"),
    ],
)
def test_the_month_is_the_one_said_else_of_the_name_else_of_the_day(
    tmp_path: Path, name: str, said: str | None, month: str
) -> None:
    house = opened_house(tmp_path)
    assert house.deliver(name, "2026-09-05", DEATHS, f"{who(LI)},2026-01-20,2026-01-25", month=said)["month"] == month


@pytest.mark.parametrize(
    ("header", "row", "codes"),
    [
        ("居住地区划,居住类型", ",本地", {"value_missing": 1}),
        ("居住类型", "本地", {"value_missing": 1}),
        ("居住地区划,居住类型", "511123100002,本地", {}),
        ("居住地区划,居住类型", ",省外", {}),
    ],
)
def test_who_lives_here_needs_a_place(tmp_path: Path, header: str, row: str, codes: dict[str, int]) -> None:
    """EXCHANGE §4: 居住地区划 is required for 本地."""
    told = new_house(tmp_path).deliver("领取人员名册.csv", "2026-01-05", f"证件号码,姓名,{header}", f"{who(LI)},{row}")
    assert (told["codes"], told["quarantined"]) == (codes, len(codes))
