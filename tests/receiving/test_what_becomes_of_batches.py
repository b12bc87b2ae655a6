"""Held and released, corrected and sent back, withdrawn, read again for newcomers (EXCHANGE §1)."""

import dataclasses
import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from homes import (
    BENEFITS,
    BORDER,
    CUSTODY,
    DEATHS,
    LI,
    MAHAI,
    NEWCOMER,
    PEOPLE,
    PERSONS,
    STRANGER,
    SUN,
    ZHANG,
    House,
    attention,
    benefit_row,
    held_batch,
    of,
    opened_house,
    person_row,
    strangers,
    who,
)
from identity.people import number
from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.exchange.quarantine_workbook import quarantine_workbook
from zige.receiving.newcomers import catch_up
from zige.receiving.registers import register_now
from zige.receiving.releasing import release_batch
from zige.receiving.retention import expired, expired_runs, purge
from zige.running.exporting import export, export_lists
from zige.store.batches import AGAIN, QUARANTINE, Batch, all_batches, batch_called, sealed_table
from zige.store.sealing import opened

DAY = dt.date(2026, 5, 20)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened_house(tmp_path)


def test_a_jump_is_held_and_unused_until_it_is_released(house: House) -> None:
    batch = batch_called(house.home, held_batch(house))
    assert batch.receipt["rows"] == batch.receipt["accepted"] == 301
    assert of(house.run("2026-05"), LI)["last_certified"] == dt.date(2025, 3, 4)
    release_batch(house.home, batch, "王复核", DAY, "已与部门核对")
    assert of(house.run("2026-05"), LI)["last_certified"] == dt.date(2026, 4, 9)
    assert batch.released is not None
    assert (batch.released["by"], batch.released["why"]) == ("王复核", "已与部门核对")


def test_what_was_released_later_was_not_known_before(house: House) -> None:
    release_batch(house.home, batch_called(house.home, held_batch(house)), "王复核", DAY)
    known = {day: house.run("2026-05", known_by=DAY + dt.timedelta(day)) for day in (-1, 0)}
    assert of(known[-1], LI)["last_certified"] == dt.date(2025, 3, 4)
    assert of(known[0], LI)["last_certified"] == dt.date(2026, 4, 9)


def test_rows_of_a_held_batch_are_no_duplicates_when_they_come_in_a_good_one(house: House) -> None:
    held_batch(house)
    rows = [*strangers(59, "2026-04-03"), f"H1,新增,{who(LI)},2026-04-09,出境"]
    told = house.deliver("出入境_202604更正.csv", "2026-05-03", BORDER, *rows)
    assert (told["status"], told["duplicate"], told["matched"]) == ("accepted", 0, 1)
    assert of(house.run("2026-05"), LI)["last_certified"] == dt.date(2026, 4, 9)


def test_only_a_held_batch_is_released(house: House) -> None:
    told = house.deliver("死亡注销户口.csv", "2026-02-02", DEATHS, f"{who(LI)},2026-01-20,2026-01-25")
    with pytest.raises(RequestRefused, match="is not held"):
        release_batch(house.home, batch_called(house.home, told["batch"]), "王复核", DAY)


def ledger(house: House, months: int) -> str:
    rows = [
        f"{each.benefit},{year}-{month:02},3000"
        for each in PEOPLE
        for year in (2021, 2022, 2023)
        for month in range(1, 13)
    ]
    for at in range(2):
        house.deliver(f"发放台账_{at}.csv", "2026-02-02", "待遇编号,年月,金额", *rows[at * 60 : at * 60 + 60])
    many = [f"B001,{year}-{month:02},{year}" for year in range(1990, 2020) for month in range(1, 13)]
    told = house.deliver("发放台账_多.csv", "2026-02-03", "待遇编号,年月,金额", *many)
    assert told["status"] == "held"
    house.deliver("发放台账_少.csv", "2026-02-04", "待遇编号,年月,金额", *many[:months])
    return str(told["batch"])


def test_a_ledger_of_which_payments_came_again_is_not_released(house: House) -> None:
    with pytest.raises(RequestRefused, match="count twice"):
        release_batch(house.home, batch_called(house.home, ledger(house, 60)), "王复核", DAY)


