"""A dataset that lists all that is open: what it no longer lists is asked about and ends nothing (EXCHANGE §3)."""

import datetime as dt
from pathlib import Path

import pytest

from homes import LI, MAHAI, ZHANG, House, attention, of, opened_house, who
from zige.exchange.catalogue import SHIPPED
from zige.store.runs import QUESTIONS, Run

WANTED = "证件号码,姓名,通缉日期,撤销日期,撤销原因"
BOTH = [f"{who(ZHANG)},2026-01-03,,", f"{who(MAHAI)},2026-01-04,,"]


@pytest.fixture(params=["snapshot", "increment"])
def delivery(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def house(tmp_path: Path, delivery: str) -> House:
    """A home whose own contract says that the list of the wanted is whole, or is not."""
    house = opened_house(tmp_path)
    text = (SHIPPED / "police.wanted.yaml").read_text(encoding="utf-8")
    assert "delivery: increment" in text
    own = house.home.contracts / "police.wanted.yaml"
    own.write_text(text.replace("delivery: increment", f"delivery: {delivery}"), encoding="utf-8")
    house.deliver("通缉_202601.csv", "2026-02-02", WANTED, *BOTH)
    return house


def unlisted(run: Run) -> list[tuple[int, dt.date]]:
    asked = run.table(QUESTIONS)
    return asked.filter(asked["kind"] == "no_longer_listed").select("person", "day").rows()


@pytest.mark.parametrize("delivery", ["snapshot"], indirect=True)
def test_a_record_that_is_no_longer_listed_is_asked_about_until_it_is_listed_again(house: House) -> None:
    first = house.run("2026-02")
    assert unlisted(first) == []
    house.deliver("通缉_202602.csv", "2026-03-02", WANTED, BOTH[0])
    without = house.run("2026-03")
    assert unlisted(without) == [(of(first, MAHAI)["person"], dt.date(2026, 1, 4))]
    assert attention(without, MAHAI) == attention(without, ZHANG) == {"verify"}
    house.deliver("通缉_202603.csv", "2026-04-02", WANTED, *BOTH)
    again = house.run("2026-04")
    assert unlisted(again) == []
    assert house.run("2026-04", known_by=dt.date(2026, 4, 1)).receipt["questions"] == 1


@pytest.mark.parametrize("delivery", ["snapshot"], indirect=True)
@pytest.mark.parametrize(
    ("ending", "asked"), [(f"{who(MAHAI)},2026-01-04,2026-02-10,归案", 0), (f"{who(LI)},2026-01-04,,", 1)]
)
def test_what_has_ended_is_not_asked_about(house: House, ending: str, asked: int) -> None:
    house.deliver("通缉_202602.csv", "2026-03-02", WANTED, BOTH[0], ending)
    house.deliver("通缉_202603.csv", "2026-04-02", WANTED, BOTH[0], *([] if asked == 0 else [ending]))
    assert len(unlisted(house.run("2026-04"))) == asked


@pytest.mark.parametrize("delivery", ["snapshot"], indirect=True)
def test_a_list_that_comes_again_is_the_last_one(house: House) -> None:
    """In March the list is that of January again: what February's had is no longer listed."""
    house.deliver("通缉_202602.csv", "2026-03-02", WANTED, *BOTH, f"{who(LI)},2026-02-03,,")
    assert unlisted(house.run("2026-03")) == []
    assert house.deliver("通缉_202603.csv", "2026-04-02", WANTED, *BOTH)["status"] == "already_received"
    assert [day for _, day in unlisted(house.run("2026-04"))] == [dt.date(2026, 2, 3)]


@pytest.mark.parametrize("delivery", ["snapshot"], indirect=True)
@pytest.mark.parametrize(
    ("month", "stated", "asked"),
    [("2026-02", "更正,", 0), ("2026-02", "撤回,", 0), ("2026-02", "新增,", 1), ("2026-01", "", 0), ("2026-02", "", 1)],
)
def test_a_few_rows_say_nothing_of_the_rest(house: House, month: str, stated: str, asked: int) -> None:
    """Rows that only correct or withdraw are no list, and what comes for a month completes its list."""
    header = f"记录状态,{WANTED}" if stated else WANTED
    house.deliver("通缉_改.csv", "2026-03-02", header, f"{stated}{who(LI)},2026-01-05,,", month=month)
    assert len(unlisted(house.run("2026-03"))) == 2 * asked


@pytest.mark.parametrize("delivery", ["increment"], indirect=True)
def test_what_is_new_says_nothing_of_the_rest(house: House) -> None:
    house.deliver("通缉_202602.csv", "2026-03-02", WANTED, f"{who(LI)},2026-02-03,,")
    assert unlisted(house.run("2026-03")) == []
