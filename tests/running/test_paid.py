"""What was paid to some benefits, month by month, without reading what was paid to all (LAW §6)."""

from pathlib import Path

from homes import LI, PAYMENTS, PEOPLE, SUN, ZHANG, opened_house
from zige.law.months import parse_month
from zige.running.paid import PaidMonth, paid_of

JANUARY, FEBRUARY = parse_month("2026-01"), parse_month("2026-02")


def test_rows_of_a_month_add_up_and_corrections_take_their_place(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    header = f"记录编号,记录状态,{PAYMENTS}"
    paid = [f"P{at},新增,{each.benefit},2026-01,3000" for at, each in enumerate(PEOPLE)]
    house.deliver("发放台账_202601.csv", "2026-02-04", header, *paid, f"P90,新增,{ZHANG.benefit},2026-01,-500")
    house.deliver("发放台账_202602.csv", "2026-03-04", header, f"P91,新增,{ZHANG.benefit},2026-02,3000")
    house.deliver("发放台账更正_202602.csv", "2026-03-05", header, f"P1,更正,{LI.benefit},2026-01,2900")
    assert paid_of(house.home, [ZHANG.benefit, LI.benefit, "B999"]) == {
        ZHANG.benefit: [PaidMonth(JANUARY, 250_000, 2), PaidMonth(FEBRUARY, 300_000, 1)],
        LI.benefit: [PaidMonth(JANUARY, 290_000, 1)],
        "B999": [],
    }
    assert paid_of(house.home, []) == {}
    assert paid_of(house.home, [SUN.benefit])[SUN.benefit] == [PaidMonth(JANUARY, 300_000, 1)]


def test_months_before_go_live_are_told_too(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    house.deliver("发放台账_202601.csv", "2026-02-04", PAYMENTS, f"{ZHANG.benefit},2025-12,3000")
    assert paid_of(house.home, [ZHANG.benefit])[ZHANG.benefit] == [PaidMonth(JANUARY - 1, 300_000, 1)]
