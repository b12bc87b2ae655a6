"""The commands of a home as a newcomer meets them: a wrong input gets one clear sentence and exit status 2."""

import re
from pathlib import Path

import pytest

from cli_asked import answer, asked
from homes import BORDER, DEATHS, LI, ZHANG, House, opened_house, who
from zige.store.lock import held


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = opened_house(tmp_path_factory.mktemp("house"))
    house.deliver("出入境.csv", "2026-02-03", BORDER, f"R1,新增,{who(LI)},2026-01-09,出境", "R2,新增,,,2026-01-09,出境")
    house.run("2026-02")
    return house


WRONG = {
    "no such month": ("run --month 2026-13", "write it like 2026-11"),
    "a month before go-live": ("run --month 2025-12", "before the month of go-live, 2026-01"),
    "no such engine": ("run --month 2026-02 --backend abacus", "abacus"),
    "no such day": ("run --month 2026-02 --known-by yesterday", "write it like 2026-11-20"),
    "a day before anything was known": ("run --month 2026-02 --known-by 2025-01-01", "no roster"),
    "a dry run of no month": ("run --month x --dry-run", "is not a month"),
    "a month never run": ("export cases --month 2026-09 --out {out}/a.csv", "run zige run --month 2026-09 first"),
    "an unknown list": ("export names --month 2026-02 --out {out}/a.csv", "no export 'names'"),
    "a list of another form": ("export cases --month 2026-02 --out {out}/a.pdf", "must be a .csv or .xlsx"),
    "a comparison with no run": ("diff 2026-02 2026-09", "no run of 2026-09"),
    "a comparison with no month": ("diff 2026-02 soon", "is not a month"),
    "an unknown batch": ("batch ffffffffffff", "0 batches begin with"),
    "a release of nothing": ("release ffffffffffff", "0 batches begin with"),
    "a batch not held": ("release {batch}", "is not held"),
    "a workbook of another form": ("quarantine {batch} --out {out}/a.csv", "must end in .xlsx"),
    "a workbook in no folder": ("quarantine {batch} --out {out}/none/a.xlsx", "no folder"),
    "a benefit nobody has": ("explain B999 --month 2026-02", "B999"),
    "a received day that is none": ("receive {out}/a.csv --received soon", "write it like 2026-11-20"),
    "a received day that has not come": ("receive {out}/a.csv --received 2999-01-01", "has not come yet"),
    "a received month that is none": ("receive {out}/a.csv --month soon", "write it like 2026-11"),
    "a manifest that is not there": ("receive {out}/a.csv --manifest {out}/m.csv", "manifest cannot be read"),
    "an explanation before go-live": ("explain B001 --month 2025-12", "before the month of go-live, 2026-01"),
    "an explanation by a rulebook that is not the home's": (
        "explain B001 --month 2026-02 --rulebook {out}/r.yaml",
        "a home's rulebook is in its zige.toml",
    ),
    "a dataset nobody has": ("receive {out}/a.csv --dataset police.birds", "police.birds"),
    "a purge on no day": ("purge --on soon", "write it like 2026-11-20"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_input_is_told_in_one_sentence(house: House, tmp_path: Path, case: str) -> None:
    line, told = WRONG[case]
    batch = answer("batches", "--json", "--home", str(house.home.path))[1][-1]["batch"]
    before = house.content()
    words = line.format(out=tmp_path, batch=batch[:12]).split()
    given = asked(*words, "--home", str(house.home.path))
    assert given.status == 2
    assert given.refusal is not None
    assert told in given.refusal.en
    assert "\n" not in given.refusal.zh
    assert house.content() == before


@pytest.mark.parametrize(
    "command", ["receive a.csv", "batches", "run --month 2026-02", "runs", "purge", "diff 2026-01 2026-02"]
)
def test_a_folder_that_is_no_home_is_told_how_to_become_one(tmp_path: Path, command: str) -> None:
    given = asked(*command.split(), "--home", str(tmp_path))
    assert given.status == 2
    assert given.refusal is not None
    assert "run zige init" in given.refusal.en


@pytest.mark.parametrize(
    ("option", "value", "told"), [("--region", "5111", "six digits"), ("--opening", "soon", "is not a month")]
)
def test_init_refuses_what_is_no_region_or_month(tmp_path: Path, option: str, value: str, told: str) -> None:
    given = asked("init", str(tmp_path / "home"), option, value)
    assert given.status == 2
    assert given.refusal is not None
    assert told in given.refusal.en
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_quotes_is_a_name(tmp_path: Path) -> None:
    assert asked("init", str(tmp_path / "home"), "--name", '乐山"社保"\\中心').status == 0
    assert asked("batches", "--home", str(tmp_path / "home")).status == 0


def test_a_second_command_is_told_who_holds_the_home(house: House) -> None:
    with held(house.home.path, "zige run"):
        for command in (["receive", "a.csv"], ["run", "--month", "2026-02"], ["purge"]):
            given = asked(*command, "--home", str(house.home.path))
            assert given.status == 2
            assert given.refusal is not None
            assert "zige run" in given.refusal.en


def test_a_dry_run_shows_what_differs_and_writes_nothing(house: House, tmp_path: Path) -> None:
    home = ["--home", str(house.home.path)]
    house.deliver("死亡.csv", "2026-02-05", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")
    before = house.content()
    status, told = answer("run", "--month", "2026-02", "--dry-run", "--json", *home)
    assert status == 0
    assert house.content() == before
    verify = {"benefit_id": ZHANG.benefit, "column": "attention", "before": None, "after": "verify"}
    assert told["changes"] == [verify]
    assert told["receipt"]["hashes"] == answer("run", "--month", "2026-02", "--json", *home)[1]["hashes"]


def test_the_first_dry_run_says_that_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    home = ["--home", str(house.home.path)]
    told = asked("run", "--month", "2026-02", "--dry-run", *home)
    assert "此前没有运行过" in told.stdout
    assert "6 份待遇" in told.stdout
    assert ZHANG.benefit not in told.stdout
    assert answer("run", "--month", "2026-02", "--dry-run", "--json", *home)[1]["changes"] is None


def test_a_dry_run_of_a_new_month_is_compared_with_the_month_before(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    house.run("2026-01")
    house.deliver("死亡.csv", "2026-02-05", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")
    told = answer("run", "--month", "2026-02", "--dry-run", "--json", "--home", str(house.home.path))[1]
    verify = {"benefit_id": ZHANG.benefit, "column": "attention", "before": None, "after": "verify"}
    assert told["changes"] == [verify]


def test_a_purge_lists_first_and_tells_of_runs_whose_lists_are_gone(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    house.run("2026-02")
    home = ["--home", str(house.home.path)]
    before = house.content()
    assert "run 2026-02/1" in asked("purge", "--on", "2028-03-01", *home).stdout
    assert house.content() == before
    assert "2 " in asked("purge", "--on", "2028-03-01", "--delete", *home).stdout
    assert [each["purged"] for each in answer("runs", "--json", *home)[1]] == [True]
    assert "purged" in asked("export", "cases", "--month", "2026-02", "--out", str(tmp_path / "a.csv"), *home).output
    assert not (tmp_path / "a.csv").exists()


def test_the_version_is_told_in_one_line() -> None:
    given = asked("--version")
    assert given.status == 0
    assert re.fullmatch(r"zige \d+\.\d+\.\d+\n", given.stdout)


def test_a_receipt_ends_with_the_command_that_comes_next(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    file = house.write("死亡 二月.csv", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25", ",,2026-01-20,2026-01-25")
    home = ["--home", str(house.home.path)]
    said = asked("receive", str(file), "--lang", "en", *home).stdout
    batch = answer("batches", "--json", *home)[1][-1]["batch"][:12]
    assert said.endswith(f"  zige quarantine {batch} --out '死亡 二月_退回.xlsx'\n")


def test_a_refused_file_is_named_once(tmp_path: Path) -> None:
    house = opened_house(tmp_path)
    given = asked("receive", str(tmp_path / "none.csv"), "--lang", "en", "--home", str(house.home.path))
    assert given.status == 2
    assert "\nnone.csv: it does not exist" in given.stdout
