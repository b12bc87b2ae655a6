"""A run with what was kept of earlier months' payments comes to what a run on the whole ledger comes to (LAW §6)."""

import datetime as dt
import random
from pathlib import Path

import pytest

from homes import PEOPLE, ZHANG, House, of, opened_house
from zige.law.months import format_month, parse_month
from zige.running.conductor import RunRequest, result_of
from zige.store.batches import usable_batches
from zige.store.kept import PAID, Kept, read_kept

LEDGER = "记录编号,记录状态,待遇编号,年月,金额"
FIRST = parse_month("2026-02")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened_house(tmp_path)


def pay(house: House, month: str, day: str, *rows: str, name: str = "") -> None:
    """A ledger; without rows everyone is paid 3,000 for the month."""
    usual = [f"{month}{each.benefit},新增,{each.benefit},{month},3000" for each in PEOPLE]
    house.deliver(f"发放台账_{month}{name}.csv", day, LEDGER, *(rows or usual))


def kept(house: House, month: str) -> Kept | None:
    numbers = {batch.number for batch in usable_batches(house.home)}
    return read_kept(house.home, PAID, parse_month(month), f"{parse_month('2026-01')} {FIRST}", numbers)


def said(house: House, month: int, **how: object) -> dict[str, list[dict[str, object]]]:
    result = result_of(house.home, RunRequest(month, "polars", **how))  # type: ignore[arg-type]
    return {name: table.to_dicts() for name, table in result.tables().items()}


@pytest.mark.parametrize("seed", range(3))
def test_every_run_is_the_full_one_whatever_was_paid_or_revised(house: House, seed: int) -> None:
    """Payments are new, corrected, withdrawn, late, early and double, some unnumbered; months are run out of order."""
    chance = random.Random(seed)
    for month in range(FIRST, FIRST + 10):
        told = format_month(month)
        rows = []
        for number in range(6):
            paid_for = format_month(chance.randint(max(FIRST, month - 3), month + (number == 0)))
            status = chance.choice(["新增", "新增", "更正", "撤回"])
            record, amount = chance.choice(["", f"P{chance.randint(1, 15)}"]), chance.choice([2900, 3000, -3000])
            rows.append(f"{record},{status},{chance.choice(PEOPLE).benefit},{paid_for},{amount}")
        pay(house, told, f"{told}-20")
        pay(house, told, f"{told}-21", *rows, name="补")
        if month % 3 == 0:
            raised = [
                f"{each.number},{each.benefit},{each.kind},2020-01,{3000 + month % 5},续发,511102" for each in PEOPLE
            ]
            house.deliver(
                f"待遇名册_{told}.csv",
                f"{told}-22",
                "证件号码,待遇编号,险种,首次领取年月,月待遇金额,发放状态,经办机构区划",
                *raised,
            )
        for each in {month, chance.randint(FIRST, month + 1)}:
            assert said(house, each) == said(house, each, full=True)
            house.run(format_month(each))
            day = dt.date(each // 12, each % 12 + 1, chance.randint(1, 28))
            assert said(house, each, known_by=day) == said(house, each, known_by=day, full=True)


def test_only_what_lies_before_the_month_is_kept(house: House) -> None:
    """A batch that also pays for the month of the run is read again by the next one."""
    pay(house, "2026-02", "2026-02-20")
    pay(house, "2026-03", "2026-03-20")
    house.run("2026-03")
    found = kept(house, "2026-04")
    assert found is not None
    assert found.table["rows"].to_list() == [1] * len(PEOPLE)
    house.run("2026-04")
    later = kept(house, "2026-04")
    assert later is not None
    assert later.table["rows"].to_list() == [2] * len(PEOPLE)


@pytest.mark.parametrize(("status", "serves"), [("新增", True), ("更正", False), ("撤回", False)])
def test_a_revised_payment_makes_the_ledger_be_summed_anew(house: House, status: str, serves: bool) -> None:
    """What was paid to ZHANG for 2026-02 is revised after a run has summed it up; a new payment is added to it."""
    pay(house, "2026-02", "2026-02-20")
    house.run("2026-03")
    before = kept(house, "2026-03")
    assert before is not None
    pay(house, "2026-03", "2026-03-20")
    pay(house, "2026-02", "2026-03-21", f"2026-02{ZHANG.benefit},{status},{ZHANG.benefit},2026-02,3100", name="改")
    run = house.run("2026-04")
    assert run.receipt == house.run("2026-04", full=True).receipt
    back, over = of(run, ZHANG)["back_pay_months"], of(run, ZHANG)["overpaid_months"]
    assert (back, over) == {"撤回": ("2026-02", None)}.get(status, (None, "2026-02"))


def test_what_was_kept_for_a_later_month_serves_no_earlier_one(house: House) -> None:
    pay(house, "2026-02", "2026-02-20")
    pay(house, "2026-03", "2026-03-20")
    house.run("2026-04")
    assert kept(house, "2026-03") is None
    assert of(house.run("2026-03"), ZHANG)["overpaid_months"] is None
