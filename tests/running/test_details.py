"""An officer reads the delivered rows behind a fact, of the contract's columns alone (Art. 18; EXCHANGE §1)."""

from pathlib import Path

import polars as pl
import pytest

from homes import BORDER, DEATHS, LI, MAHAI, STRANGER, ZHANG, House, opened_house, who
from zige.errors import RequestRefused
from zige.running.details import Where, evidence_of, rows_behind
from zige.store.batches import all_batches
from zige.store.runs import EVENTS


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A death that two departments report, one of them in a workbook's columns that no contract knows."""
    house = opened_house(tmp_path)
    header = f"{DEATHS},内部备注"
    rows = [f"{who(STRANGER)},2026-01-02,2026-01-05,甲", f"{who(ZHANG)},2026-01-20,2026-01-25,乙"]
    house.deliver("死亡注销户口_202601.csv", "2026-02-03", header, *rows)
    cremated = f"{who(ZHANG)},2026-01-21,2026-01-22,1"
    house.deliver("火化_202601.csv", "2026-02-04", "证件号码,姓名,到馆日期,火化日期,有效标识", cremated)
    crossed = [f"R1,新增,{who(LI)},2026-01-09,出境", f"R2,新增,{who(LI)},2026-01-19,入境"]
    house.deliver("出入境_202601.csv", "2026-02-05", BORDER, *crossed)
    return house


def death(house: House) -> str:
    events = house.run("2026-02").table(EVENTS).filter(pl.col("kind") == "death")
    return str(events["fact_id"][0])


def test_the_rows_behind_a_fact_are_all_that_report_it(house: House) -> None:
    rows = rows_behind(house.home, evidence_of(house.home, death(house))).rows
    assert [(row.dataset, row.where.line, str(row.received)) for row in rows] == [
        ("police.deaths", 3, "2026-02-03"),
        ("civil.cremations", 2, "2026-02-04"),
    ]
    assert rows[0].values == {
        "证件号码": f"{ZHANG.number[:6]}************", "姓名": ZHANG.name, "死亡日期": "2026-01-20", "注销日期": "2026-01-25",
    }  # fmt: skip


def test_a_number_is_shown_whole_where_it_is_asked_for(house: House) -> None:
    evidence = evidence_of(house.home, death(house))
    masked, whole = (rows_behind(house.home, evidence, with_number=asked) for asked in (False, True))
    assert (whole.rows[0].values or {})["证件号码"] == ZHANG.number
    assert masked.digest != whole.digest
    assert masked == rows_behind(house.home, evidence)


def test_titles_are_told_in_english_too(house: House) -> None:
    (row, _) = rows_behind(house.home, evidence_of(house.home, death(house)), language="en").rows
    assert "name as on the document" in (row.values or {})


def test_a_proof_of_life_has_its_rows_too(house: House) -> None:
    """Both crossings of the month, as the explanation names them."""
    person = int(house.run("2026-02").table("certified.parquet")["person"][0])
    number = all_batches(house.home)[-1].number
    found = evidence_of(house.home, f"life.border-{person}-{number}-{2026 * 12}")
    assert found == [Where(number, 2), Where(number, 3)]
    assert evidence_of(house.home, f"life.border-{person}-{number}-{2026 * 12 + 1}") == []


def test_a_file_that_was_purged_is_told_as_gone(house: House) -> None:
    evidence = evidence_of(house.home, death(house))
    batch = all_batches(house.home)[evidence[0].number - 1]
    (house.home.sealed / batch.id).unlink()
    gone, there = rows_behind(house.home, evidence).rows
    assert (gone.values, there.values is None) == (None, False)


def test_the_account_of_a_roster_shows_its_last_digits_alone(house: House) -> None:
    header = "证件号码,待遇编号,险种,首次领取年月,月待遇金额,发放状态,经办机构区划,发放账号"
    row = f"{MAHAI.number},{MAHAI.benefit},企业职工养老,2015-01,3000.00,续发,511133,6222021234567890123"
    house.deliver("待遇名册_202602.csv", "2026-02-06", header, row)
    (shown,) = rows_behind(house.home, [Where(all_batches(house.home)[-1].number, 2)], with_number=True).rows
    assert (shown.values or {})["发放账号"] == "***************0123"


@pytest.mark.parametrize("name", ["", "death", "death-1-2", "death-1-x-3"])
def test_what_is_no_fact_is_refused(house: House, name: str) -> None:
    with pytest.raises(RequestRefused, match="no such fact"):
        evidence_of(house.home, name)


@pytest.mark.parametrize("place", [Where(99, 2), Where(3, 99)])
def test_a_row_that_nobody_delivered_is_refused(house: House, place: Where) -> None:
    with pytest.raises(RequestRefused, match="no delivery has this row"):
        rows_behind(house.home, [place])


def test_looking_writes_nothing(house: House) -> None:
    evidence = evidence_of(house.home, death(house))
    before = house.content()
    rows_behind(house.home, evidence)
    assert house.content() == before
