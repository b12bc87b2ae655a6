"""What was paid to some benefits, month by month, without reading what was paid to all (LAW §6)."""

import random
import shutil
from pathlib import Path

import polars as pl
import pytest

from homes import LI, PAYMENTS, PEOPLE, SUN, ZHANG, opened_house
from zige.law.months import format_month, parse_month
from zige.running.paid import PaidMonth, _Rows, _rows_kept, paid_of
from zige.store.batches import usable_batches

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


@pytest.mark.parametrize("seed", range(4))
def test_what_a_run_kept_tells_the_same_as_all_rows(tmp_path: Path, seed: int) -> None:
    """Payments are new, corrected, withdrawn, early, late and double, some before go-live; runs come in between."""
    house, chance = opened_house(tmp_path), random.Random(seed)
    benefits, read = [each.benefit for each in PEOPLE], 0
    for month in range(JANUARY, JANUARY + 6):
        told = format_month(month)
        usual = [f"{told}{each},新增,{each},{told},3000" for each in benefits]
        odd = [
            f"P{chance.randint(1, 9)},{chance.choice(['新增', '新增', '更正', '撤回'])},{chance.choice(benefits)},"
            f"{format_month(chance.randint(month - 3, month))},{chance.choice([2900, 3000, -3000])}"
            for _ in range(chance.choice([0, 0, 3]))
        ]
        house.deliver(f"发放台账_{told}.csv", f"{told}-20", f"记录编号,记录状态,{PAYMENTS}", *usual, *odd)
        house.run(told)
        quickly = paid_of(house.home, benefits)
        read += _rows_kept(house.home, _Rows(usable_batches(house.home), None), pl.Series(benefits)) is not None
        shutil.rmtree(house.home.path / "store" / "kept")
        assert paid_of(house.home, benefits) == quickly
        assert sum(one.rows for one in quickly[ZHANG.benefit]) >= month - JANUARY
        house.run(told, full=True)
    assert read


def test_months_before_go_live_are_told_too(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    house.deliver("发放台账_202601.csv", "2026-02-04", PAYMENTS, f"{ZHANG.benefit},2025-12,3000")
    assert paid_of(house.home, [ZHANG.benefit])[ZHANG.benefit] == [PaidMonth(JANUARY - 1, 300_000, 1)]
