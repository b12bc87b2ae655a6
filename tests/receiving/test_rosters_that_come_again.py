"""A roster whose content comes again after another one, for a later month, is the register's state again (EXCHANGE §1)."""

import dataclasses
import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from homes import BENEFITS, LI, NEWCOMER, PEOPLE, SUN, ZHANG, House, Person, benefit_row, of, opened_house
from zige.errors import RequestRefused
from zige.receiving.registers import register_now
from zige.receiving.releasing import release_batch
from zige.store.batches import AGAIN, FACTS, SIGNS, Batch, all_batches, batch_called

OTHERS = (dataclasses.replace(ZHANG, region="511123100002", standing="暂停"), LI, NEWCOMER)
"""The roster in between: ZHANG has moved and is suspended, most have left, one has come."""


def come_again(
    house: House, month: str = "2026-03", day: str = "2026-03-05", people: tuple[Person, ...] = PEOPLE
) -> None:
    assert [told["status"] for told in house.rosters(month, day, *people)] == ["already_received"] * 2


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A home of which February's rosters are others than January's."""
    house = opened_house(tmp_path)
    house.rosters("2026-02", "2026-02-05", *OTHERS)
    return house


def state(house: House) -> tuple[str, str, set[str]]:
    """Where ZHANG lives, what the register says of her benefit, and which benefits are listed."""
    register = register_now(house.home)
    (region,) = register.persons.filter(pl.col("id_number") == ZHANG.number)["region"]
    (standing,) = register.benefits.filter(pl.col("benefit_id") == ZHANG.benefit)["standing"]
    return region, standing, set(register.benefits.filter("listed")["benefit_id"])


FIRST = (ZHANG.region, "continue", {each.benefit for each in PEOPLE})
SECOND = ("511123100002", "suspend", {each.benefit for each in OTHERS})


@pytest.mark.parametrize(
    ("month", "expected"), [("2026-03", FIRST), ("2026-04", FIRST), ("2026-02", SECOND), ("2026-01", SECOND)]
)
def test_a_roster_that_comes_again_for_a_later_month_is_that_months_state(
    house: House, month: str, expected: tuple[str, str, set[str]]
) -> None:
    assert state(house) == SECOND
    come_again(house, month)
    assert state(house) == expected


@pytest.mark.parametrize(("month", "said"), [("2026-03", "重新以此为准"), ("2026-01", "没有变化")])
def test_the_receipt_says_whether_the_register_follows_it(house: House, month: str, said: str) -> None:
    for told in house.rosters(month, "2026-03-05", *PEOPLE):
        assert told["status"] == "already_received"
        assert said in told["message"]["zh"]


def test_it_comes_again_once(house: House) -> None:
    come_again(house)
    before = house.content()
    come_again(house)
    come_again(house, "2026-03", "2026-03-09")
    assert house.content() == before


def test_where_no_other_came_in_between_there_is_nothing_to_take_up(house: House) -> None:
    before = [batch.folder for batch in all_batches(house.home)]
    come_again(house, people=OTHERS)
    assert [batch.folder for batch in all_batches(house.home)] == before


def test_it_can_come_again_and_again(house: House) -> None:
    come_again(house)
    come_again(house, "2026-04", "2026-04-05", OTHERS)
    assert state(house) == SECOND
    come_again(house, "2026-05", "2026-05-05")
    assert state(house) == FIRST


def test_runs_know_it_from_its_month_and_from_its_day_on(house: House) -> None:
    """The standing that the register says is what a run compares its own with."""
    come_again(house)
    actions = {month: of(house.run(month), ZHANG)["action"] for month in ("2026-02", "2026-03")}
    assert actions == {"2026-02": "resume", "2026-03": "none"}
    before = house.run("2026-03", known_by=dt.date(2026, 3, 4))
    assert of(before, ZHANG)["action"] == "resume"


def test_the_incremental_run_is_the_full_one(house: House) -> None:
    house.run("2026-03")
    come_again(house)
    assert house.run("2026-03").receipt == house.run("2026-03", full=True).receipt


def test_two_homes_with_the_same_deliveries_have_the_same_receipt(house: House, tmp_path: Path) -> None:
    other = opened_house(tmp_path / "other")
    other.rosters("2026-02", "2026-02-05", *OTHERS)
    for each in (house, other):
        come_again(each)
    assert house.run("2026-03").receipt == other.run("2026-03").receipt


def test_it_opens_nothing_anew_and_has_come_in_the_calendar(house: House) -> None:
    come_again(house)
    run = house.run("2026-03")
    calendar = {entry["dataset"]: (entry["state"], entry["received"]) for entry in run.receipt["calendar"]}
    assert calendar["roster.persons"] == calendar["roster.benefits"] == ("arrived", "2026-03-05")
    assert of(run, SUN)["cycle_start"] == "2026-01"


def test_it_says_nothing_of_people_that_it_said_before(house: House) -> None:
    """Else a certification that the office has refuted since would count again."""
    known = {name for batch in all_batches(house.home) for name in (FACTS, SIGNS) if batch.table(name)}
    assert known == {FACTS, SIGNS}
    come_again(house)
    for batch in all_batches(house.home)[-2:]:
        assert (batch.receipt["status"], batch.table(FACTS), batch.table(SIGNS)) == (AGAIN, None, None)


def crowd(house: House) -> Batch:
    """The roster of benefits of March, held since it is much longer than those before."""
    many = [benefit_row(dataclasses.replace(LI, benefit=f"C{at:03}")) for at in range(90)]
    told = house.deliver("待遇名册_2026-03.csv", "2026-03-05", BENEFITS, *map(benefit_row, PEOPLE), *many)
    assert told["status"] == "held"
    return batch_called(house.home, told["batch"])


def test_after_a_released_roster_an_earlier_one_can_come_again(house: House) -> None:
    benefits = crowd(house)
    release_batch(house.home, benefits, "王复核", dt.date(2026, 3, 9))
    assert len(state(house)[2]) == len(PEOPLE) + 90
    come_again(house, "2026-04", "2026-04-05")
    assert state(house) == FIRST
    assert of(house.run("2026-03"), dataclasses.replace(LI, benefit="C007"))["standing"] == "continue"


def test_a_released_roster_can_come_again(house: House) -> None:
    benefits = crowd(house)
    release_batch(house.home, benefits, "王复核", dt.date(2026, 3, 9))
    released = state(house)
    house.rosters("2026-04", "2026-04-05", *OTHERS)
    assert (
        house.take(house.files / "待遇名册_2026-03.csv", "2026-05-05", month="2026-05")["status"] == "already_received"
    )
    assert state(house)[1:] == released[1:]


def test_a_held_roster_is_overtaken_by_one_that_comes_again(house: House) -> None:
    benefits = crowd(house)
    come_again(house, "2026-04", "2026-04-05")
    with pytest.raises(RequestRefused, match="a newer roster"):
        release_batch(house.home, benefits, "王复核", dt.date(2026, 4, 9))
    assert state(house) == FIRST


def test_a_held_roster_that_comes_again_stays_held(house: House) -> None:
    crowd(house)
    before = state(house)
    assert (
        house.take(house.files / "待遇名册_2026-03.csv", "2026-05-05", month="2026-05")["status"] == "already_received"
    )
    assert state(house) == before
