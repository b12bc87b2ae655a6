"""A home made by hand is run month by month: go-live, silence, verification, late data, what changed (EXCHANGE §3)."""

import datetime as dt
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest

from homes import (
    BENEFITS,
    BORDER,
    CASEWORK,
    CUSTODY,
    DEATHS,
    LI,
    MAHAI,
    OPENING,
    PAUSED,
    PAYMENTS,
    PEOPLE,
    STOPPED,
    SUN,
    ZHANG,
    House,
    Person,
    attention,
    benefit_row,
    new_house,
    of,
    opened_house,
    who,
)
from identity.people import number
from zige.errors import RequestRefused
from zige.evaluation.replaying import set_rulebook
from zige.law.months import parse_month
from zige.running.conductor import RunRequest, result_of
from zige.running.explaining import explain_from_home
from zige.store.home import open_home
from zige.store.runs import CERTIFIED, CHANGES, DEFERRALS, EVENTS, run_of

AMOUNT_EACH_MONTH = "3000"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened_house(tmp_path)


def certified(house: House, month: str) -> dict[int, tuple[str, str, bool]]:
    told = house.run(month).table(CERTIFIED)
    return {row["person"]: (str(row["day"]), row["by"], row["silently"]) for row in told.to_dicts()}


def person(house: House, who_: Person) -> int:
    return int(of(house.run("2026-01"), who_)["person"])


def test_at_go_live_what_the_register_says_stands_and_its_reason_is_asked_for(house: House) -> None:
    run = house.run(OPENING)
    assert [of(run, each)["standing"] for each in (PAUSED, STOPPED, ZHANG)] == ["suspend", "stop", "continue"]
    assert {of(run, each)["action"] for each in PEOPLE} == {"none"}
    assert attention(run, PAUSED) == attention(run, STOPPED) == {"opening"}
    opening = run.table(EVENTS).filter(pl.col("kind").str.starts_with("opening"))
    assert set(opening["start"].to_list()) == {dt.date(2026, 1, 1)}


def test_who_has_no_last_certification_begins_the_cycle_at_go_live(house: House) -> None:
    run = house.run(OPENING)
    assert (of(run, SUN)["cycle_start"], of(run, SUN)["due_month"]) == ("2026-01", "2026-12")
    assert of(run, ZHANG)["cycle_start"] == "2025-12"


def test_a_roster_after_go_live_opens_nothing(house: House) -> None:
    house.rosters(
        "2026-02",
        "2026-02-05",
        *PEOPLE[:4],
        PAUSED,
        STOPPED,
        Person("新停", number("511102", "19500909", 8), "B009", standing="停止"),
    )
    assert house.run("2026-02").table(EVENTS).filter(pl.col("kind").str.starts_with("opening")).height == 2


@pytest.mark.parametrize(("month", "differs"), [("2025-12", False), ("2026-01", True)])
def test_nothing_before_the_opening_month_is_settled(house: House, month: str, differs: bool) -> None:
    """ZHANG was paid 1,000 too much in `month`."""
    paid = {"2025-12": "3000", "2026-01": "3000", "2026-02": "3000"} | {month: "4000"}
    house.deliver(
        "发放台账_202602.csv",
        "2026-03-01",
        PAYMENTS,
        *(f"{ZHANG.benefit},{each},{sum_}" for each, sum_ in paid.items()),
    )
    assert (of(house.run("2026-03"), ZHANG)["overpaid_months"] == "2026-01") == differs


def test_months_before_the_opening_and_homes_without_a_roster_are_refused(house: House, tmp_path: Path) -> None:
    with pytest.raises(RequestRefused, match="before the month of go-live, 2026-01"):
        house.run("2025-12")
    with pytest.raises(RequestRefused, match="no roster"):
        new_house(tmp_path / "empty").run("2026-01")


