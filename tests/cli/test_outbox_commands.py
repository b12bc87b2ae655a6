"""`zige offer`, `outbox` and `acknowledge` as a clerk uses them."""

from pathlib import Path

import pytest

from cli_asked import answer, asked
from homes import CASEWORK, PEOPLE, ZHANG, House, opened_house, who
from zige.store.lock import held


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = opened_house(tmp_path)
    house.run("2026-01")
    with (house.home.path / "zige.toml").open("a", encoding="utf-8") as file:
        file.write('[consumers.finance]\nexport = "payments"\n[consumers.county]\nexport = "cases"\n')
    return house


def home(house: House) -> list[str]:
    return ["--home", str(house.home.path)]


def offered(house: House, out: str, *said: str, to: str = "finance") -> tuple[int, str]:
    given = asked("offer", to, "--out", str(house.files / out), "--lang", "en", *said, *home(house))
    return given.status, given.stdout


def test_a_list_goes_out_until_it_is_acknowledged(house: House) -> None:
    assert "Nothing was offered yet" in asked("outbox", "--lang", "en", *home(house)).stdout
    status, told = offered(house, "one", "--on", "2026-02-01")
    assert (status, told.splitlines()[0]) == (0, f"finance-0001-payments-2026-01.csv  {len(PEOPLE)} rows")
    assert "(offered 2 times)" in offered(house, "two", "--on", "2026-02-02")[1]
    shown = asked("outbox", "--lang", "en", *home(house)).stdout
    assert [word in shown for word in ("finance-0001", "2026-02-01", "2026-02-02", "open")] == [True] * 4
    manifest = ["--file", str(house.files / "two" / "清单.csv"), "--on", "2026-02-05"]
    assert asked("acknowledge", *manifest, *home(house)).stdout == "finance-0001：2026-02-05 确认收到\n"
    assert asked("acknowledge", *manifest[:2], *home(house)).stdout == "finance-0001：2026-02-05 确认收到\n"
    (told_again,) = answer("outbox", "--json", *home(house))[1]
    assert (told_again["state"], told_again["acknowledged"]) == ("acknowledged", "2026-02-05")
    assert "Nothing is new or open" in offered(house, "three")[1]
    assert not (house.files / "three").exists()


def test_an_acknowledgement_can_be_typed(house: House) -> None:
    (told,) = answer("offer", "finance", "--out", str(house.files / "one"), "--json", *home(house))[1]["offers"]
    line = ["acknowledge", told["id"], "--rows", str(told["rows"]), "--digest", f"SM3:{told['sm3'].upper()}"]
    assert asked(*line, *home(house)).status == 0


def test_why_another_takes_the_place_of_an_open_one_is_said(house: House) -> None:
    offered(house, "one")
    house.deliver("经办核实与认证.csv", "2026-02-03", CASEWORK, f"{who(ZHANG)},死亡,2025-12-20,,,已核实,死亡证明")
    house.run("2026-01")
    assert "instead of finance-0001: the month was run again" in offered(house, "two")[1]
    settings = house.home.path / "zige.toml"
    settings.write_text(
        settings.read_text("utf-8").replace('\nexport = "payments"', '\nexport = "monitoring"'), "utf-8"
    )
    assert "instead of finance-0002: the same run, but since settings" in offered(house, "three")[1]


def test_purge_says_what_can_be_offered_no_more(house: House) -> None:
    offered(house, "one", to="county")
    purge = ["purge", "--on", "2028-03-01", "--lang", "en", *home(house)]
    assert "county-0001 is not acknowledged and cannot be offered afterwards" in asked(*purge).stdout
    assert asked(*purge, "--delete").status == 0
    status, told = offered(house, "two", to="county")
    assert status == 1
    assert "The lists of 2026-01 are past their time" in told
    assert "county-0001" not in asked(*purge).stdout


WRONG = {
    "a consumer that is none": ("offer finanse --out {out}/a", "did you mean 'finance'"),
    "a folder that exists": ("offer finance --out {out}", "does not exist yet"),
    "a day that is none": ("offer finance --out {out}/a --on soon", "write it like 2026-11-20"),
    "an acknowledgement of nothing": ("acknowledge", "one of the two"),
    "an acknowledgement twice over": ("acknowledge finance-0001 --file {out}/a.csv", "one of the two"),
    "an acknowledgement without a digest": ("acknowledge finance-0001 --rows 6", "lacks its digest or rows"),
    "another digest": ("acknowledge finance-0001 --rows 6 --digest 00", "another digest"),
    "an offer never made": ("acknowledge finance-0009 --rows 6 --digest 00", "was never offered"),
    "a file that is not there": ("acknowledge --file {out}/a.csv", "cannot be read"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_in_one_sentence(house: House, tmp_path: Path, case: str) -> None:
    offered(house, "one")
    line, told = WRONG[case]
    before = house.content()
    given = asked(*line.format(out=tmp_path).split(), *home(house))
    assert given.status == 2
    assert given.refusal is not None
    assert told in given.refusal.en
    assert "\n" not in given.refusal.zh
    assert house.content() == before


def test_who_writes_to_the_outbox_holds_the_home(house: House, tmp_path: Path) -> None:
    offered(house, "one")
    with held(house.home.path, "zige run"):
        for line in (f"offer finance --out {tmp_path}/a", "acknowledge finance-0001 --rows 6 --digest 00"):
            given = asked(*line.split(), *home(house))
            assert given.refusal is not None
            assert "zige run" in given.refusal.en
        assert asked("outbox", *home(house)).status == 0
