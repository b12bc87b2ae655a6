"""A file of the home that is missing or damaged is named in one sentence, whichever command meets it."""

import shutil
from pathlib import Path

import pytest

from cli_asked import asked
from homes import DEATHS, PAYMENTS, ZHANG, House, opened_house, who
from zige.errors import HomeRefused


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = opened_house(tmp_path_factory.mktemp("house"))
    house.deliver("死亡.csv", "2026-02-05", DEATHS, f"{who(ZHANG)},2026-01-20,2026-01-25")
    house.deliver("发放台账.csv", "2026-02-05", PAYMENTS, f"{ZHANG.benefit},2026-01,3000")
    house.run("2026-02")
    return house


DAMAGE = {
    "the receipt of a batch": ("store/batches/000003-*/receipt.json", "batches"),
    "the receipt of a batch met by a run": ("store/batches/000003-*/receipt.json", "run --month 2026-02"),
    "facts": ("store/batches/000003-*/facts.parquet", "run --month 2026-02 --full"),
    "a ledger": ("store/batches/000004-*/payments.parquet", "run --month 2026-02 --full"),
    "the receipt of a run": ("store/runs/2026-02/001/receipt.json", "runs"),
    "determinations": ("store/runs/2026-02/001/determinations.parquet", "diff 2026-02 2026-02"),
    "determinations exported": ("store/runs/2026-02/001/determinations.parquet", "export payments --month 2026-02"),
}


@pytest.mark.parametrize("case", DAMAGE)
@pytest.mark.parametrize("missing", [True, False], ids=["missing", "damaged"])
def test_a_file_that_cannot_be_read_is_named(house: House, tmp_path: Path, case: str, missing: bool) -> None:
    place, command = DAMAGE[case]
    copy = tmp_path / "home"
    shutil.copytree(house.home.path, copy)
    (found,) = copy.glob(place)
    if missing and found.name not in ("facts.parquet", "payments.parquet"):
        found.unlink()
    else:
        found.write_text("{")
    out = ["--out", str(tmp_path / "out.csv")] if command.startswith("export") else []
    given = asked(*command.split(), *out, "--home", str(copy))
    assert isinstance(given.refusal, HomeRefused)
    assert (
        given.refusal.en
        == f"{found.parent.name}/{found.name} of the home is missing or damaged; restore it from a backup"
    )
    assert f"{found.parent.name}/{found.name} 缺失或已损坏" in given.refusal.zh
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("name", ["signs", "paid"])
def test_what_is_kept_from_run_to_run_is_made_anew_where_it_is_damaged(house: House, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "home"
    shutil.copytree(house.home.path, copy)
    kept = copy / "store" / "kept" / f"{name}.parquet"
    sound = kept.read_bytes()
    kept.write_text("{")
    assert asked("run", "--month", "2026-02", "--home", str(copy)).refusal is None
    assert kept.read_bytes() == sound