def test_rows_set_aside_are_corrected_in_their_workbook_and_sent_back(house: House) -> None:
    """However few they are beside the usual deliveries."""
    for month in ("02", "03"):
        house.deliver(f"出入境_2026{month}.csv", f"2026-{month}-28", BORDER, *strangers(80, f"2026-{month}-03"))
    bad = f"H1,新增,{who(LI)},2026-04-39,出境"
    told = house.deliver("出入境_202604.csv", "2026-05-02", BORDER, *strangers(80, "2026-04-03"), bad)
    batch = batch_called(house.home, told["batch"])
    rows = sealed_table(house.home, batch, QUARANTINE)
    assert rows is not None
    corrected = rows.with_columns(raw=pl.col("raw").list.eval(pl.element().replace({"2026-04-39": "2026-04-09"})))
    path = house.files / "出入境_202604改正.xlsx"
    path.write_bytes(quarantine_workbook(told["file"], batch.receipt["header"], corrected))
    again = house.take(path, "2026-05-06")
    assert (again["status"], again["dataset"], again["matched"]) == ("accepted", "police.border", 1)
    assert again["unknown_columns"] == ["原文件行号", "退回原因"]
    assert of(house.run("2026-05"), LI)["last_certified"] == dt.date(2026, 4, 9)


SIGNS = {
    "withdrawn": (f"H1,撤回,{who(LI)},2026-04-09,出境", "2025-03-04"),
    "corrected": (f"H1,更正,{who(LI)},2026-04-07,出境", "2026-04-07"),
    "another record": (f"H2,撤回,{who(LI)},2026-04-09,出境", "2026-04-09"),
}


@pytest.mark.parametrize("case", SIGNS)
def test_a_sign_of_life_counts_as_its_newest_version_says(house: House, case: str) -> None:
    row, certified = SIGNS[case]
    house.deliver("出入境_202604.csv", "2026-05-02", BORDER, f"H1,新增,{who(LI)},2026-04-09,出境")
    house.deliver("出入境_202605.csv", "2026-05-12", BORDER, row)
    assert of(house.run("2026-05"), LI)["last_certified"] == dt.date.fromisoformat(certified)


CUSTODIES = {
    "withdrawn": (f"C1,撤回,{who(ZHANG)},2026-02-03,,", set()),
    "corrected to another day": (f"C1,更正,{who(ZHANG)},2026-02-05,,", {"verify"}),
    "another record": (f"C2,撤回,{who(ZHANG)},2026-02-03,,", {"verify"}),
}


@pytest.mark.parametrize("case", CUSTODIES)
def test_an_adverse_fact_stands_as_its_newest_version_says(house: House, case: str) -> None:
    row, expected = CUSTODIES[case]
    house.deliver("羁押_202602.csv", "2026-03-02", CUSTODY, f"C1,新增,{who(ZHANG)},2026-02-03,,")
    assert attention(house.run("2026-03"), ZHANG) == {"verify"}
    house.deliver("羁押_202603.csv", "2026-03-12", CUSTODY, row)
    assert attention(house.run("2026-03"), ZHANG) == expected


@pytest.mark.parametrize(("day", "certified"), [("2026-04-09", "2025-03-04"), ("2026-04-08", "2026-04-09")])
def test_a_sign_of_life_that_the_same_file_takes_back_never_was(house: House, day: str, certified: str) -> None:
    rows = [f",新增,{who(LI)},2026-04-09,出境", f",撤回,{who(LI)},{day},出境"]
    house.deliver("出入境_202604.csv", "2026-05-02", BORDER, *rows)
    assert of(house.run("2026-05"), LI)["last_certified"] == dt.date.fromisoformat(certified)


@pytest.mark.parametrize(("last", "expected"), [("撤回", set()), ("新增", {"verify"})])
def test_the_later_of_two_lines_of_a_file_stands(house: House, last: str, expected: set[str]) -> None:
    rows = [f",{status},{who(ZHANG)},2026-02-03,,{reason}" for status, reason in (("新增", "其他"), (last, ""))]
    house.deliver("羁押_202602.csv", "2026-03-02", CUSTODY, *rows)
    assert attention(house.run("2026-03"), ZHANG) == expected


