"""What was paid for a month, as the ledger has it by now."""

from pathlib import Path

from homes import PAYMENTS, opened_house
from zige.running.paid import paid_in

NOVEMBER = 2026 * 12 + 10


def test_rows_of_a_month_add_up_and_other_months_do_not_count(tmp_path: Path) -> None:
    house = opened_house(tmp_path / "house")
    house.deliver(
        "发放台账_202611.csv", "2026-12-02", PAYMENTS, "B001,2026-11,1000.50", "B001,2026-10,7", "B002,2026-11,20"
    )
    house.deliver("发放台账_202612.csv", "2027-01-02", PAYMENTS, "B001,2026-11,-0.50", "B001,2026-12,9")
    assert paid_in(house.home, NOVEMBER).rows() == [("B001", 100_000), ("B002", 2_000)]


def test_before_the_ledger_has_come_nothing_was_paid(tmp_path: Path) -> None:
    house = opened_house(tmp_path / "house")
    assert paid_in(house.home, NOVEMBER).is_empty()
