"""A file that cannot be taken in is refused whole: one sentence that names it, nothing left behind (EXCHANGE §1)."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from homes import DEATHS, LI, House, opened_house, who
from zige.exchange.manifest import Entry
from zige.receiving.receipts import COUNTS

ROW = f"{who(LI)},2026-01-20,2026-01-25"
GOOD = f"{DEATHS}\n{ROW}\n".encode()


def zipped(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.csv", content)

    return write


def holding(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


FILES: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "empty": ("a.csv", holding(b""), "empty"),
    "a header only": ("a.csv", holding(DEATHS.encode() + b"\n"), "no row"),
    "a required column missing": ("a.csv", holding(GOOD.replace("注销日期".encode(), b"x")), "lacks 注销日期"),
    "a column twice": ("a.csv", holding(GOOD.replace("注销日期".encode(), "注销日期,死亡时间".encode())), "twice"),
    "a damaged zip": ("a.zip", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(40)), "damaged"),
    "a cut gzip": ("a.csv.gz", holding(gzip.compress(GOOD * 50)[:-20]), "damaged"),
    "a picture": ("a.csv", holding(b"\x89PNG\r\n\x1a\n" + bytes(20)), "PNG"),
    "a folder": ("a.d", lambda path: path.mkdir(), "name the files in it"),
    "a header only in a zip": ("a.zip", zipped(DEATHS.encode() + b"\n"), "no row"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return opened_house(tmp_path_factory.mktemp("house"))


@pytest.mark.parametrize("case", FILES)
def test_a_refused_file_leaves_nothing_behind(house: House, tmp_path: Path, case: str) -> None:
    name, write, told = FILES[case]
    write(tmp_path / name)
    before = house.content()
    receipt = house.take(tmp_path / name, "2026-02-05")
    assert house.content() == before
    assert receipt["status"] == "refused"
    assert [receipt[each] for each in ("dataset", "month", "batch")] == [None, None, None]
    assert {receipt[each] for each in COUNTS} == {0}
    assert told in receipt["message"]["en"]
    assert receipt["message"]["zh"].startswith("a.")


def test_each_has_a_sentence_of_its_own(house: House, tmp_path: Path) -> None:
    """Damage is damage, and no rows are no rows, also in an archive."""
    sentences = set()
    for name, write, _ in FILES.values():
        write(tmp_path / name)
        message = house.take(tmp_path / name, "2026-02-05")["message"]
        sentences.add(message["en"].partition(": ")[2])
    assert len(sentences) == len(FILES) - 2


def test_a_header_that_only_names_people_is_taken_for_no_dataset(house: House) -> None:
    """Arrests need no more than a number and a name, which every file has; without a column of its own it is none."""
    told = house.deliver("名单.csv", "2026-02-05", "证件号码,姓名,金额合计", f"{who(LI)},5")
    assert told["status"] == "refused"
    arrests = house.deliver("名单2.csv", "2026-02-05", "证件号码,姓名,逮捕日期", f"{who(LI)},2026-01-20")
    assert arrests["dataset"] == "procuratorate.arrests"


def test_a_file_that_is_not_there_is_refused(house: House, tmp_path: Path) -> None:
    assert house.take(tmp_path / "none.csv", "2026-02-05")["status"] == "refused"


def test_a_dataset_that_the_file_is_not(house: House) -> None:
    told = house.deliver("x.csv", "2026-02-05", DEATHS, ROW, dataset="police.border")
    assert told["status"] == "refused"
    assert "police.deaths" in told["message"]["en"]


@pytest.mark.parametrize(("rows", "status"), [(2, "refused"), (1, "accepted"), (None, "accepted")])
def test_a_manifest_must_agree_on_the_rows(tmp_path: Path, rows: int | None, status: str) -> None:
    house = opened_house(tmp_path)
    before = house.content()
    told = house.deliver("d.csv", "2026-02-05", DEATHS, ROW, announced=[Entry("d.csv", None, rows, None)])
    assert told["status"] == status
    assert (house.content() == before) == (status == "refused")


@pytest.mark.parametrize(("rows", "status"), [(2, "refused"), (1, "accepted")])
def test_a_packed_file_is_announced_by_its_own_name(tmp_path: Path, rows: int, status: str) -> None:
    house = opened_house(tmp_path)
    path = house.files / "d.csv.gz"
    path.write_bytes(gzip.compress(GOOD))
    assert house.take(path, "2026-02-05", announced=[Entry("d.csv.gz", None, rows, None)])["status"] == status


def test_a_benefit_that_the_register_does_not_have_is_set_aside(house: House) -> None:
    header = "证件号码,姓名,疑点类型,发生日期,待遇编号"
    rows = [f"{who(LI)},疑似死亡,2026-01-20,{benefit}" for benefit in (LI.benefit, "B999", "B001", "")]
    told = house.deliver("联网监测疑点.csv", "2026-02-05", header, *rows)
    assert (told["accepted"], told["codes"]) == (2, {"benefit_unknown": 2})


def test_a_payment_for_a_benefit_that_the_register_does_not_have_is_set_aside(house: House) -> None:
    told = house.deliver("发放台账.csv", "2026-02-05", "待遇编号,年月,金额", "B001,2026-01,3000", "B999,2026-01,3000")
    assert (told["accepted"], told["codes"]) == (1, {"benefit_unknown": 1})