PAID = "记录编号,记录状态,待遇编号,年月,金额"
REVISIONS = {
    "withdrawn": (["P1,撤回,B001,2026-02,4000"], {"back": "2026-02"}),
    "corrected": (["P1,更正,B001,2026-02,3000"], {}),
    "corrected, then withdrawn": (["P1,更正,B001,2026-02,3000", "P1,撤回,B001,2026-02,3000"], {"back": "2026-02"}),
    "another record": (["P9,撤回,B001,2026-02,4000"], {"over": "2026-02"}),
    "of another dataset": ([], {"over": "2026-02"}),
    "new under the same number": (["P1,新增,B003,2026-03,3000"], {"over": "2026-02"}),
}


@pytest.mark.parametrize("case", REVISIONS)
def test_a_payment_counts_as_its_newest_version_says(house: House, case: str) -> None:
    """ZHANG draws 3,000; other payments of the ledger stay."""
    rows, expected = REVISIONS[case]
    new = [f"P{at},新增,{each.benefit},2026-02,3000" for at, each in enumerate(PEOPLE[1:], 2)]
    house.deliver("发放台账_202602.csv", "2026-03-01", PAID, "P1,新增,B001,2026-02,4000", *new)
    if rows:
        house.deliver("发放台账_202602更正.csv", "2026-03-02", PAID, *rows)
    else:
        house.deliver("出入境_202602.csv", "2026-03-02", BORDER, f"P1,撤回,{who(ZHANG)},2026-02-09,出境")
    run = house.run("2026-03")
    told = {"back": of(run, ZHANG)["back_pay_months"], "over": of(run, ZHANG)["overpaid_months"]}
    assert {name: months for name, months in told.items() if months} == expected
    assert not of(run, MAHAI)["back_pay_months"]
    before = of(house.run("2026-03", known_by=dt.date(2026, 3, 1)), ZHANG)
    assert before["overpaid_months"] == "2026-02"


UNNUMBERED = {
    "withdrawn": ([], [",撤回,B001,2026-02,4000"], 3000),
    "another sum": ([], [",撤回,B001,2026-02,3000"], -1000),
    "another month": ([], [",撤回,B001,2026-03,4000"], -1000),
    "with a number": ([], ["P9,撤回,B001,2026-02,4000"], -1000),
    "withdrawn by its own file": ([",撤回,B001,2026-02,4000"], [], 3000),
    "withdrawn and paid otherwise": ([], [",撤回,B001,2026-02,4000", ",新增,B001,2026-02,3000"], 0),
    "corrected to the same": ([",更正,B001,2026-02,4000"], [], -1000),
}


@pytest.mark.parametrize("case", UNNUMBERED)
def test_a_payment_without_a_number_is_taken_back_by_the_row_that_says_the_same(house: House, case: str) -> None:
    """ZHANG draws 3,000 and was paid 4,000; an equal payment that has a number stays."""
    same_file, later, expected = UNNUMBERED[case]
    others = [f",新增,{each.benefit},2026-02,3000" for each in PEOPLE[1:]]
    rows = [",新增,B001,2026-02,4000", "P1,新增,B002,2026-02,3000", *others[1:], *same_file]
    house.deliver("发放台账_202602.csv", "2026-03-01", PAID, *rows)
    if later:
        house.deliver("发放台账_202602更正.csv", "2026-03-02", PAID, ",撤回,B002,2026-02,3000", *later)
    run = house.run("2026-03")
    assert (of(run, ZHANG)["settlement"], of(run, LI)["settlement"]) == (expected, 0)


def joined(house: House, day: str = "2026-04-05") -> None:
    house.rosters("2026-04", day, *PEOPLE, NEWCOMER)