def test_data_of_the_month_before_certify_silently(house: House) -> None:
    house.run("2026-01")
    house.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"R1,新增,{who(LI)},2026-01-09,出境")
    assert certified(house, "2026-02") == {person(house, LI): ("2026-01-09", "life.border", True)}
    assert certified(house, "2026-03") == {}


def test_a_certification_made_with_the_person_is_not_silent(house: House) -> None:
    house.run("2026-01")
    house.deliver("经办核实与认证.csv", "2026-02-03", CASEWORK, f"{who(LI)},资格认证,2026-02-02,,,已核实,窗口现场认证")
    assert certified(house, "2026-02") == {person(house, LI): ("2026-02-02", "certification", False)}


@pytest.mark.parametrize(("day", "last"), [("2026-02-02", "2026-01-09"), ("2026-02-03", "2026-02-02")])
@pytest.mark.parametrize("by_roster", [False, True])
def test_a_certification_that_the_office_refutes_never_was(house: House, by_roster: bool, day: str, last: str) -> None:
    """Without any record's number, and whoever delivered it; another day's stays."""
    house.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"R1,新增,{who(LI)},2026-01-09,出境")
    if by_roster:
        house.rosters("2026-02", "2026-02-05", *(replace(each, certified="2026-02-02") for each in PEOPLE))
    else:
        row = f"{who(LI)},资格认证,2026-02-02,,,已核实,窗口现场认证"
        house.deliver("经办核实与认证_202602.csv", "2026-02-03", CASEWORK, row)
    house.run("2026-02")
    house.deliver("经办核实与认证.csv", "2026-03-03", CASEWORK, f"{who(LI)},资格认证,{day},,,已否定,冒用他人照片")
    run = house.run("2026-03")
    assert str(of(run, LI)["last_certified"]) == last
    assert run.receipt == house.run("2026-03", full=True).receipt


@pytest.mark.parametrize(("told", "last"), [("2026-02-02", "2025-11-10"), ("2026-03-20", "2026-03-20")])
def test_a_refuted_certification_that_the_roster_goes_on_telling_stays_refuted(
    house: House, told: str, last: str
) -> None:
    """Another one that it tells later counts."""
    house.rosters("2026-02", "2026-02-05", replace(ZHANG, certified="2026-02-02"), *PEOPLE[1:])
    house.deliver(
        "经办核实与认证.csv", "2026-03-03", CASEWORK, f"{who(ZHANG)},资格认证,2026-02-02,,,已否定,冒用他人照片"
    )
    house.rosters("2026-04", "2026-04-05", replace(ZHANG, certified=told), *PEOPLE[1:5])
    assert str(of(house.run("2026-04"), ZHANG)["last_certified"]) == last


def test_a_certification_told_by_a_row_that_was_withdrawn_counts_when_the_row_is_told_again(house: House) -> None:
    certified_ = replace(ZHANG, certified="2026-02-02")
    house.rosters("2026-02", "2026-02-05", certified_, *PEOPLE[1:])
    stated = f"记录状态,{BENEFITS}"
    house.deliver("待遇名册_2026-03.csv", "2026-03-05", stated, f"撤回,{benefit_row(certified_)}")
    assert str(of(house.run("2026-03"), ZHANG)["last_certified"]) == "2025-11-10"
    house.deliver("待遇名册_2026-04.csv", "2026-04-05", BENEFITS, *map(benefit_row, (certified_, *PEOPLE[1:5])))
    assert str(of(house.run("2026-04"), ZHANG)["last_certified"]) == "2026-02-02"


def test_what_proves_nothing_is_not_named_as_proof(house: House) -> None:
    """Two grade B signs certify together; a bus ride and the certification of a year before took no part."""
    house.run("2026-01")
    house.deliver("身份证换领.csv", "2026-02-03", "证件号码,姓名,受理日期", f"{who(ZHANG)},2026-01-20")
    house.deliver(
        "实名出行.csv",
        "2026-02-03",
        "证件号码,姓名,出行日期,方式",
        f"{who(ZHANG)},2026-02-01,铁路",
        f"{who(ZHANG)},2026-02-01,公交",
        dataset="transport.trips",
    )
    assert certified(house, "2026-02") == {person(house, ZHANG): ("2026-02-01", "life.id_card|life.rail_air", True)}


