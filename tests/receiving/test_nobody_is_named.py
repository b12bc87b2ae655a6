"""No number and no name stands in anything of a home that can be read without its keys (EXCHANGE §1)."""

import contextlib
import io
from pathlib import Path

import pytest

from cli_asked import answer, asked
from homes import (
    BORDER,
    CASEWORK,
    CUSTODY,
    DEATHS,
    EVERYONE,
    LI,
    MAHAI,
    NEWCOMER,
    PEOPLE,
    STRANGER,
    SUN,
    ZHANG,
    House,
    opened_house,
    unsealed,
    who,
)

WRONG = ZHANG.number[:-1] + ("1" if ZHANG.number[-1] != "1" else "2")
NAMES = {word for each in EVERYONE for word in (each.name, each.number)} | {WRONG, "13900000000"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = opened_house(tmp_path_factory.mktemp("house"))
    house.deliver(
        "死亡.csv",
        "2026-02-03",
        DEATHS,
        f"{who(SUN)},2026-01-20,",
        f"{WRONG},{ZHANG.name},2026-01-20,2026-01-25",
        f"{who(STRANGER)},2026-01-20,2026-01-25",
    )
    house.deliver(
        "出入境.csv",
        "2026-02-03",
        BORDER,
        f"{LI.number},新增,{who(LI)},2026-01-09,出境",
        f"R2,新增,{who(NEWCOMER)},2026-01-09,出境",
    )
    house.deliver("羁押.csv", "2026-02-03", CUSTODY + ",案号", f"C1,新增,{who(MAHAI)},2026-01-12,,,案-{MAHAI.number}")
    house.deliver(
        "经办核实与认证.csv", "2026-02-04", CASEWORK, f"{who(ZHANG)},资格认证,2026-02-02,,,已核实,{ZHANG.name}本人到场"
    )
    house.rosters("2026-02", "2026-02-05", *PEOPLE, NEWCOMER)
    house.run("2026-02")
    return house


def test_what_is_looked_for_is_found_where_it_may_stand(house: House) -> None:
    """The test can fail: the delivered files hold every one of them."""
    written = "".join(path.read_text(encoding="utf-8") for path in house.files.iterdir())
    assert {word for word in NAMES if word not in written} == set()


def test_nobody_is_named_in_the_home(house: House) -> None:
    found = {(place, word) for place, text in unsealed(house.home) for word in NAMES if word in text}
    assert found == set()


def test_nobody_is_named_on_the_terminal(house: House, tmp_path: Path) -> None:
    path = tmp_path / "死亡2.csv"
    path.write_text(f"{DEATHS}\n{who(SUN)},2026-01-20,\n{WRONG},{ZHANG.name},2026-01-21,2026-01-25\n", encoding="utf-8")
    home = ["--home", str(house.home.path)]
    commands = [
        ["receive", str(path)],
        ["batches"],
        ["batches", "--json"],
        ["run", "--month", "2026-02"],
        ["run", "--month", "2026-02", "--dry-run"],
        ["runs", "--json"],
    ]
    told = "".join(each.output for each in (asked(*command, *home) for command in commands))
    assert "police.deaths" in told
    assert {word for word in NAMES if word in told} == set()
    explained = asked("explain", ZHANG.benefit, "--month", "2026-02", *home).output
    assert ZHANG.number not in explained


def test_json_prints_the_fields_of_the_exchange_contract(house: House, tmp_path: Path) -> None:
    good, bad = tmp_path / "死亡3.csv", tmp_path / "坏.csv"
    good.write_text(f"{DEATHS}\n{who(LI)},2026-01-20,2026-01-25\n", encoding="utf-8")
    bad.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with contextlib.redirect_stderr(io.StringIO()):
        status, receipts = answer("receive", str(good), str(bad), "--json", "--home", str(house.home.path))
    fields = "file dataset month batch status rows accepted duplicate quarantined matched unmatched candidates codes unknown_columns message"
    assert status == 2
    assert [list(each) for each in receipts] == [fields.split()] * 2
    assert [(each["status"], each["dataset"], each["month"]) for each in receipts][1] == ("refused", None, None)
    assert isinstance(receipts[0]["message"], str)