def test_earlier_files_are_read_again_for_who_joins_the_register(house: House) -> None:
    first = house.deliver("出入境_202602.csv", "2026-03-02", BORDER, f"H1,新增,{who(NEWCOMER)},2026-02-09,出境")
    other = house.deliver("死亡注销户口.csv", "2026-03-02", DEATHS, f"{who(STRANGER)},2026-02-20,2026-02-25")
    assert (first["unmatched"], other["unmatched"]) == (1, 1)
    joined(house)
    assert of(house.run("2026-04"), NEWCOMER)["last_certified"] == dt.date(2026, 2, 9)
    again = [batch for batch in all_batches(house.home) if batch.receipt["status"] == AGAIN]
    assert [(batch.receipt["of"], batch.receipt["matched"]) for batch in again] == [(first["batch"], 1)]
    assert again[0].received == dt.date(2026, 4, 5)


def test_a_batch_that_was_read_again_can_still_be_named(house: House) -> None:
    told = house.deliver("出入境_202602.csv", "2026-03-02", BORDER, f"H1,新增,{who(NEWCOMER)},2026-02-09,出境")
    joined(house)
    catch_up(house.home, load_catalogue())
    assert batch_called(house.home, told["batch"][:12]).receipt["status"] == "accepted"


def test_a_withdrawal_after_the_joining_prevails_over_what_is_read_again(house: House) -> None:
    house.deliver("出入境_202602.csv", "2026-03-02", BORDER, f"H1,新增,{who(NEWCOMER)},2026-02-09,出境")
    joined(house)
    house.deliver("出入境_202603.csv", "2026-04-05", BORDER, f"H1,撤回,{who(NEWCOMER)},2026-02-09,出境")
    assert of(house.run("2026-04"), NEWCOMER)["last_certified"] == dt.date(2025, 11, 10)


def test_a_dataset_that_is_no_longer_known_stops_nothing(house: House) -> None:
    own = house.home.contracts / "city.visits.yaml"
    own.write_text(city_contract(), encoding="utf-8")
    house.deliver("城市探访_202602.csv", "2026-03-02", "证件号码,姓名,探访日期", f"{who(NEWCOMER)},2026-02-09")
    own.unlink()
    joined(house)
    assert of(house.run("2026-04"), NEWCOMER)["standing"] == "continue"
    assert expired(house.home, load_catalogue(house.home.contracts), dt.date(2028, 3, 2)) != []


def city_contract() -> str:
    shipped = Path(__file__).parents[2] / "src/zige/exchange/contracts/bank.counter.yaml"
    text = shipped.read_text(encoding="utf-8").replace("bank.counter", "city.visits").replace("银行柜面", "城市探访")
    lines = text.replace("办理日期", "探访日期").splitlines()
    start = next(at for at, line in enumerate(lines) if "- name: date" in line)
    assert "businessName" in lines[start + 1]
    lines[start + 1] = lines[start + 1].partition(":")[0] + ": 探访日期"
    business = next(at for at, line in enumerate(lines) if "- name: business" in line)
    end = next(at for at, line in enumerate(lines) if line.startswith("customProperties"))
    return "\n".join([*lines[:business], *lines[end:]]) + "\n"


def test_a_contract_in_the_home_is_a_new_dataset_without_code(house: House) -> None:
    (house.home.contracts / "city.visits.yaml").write_text(city_contract(), encoding="utf-8")
    told = house.deliver("城市探访_202604.csv", "2026-05-02", "证件号码,姓名,探访日期", f"{who(LI)},2026-04-09")
    assert (told["dataset"], told["matched"]) == ("city.visits", 1)


def test_the_sealed_file_opens_to_what_was_delivered(house: House) -> None:
    path = house.write("死亡注销户口.csv", DEATHS, f"{who(MAHAI)},2026-01-20,2026-01-25")
    sealed = house.home.sealed / house.take(path, "2026-02-02")["batch"]
    assert MAHAI.number.encode() not in sealed.read_bytes()
    assert b"".join(opened(sealed, house.home.keys)) == path.read_bytes()


@pytest.mark.parametrize(("day", "gone"), [("2028-03-01", False), ("2028-03-02", True)])
def test_a_delivered_file_is_kept_for_whole_months(house: House, day: str, gone: bool) -> None:
    told = house.deliver("死亡注销户口.csv", "2026-03-02", DEATHS, f"{who(SUN)},2026-02-20,2026-02-25")
    old = expired(house.home, load_catalogue(), dt.date.fromisoformat(day))
    purge(house.home, old, [])
    assert (house.home.sealed / told["batch"]).exists() != gone
    assert attention(house.run("2026-03"), SUN) == {"verify"}