@pytest.mark.parametrize(
    ("status", "expected"), [("已核实", ("stop", {})), ("已否定", ("continue", {})), ("", ("continue", {"verify"}))]
)
def test_the_office_confirms_or_refutes_a_death(house: House, status: str, expected: tuple[str, set[str]]) -> None:
    house.deliver("死亡注销户口_202601.csv", "2026-02-03", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")
    if status:
        house.deliver(
            "经办核实与认证.csv", "2026-02-08", CASEWORK, f"{who(ZHANG)},死亡,2026-01-20,,,{status},入户核查记录"
        )
    run = house.run("2026-02")
    assert (of(run, ZHANG)["standing"], attention(run, ZHANG)) == (expected[0], set(expected[1]))


def test_the_register_shows_its_own_duplicate(tmp_path: Path) -> None:
    house = new_house(tmp_path)
    third = Person(ZHANG.name, ZHANG.number, "B011", "机关事业养老")
    second = Person(ZHANG.name, ZHANG.number, "B010", "城乡居民养老")
    house.rosters(OPENING, "2026-01-05", ZHANG, second, third, LI)
    run = house.run(OPENING)
    assert [attention(run, each) for each in (ZHANG, second, third, LI)] == [set(), {"verify"}, {"verify"}, {"remind"}]
    assert run.table(EVENTS)["fact_id"].is_unique().all()


def border_months(house: House, *months: str) -> None:
    """Border crossings of LI in each of these months, come the month after."""
    for month in months:
        year, place = divmod(parse_month(month) + 1, 12)
        house.deliver(
            f"出入境_{month}.csv", f"{year}-{place + 1:02}-03", BORDER, f"R{month},新增,{who(LI)},{month}-09,出境"
        )


def test_who_was_last_certified_by_late_data_is_put_off_and_only_while_they_are_late(house: House) -> None:
    """LI crossed the border in 2026-01, so that she is due in 2027-01 and overdue in 2027-02."""
    border_months(house, "2026-01")
    late = house.run("2027-02")
    assert (of(late, LI)["standing"], late.table(DEFERRALS).height) == ("continue", 1)
    house.deliver("出入境_202701.csv", "2027-02-20", BORDER, f"R9,新增,{who(ZHANG)},2027-01-09,出境")
    come = house.run("2027-02")
    assert (of(come, LI)["standing"], of(come, LI)["action"], come.table(DEFERRALS).height) == ("suspend", "suspend", 0)


@pytest.mark.parametrize(
    ("marks", "values", "standing"), [("", "", "suspend"), (",原文件行号,退回原因", ",2,", "continue")]
)
def test_rows_that_come_back_corrected_are_not_the_months_delivery(
    house: House, marks: str, values: str, standing: str
) -> None:
    """A workbook of old rows that comes in the month does not make up for the data that are late."""
    border_months(house, "2026-01")
    row = f"R9,新增,{who(ZHANG)},2026-01-19,出境{values}"
    assert house.deliver("改正.csv", "2027-02-20", BORDER + marks, row, month="2026-01")["status"] == "accepted"
    assert of(house.run("2027-02"), LI)["standing"] == standing


@pytest.mark.parametrize(
    ("name", "day", "known_by", "standing"),
    [
        ("出入境_202701.csv", "2027-02-20", None, "suspend"),
        ("出入境_202701.csv", "2027-02-20", "2027-02-20", "suspend"),
        ("出入境_202701.csv", "2027-02-20", "2027-02-19", "continue"),
        ("出入境_202601.csv", "2027-02-20", None, "continue"),
        ("出入境_202612.csv", "2027-01-20", None, "continue"),
    ],
)
def test_the_same_content_for_a_later_month_has_come_for_that_month(
    house: House, name: str, day: str, known_by: str | None, standing: str
) -> None:
    """What did not change is delivered though it is no new batch; sent twice for its own month it is not."""
    border_months(house, "2026-01")
    told = [house.deliver(name, day, BORDER, f"R2026-01,新增,{who(LI)},2026-01-09,出境") for _ in range(2)]
    assert [receipt["status"] for receipt in told] == ["already_received"] * 2
    run = house.run("2027-02", known_by=dt.date.fromisoformat(known_by) if known_by else None)
    assert of(run, LI)["standing"] == standing


def test_late_data_that_came_since_do_not_alter_a_past_run_that_is_repeated(house: House) -> None:
    border_months(house, "2026-01")
    then = house.run("2027-02", known_by=dt.date(2027, 2, 10))
    house.deliver("出入境_202701.csv", "2027-02-20", BORDER, f"R9,新增,{who(ZHANG)},2027-01-09,出境")
    assert house.run("2027-02", known_by=dt.date(2027, 2, 10)).receipt == then.receipt


@pytest.mark.parametrize(("window", "standing"), [(1, "suspend"), (2, "continue")])
def test_late_data_of_the_month_before_put_off_only_where_months_prove_together(
    tmp_path: Path, window: int, standing: str
) -> None:
    """LI renewed a card in 2026-01 and crossed the border in 2026-02; cards are late when that certification ends."""
    house = new_house(tmp_path)
    book = tmp_path / "book.yaml"
    book.write_text(shipped_rulebook().replace("window_months: 2", f"window_months: {window}"), encoding="utf-8")
    set_rulebook(house.home, book)
    house = House(open_home(house.home.path), house.files)
    house.rosters(OPENING, "2026-01-05", *PEOPLE)
    house.deliver("身份证换领_202601.csv", "2026-02-03", "证件号码,姓名,受理日期", f"{who(LI)},2026-01-20")
    border_months(house, "2026-02", "2027-02")
    house.deliver("出入境.csv", "2027-03-03", BORDER, f"R2027-02,撤回,{who(LI)},2027-02-09,出境")
    assert of(house.run("2027-03"), LI)["standing"] == standing
    assert house.run("2027-03", full=True).receipt == house.run("2027-03").receipt


def shipped_rulebook() -> str:
    return (files("zige.law") / "rulebooks" / "leshan.yaml").read_text(encoding="utf-8")


def test_late_data_put_nobody_off_whom_they_did_not_certify(house: House) -> None:
    border_months(house, "2026-01")
    assert of(house.run("2027-02"), MAHAI)["standing"] == "suspend"


@pytest.mark.parametrize(("mode", "standing"), [("公交", "suspend"), ("铁路", "continue")])
def test_late_data_that_prove_nothing_put_nobody_off(house: House, mode: str, standing: str) -> None:
    """LI crossed the border in 2026-01 and rode a bus (grade C) or a train (grade B); only rides are late."""
    trip = "证件号码,姓名,出行日期,方式"
    house.deliver("实名出行_202601.csv", "2026-02-03", trip, f"{who(LI)},2026-01-12,{mode}", dataset="transport.trips")
    border_months(house, "2026-01")
    house.deliver("出入境_202701.csv", "2027-02-03", BORDER, f"R9,新增,{who(ZHANG)},2027-01-09,出境")
    assert of(house.run("2027-02"), LI)["standing"] == standing


def test_changes_say_what_differs_from_the_month_before(house: House) -> None:
    house.run("2026-01")
    house.deliver("死亡注销户口_202601.csv", "2026-02-03", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")
    told = house.run("2026-02").table(CHANGES).filter(pl.col("benefit_id") == ZHANG.benefit)
    assert told.rows() == [(ZHANG.benefit, "attention", None, "verify")]


def busy(house: House) -> None:
    """What a month brings: facts, signs, a ledger."""
    house.deliver("死亡注销户口_202601.csv", "2026-02-03", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")
    house.deliver("羁押_202601.csv", "2026-02-03", CUSTODY, f"C1,新增,{who(MAHAI)},2026-01-12,,")
    house.deliver(
        "出入境_202601.csv",
        "2026-02-03",
        BORDER,
        f"R1,新增,{who(LI)},2026-01-09,出境",
        f"R2,新增,{who(SUN)},2026-01-10,出境",
    )
    house.deliver("发放台账_202601.csv", "2026-02-04", PAYMENTS, *(f"{each.benefit},2026-01,3000" for each in PEOPLE))


NEWS = [
    ("死亡注销户口_202602.csv", DEATHS, [f"{who(SUN)},2026-02-20,2026-02-25"]),
    ("羁押_202602.csv", CUSTODY, [f"C1,撤回,{who(MAHAI)},2026-01-12,,"]),
    ("出入境_202602.csv", BORDER, [f"R1,撤回,{who(LI)},2026-01-09,出境", f"R3,新增,{who(MAHAI)},2026-02-10,出境"]),
    ("经办核实与认证.csv", CASEWORK, [f"{who(ZHANG)},死亡,2026-01-20,,,已核实,入户核查记录"]),
]


def test_the_incremental_run_is_the_full_one(house: House) -> None:
    """Byte by byte, after each new batch; what the batch is not about was not computed again."""
    busy(house)
    house.run("2026-03")
    for name, header, rows in NEWS:
        house.deliver(name, "2026-03-03", header, *rows)
        step, full = house.run("2026-03"), house.run("2026-03", full=True)
        assert step.receipt == full.receipt
        for table in sorted(step.folder.glob("*.parquet")):
            assert table.read_bytes() == (full.folder / table.name).read_bytes(), table.name


def test_a_month_run_again_takes_up_what_earlier_months_have_put_off_since(house: House) -> None:
    border_months(house, "2026-01")
    house.run("2027-03")
    house.run("2027-02")
    assert house.run("2027-03").receipt == house.run("2027-03", full=True).receipt


def test_a_past_run_can_be_repeated_as_it_was_known(house: House) -> None:
    busy(house)
    then = house.run("2026-03")
    for name, header, rows in NEWS:
        house.deliver(name, "2026-03-10", header, *rows)
    now, replayed = house.run("2026-03"), house.run("2026-03", known_by=dt.date(2026, 3, 9))
    assert now.receipt["hashes"] != then.receipt["hashes"]
    assert replayed.receipt["hashes"] == then.receipt["hashes"]


def test_two_homes_with_the_same_deliveries_have_the_same_receipt(house: House, tmp_path: Path) -> None:
    other = opened_house(tmp_path / "other")
    for each in (house, other):
        busy(each)
    assert house.run("2026-02").receipt == other.run("2026-02").receipt


def test_both_engines_of_one_machine_agree(house: House) -> None:
    busy(house)
    assert house.run("2026-02", "polars", full=True).receipt == house.run("2026-02", "duckdb", full=True).receipt


def test_a_result_alone_writes_nothing(house: House) -> None:
    busy(house)
    before = house.content()
    result_of(house.home, RunRequest(parse_month("2026-02"), "polars"))
    assert house.content() == before


def test_the_explanation_says_what_the_run_said(house: House) -> None:
    busy(house)
    border_months(house, "2026-02")
    for month in ("2026-03", "2027-03"):
        run = house.run(month)
        for each in PEOPLE:
            why = explain_from_home(house.home, each.benefit, parse_month(month), None, "polars", "zh")
            assert why.answer.standing == of(run, each)["standing"]
            assert why.cycle.due_month == of(run, each)["due_month"]


def test_the_last_run_of_a_month_counts(house: House) -> None:
    assert [house.run("2026-01").number, house.run("2026-01").number] == [1, 2]
    assert run_of(house.home, "2026-01").number == 2