@pytest.mark.parametrize(
    ("header", "row", "phone"),
    [
        ("证件号码,姓名,居住类型,手机号", f"{who(LI)},省外,", None),
        ("证件号码,姓名,居住类型", f"{who(LI)},省外", "13900000000"),
    ],
)
def test_a_roster_that_leaves_a_phone_blank_takes_it_away_and_one_without_phones_does_not(
    house: House, header: str, row: str, phone: str | None
) -> None:
    house.deliver("领取人员名册_2026-02.csv", "2026-02-05", header, row, dataset="roster.persons")
    people = register_now(house.home).persons
    assert people.filter(pl.col("id_number") == LI.number)["phone"].to_list() == [phone]
    assert people.filter(pl.col("id_number") == ZHANG.number)["phone"].to_list() == ["13900000000"]


@pytest.mark.parametrize(("day", "gone"), [("2028-03-31", False), ("2028-04-01", True)])
def test_the_lists_of_a_run_are_kept_for_two_years_and_its_results_for_good(
    house: House, tmp_path: Path, day: str, gone: bool
) -> None:
    house.deliver("死亡注销户口.csv", "2026-03-02", DEATHS, f"{who(SUN)},2026-02-20,2026-02-25")
    run = house.run("2026-03")
    old = expired_runs(house.home, dt.date.fromisoformat(day))
    purge(house.home, [], old)
    assert (run.naming_people == []) == bool(old) == gone
    assert of(run, SUN)["attention"] == "verify"
    export(house.home, run, "payments", tmp_path / "a.csv")
    if gone:
        with pytest.raises(RequestRefused, match="lists of 2026-03 were past their time"):
            export_lists(house.home, run, tmp_path / "lists")
        assert not (tmp_path / "lists").exists()
    assert house.run("2026-03").receipt == run.receipt


STATED = f"记录编号,记录状态,{BENEFITS}"
OTHERS = {each.benefit for each in PEOPLE} - {LI.benefit}
PARTS = {
    "corrected": ("2026-02", STATED, f",更正,{benefit_row(LI)}", set()),
    "withdrawn": ("2026-02", STATED, f",撤回,{benefit_row(SUN)}", {SUN.benefit}),
    "sent back": ("2026-02", f"原文件行号,退回原因,{BENEFITS}", f"7,,{benefit_row(LI)}", set()),
    "more of the same month": ("2026-01", BENEFITS, benefit_row(NEWCOMER), set()),
    "a list of another month": ("2026-02", BENEFITS, benefit_row(LI), OTHERS),
    "a list that says new": ("2026-02", STATED, f",新增,{benefit_row(LI)}", OTHERS),
}


@pytest.mark.parametrize("case", PARTS)
def test_only_the_list_of_a_month_leaves_benefits_out(house: House, case: str) -> None:
    """A few rows say nothing of the others."""
    month, header, row, left_out = PARTS[case]
    told = house.deliver("待遇名册补.csv", "2026-02-06", header, row, month=month, dataset="roster.benefits")
    assert (told["status"], told["quarantined"]) == ("accepted", 0)
    benefits = register_now(house.home).benefits
    assert set(benefits.filter(~pl.col("listed"))["benefit_id"]) == left_out


def test_a_benefit_whose_row_is_withdrawn_keeps_what_the_register_says(house: House) -> None:
    row = f",撤回,{benefit_row(dataclasses.replace(SUN, standing='停止'))}"
    house.deliver("待遇名册_202602.csv", "2026-02-06", STATED, row)
    before = register_now(house.home).benefits.filter(pl.col("benefit_id") == SUN.benefit)
    assert before.select("standing", "listed").rows() == [("continue", False)]


@pytest.mark.parametrize(("columns", "stated", "both"), [("记录状态,", "更正,", True), ("", "", False)])
def test_only_a_list_says_that_an_old_number_is_gone(house: House, columns: str, stated: str, both: bool) -> None:
    """A permit takes the place of a passport of the same person if the roster no longer has the passport."""
    rest = "王五,1950-03-15,男,511102001001,本地,13900000000,正常"
    old, new = "H01234567", number("810000", "19500315", 2)
    house.deliver("领取人员名册_202602.csv", "2026-02-06", PERSONS, *map(person_row, PEOPLE), f"{old},{rest}")
    house.deliver("领取人员名册_202603.csv", "2026-03-06", f"{columns}{PERSONS}", f"{stated}{new},{rest}")
    assert {old, new} & set(register_now(house.home).persons["id_number"]) == ({old, new} if both else {new})


def crowded_rosters(house: House) -> list[Batch]:
    """Both rosters of April, held: of persons and, in another order, of benefits."""
    house.rosters("2026-02", "2026-02-05", *reversed(PEOPLE))
    house.rosters("2026-03", "2026-03-05", *PEOPLE[3:], *PEOPLE[:3])
    crowd = [
        dataclasses.replace(
            NEWCOMER, number=number("511102", "19620202", at), name="众人", benefit=f"C{at:03}", certified="2025-12-01"
        )
        for at in range(1, 90)
    ]
    everyone = (*PEOPLE, NEWCOMER, *crowd)
    told = [
        house.deliver("领取人员名册_2026-04.csv", "2026-04-05", PERSONS, *map(person_row, everyone)),
        house.deliver("待遇名册_2026-04.csv", "2026-04-05", BENEFITS, *map(benefit_row, reversed(everyone))),
    ]
    assert [receipt["status"] for receipt in told] == ["held", "held"]
    return [batch_called(house.home, receipt["batch"]) for receipt in told]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_both_rosters_of_a_month_are_released_in_any_order(house: House, order: tuple[int, int]) -> None:
    """People keep the numbers under which what the rosters say of them is kept."""
    held = crowded_rosters(house)
    for at, place in enumerate(order):
        release_batch(house.home, held[place], "王复核", DAY + dt.timedelta(at))
    run = house.run("2026-04")
    register = register_now(house.home)
    told = register.benefits.join(register.persons, on="person").select("benefit_id", "name", "id_number", "listed")
    assert told.height == len(PEOPLE) + 90
    assert (NEWCOMER.benefit, NEWCOMER.name, NEWCOMER.number, True) in told.rows()
    assert of(run, NEWCOMER)["last_certified"] == dt.date(2025, 11, 10)
    assert of(run, dataclasses.replace(NEWCOMER, benefit="C007"))["last_certified"] == dt.date(2025, 12, 1)
    before = house.run("2026-04", known_by=DAY - dt.timedelta(1))
    assert before.receipt["benefits"] == len(PEOPLE)


def test_a_held_roster_that_a_newer_one_in_use_has_overtaken_is_not_released(house: House) -> None:
    persons, benefits = crowded_rosters(house)
    house.deliver("领取人员名册_2026-05.csv", "2026-05-05", PERSONS, *map(person_row, PEOPLE[1:]))
    with pytest.raises(RequestRefused, match="a newer roster"):
        release_batch(house.home, persons, "王复核", DAY)
    release_batch(house.home, benefits, "王复核", DAY)


def test_a_held_roster_whose_file_is_gone_is_not_released(house: House) -> None:
    persons, _ = crowded_rosters(house)
    (house.home.sealed / persons.id).unlink()
    before = house.content()
    with pytest.raises(RequestRefused, match="sent again"):
        release_batch(house.home, persons, "王复核", DAY)
    assert house.content() == before


def test_a_held_roster_that_is_released_has_its_newcomers_looked_for(house: House) -> None:
    """A roster of which most is new jumps; once released, what was said of the new people before counts."""
    house.deliver("出入境_202602.csv", "2026-03-02", BORDER, f"H1,新增,{who(NEWCOMER)},2026-02-09,出境")
    persons, _ = crowded_rosters(house)
    house.run("2026-04")
    release_batch(house.home, persons, "王复核", DAY)
    house.run("2026-04")
    again = [batch.receipt["matched"] for batch in all_batches(house.home) if batch.receipt["status"] == AGAIN]
    assert again == [1]
