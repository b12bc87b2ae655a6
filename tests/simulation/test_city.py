"""A simulated city is repeatable, complete, accounted for line by line, and as dirty as it says."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from simulation.cities import City, digests, make, unseen
from zige.errors import RequestRefused
from zige.simulation.city import Plan, build_city
from zige.simulation.datasets import FILES
from zige.simulation.life import EVENT_KINDS
from zige.simulation.parameters import load_parameters

DATASETS = [
    "roster.persons",
    "roster.benefits",
    "roster.payments",
    "police.deaths",
    "police.missing",
    "police.custody",
    "police.wanted",
    "police.emigration",
    "police.enlistment",
    "police.border",
    "police.id_cards",
    "procuratorate.arrests",
    "court.judgments",
    "court.declarations",
    "justice.prison",
    "justice.parole",
    "justice.corrections",
    "justice.reports",
    "civil.cremations",
    "civil.marriages",
    "civil.adoptions",
    "health.death_certificates",
    "health.visits",
    "medical.settlements",
    "tax.wages",
    "transport.trips",
    "digital.logins",
    "hrss.employments",
    "hrss.pensions",
    "hrss.duplicates",
    "hrss.offers",
    "hrss.assessments",
    "hrss.retirements",
    "monitoring.findings",
    "bank.counter",
    "channels.certifications",
    "grassroots.reports",
    "employers.reports",
    "declarations",
]
"""EXCHANGE §4 without casework's own."""

CODES = [
    "id_missing",
    "id_shape",
    "id_birth_date",
    "id_check_digit",
    "name_missing",
    "date_missing",
    "date_invalid",
    "date_future",
    "dates_reversed",
    "value_unknown",
    "value_missing",
    "benefit_unknown",
    "row_shape",
]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_city(city: City, other_folder: Path) -> None:
    first = digests(city)
    assert digests(make(other_folder / "again")) == first
    other = digests(make(other_folder / "seed", seed=2))
    same = {name for name in first.keys() & other.keys() if first[name] == other[name]}
    assert all("delivery.csv" in name or "villages" in name for name in same)


def test_every_dataset_but_caseworks_is_written(city: City) -> None:
    assert [file.dataset for file in FILES] == DATASETS
    assert set(city.truth("records")["dataset"]) == set(DATASETS)


def test_the_truth_accounts_for_every_delivered_row_and_for_no_other(city: City) -> None:
    counted = dict(city.truth("records").group_by("file").agg(pl.col("line").sort()).iter_rows())
    files = {str(path.relative_to(city.folder)): path for path in city.files()}
    assert counted.keys() == files.keys()
    for name in files:
        assert counted[name] == list(range(2, len(city.rows(name)) + 1)), name


def test_a_delivery_calendar_names_every_file_of_its_month(city: City) -> None:
    for month in ("2025-12", "2026-01", "2026-02"):
        calendar = pl.read_csv(city.folder / month / "delivery.csv")
        names = {path.name for path in (city.folder / month).iterdir()} - {"delivery.csv"}
        assert set(calendar["file"]) == names
        assert calendar["arrived"].str.starts_with(month).all()


@pytest.mark.parametrize("code", CODES)
def test_every_quarantine_code_is_made_to_happen(city: City, code: str) -> None:
    assert city.truth("records").filter(pl.col("code") == code).height > 0


def test_a_spoilt_row_is_spoilt_in_the_file(city: City) -> None:
    """Three codes whose cause can be seen without any rule of reading."""
    spoilt = city.truth("records").filter(pl.col("month") == city.truth("records")["month"].min())
    seen: dict[str, Callable[[list[str]], bool]] = {
        "row_shape": lambda row: row[-1] == "见附件",
        "date_future": lambda row: "20991231" in row,
        "benefit_unknown": lambda row: any(cell.endswith("999999999") for cell in row),
    }
    for code, is_spoilt in seen.items():
        for name, line in spoilt.filter(pl.col("code") == code).select("file", "line").iter_rows():
            rows = city.rows(name)
            assert is_spoilt(rows[line - 1]), (name, line)
            assert not is_spoilt(rows[1]), name


def test_no_kind_of_event_is_missing(city: City) -> None:
    assert set(city.truth("events")["kind"]) == set(EVENT_KINDS)


def test_streamed_parts_give_the_same_people_lives_and_rows_as_one_part(other_folder: Path) -> None:
    """A city of 4,000 people made in one part and in two; rows but for the spoilt and repeated ones."""
    whole = make(other_folder / "whole", people=4000, months=2)
    parts = make(other_folder / "parts", people=4000, months=2, part=2000)
    for table, key in {"persons": "person", "benefits": "benefit_id", "events": "event"}.items():
        assert whole.truth(table).sort(key).equals(parts.truth(table).sort(key)), table
    assert _cells(whole) == _cells(parts)


def _cells(city: City) -> list[str]:
    """All signs of life and payments of a city, in no order."""
    kept = city.truth("records").filter(
        ~pl.col("truth").eq("dirty"),
        ~pl.col("flaw").str.contains("duplicate_row"),
        ~pl.col("flaw").str.contains("wrong_person"),
    )
    lines = kept.filter(pl.col("dataset").is_in(["bank.counter", "roster.payments", "police.id_cards"]))
    texts: list[str] = []
    for name, numbers in lines.group_by("file", maintain_order=True).agg("line").iter_rows():
        rows = city.rows(name)
        texts += ["|".join(rows[number - 1]) for number in numbers]
    return sorted(texts)


def test_encodings_and_formats_are_those_of_real_departments(city: City) -> None:
    deaths = (city.folder / "2025-12" / "死亡注销户口_202511.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        deaths.decode("utf-8")
    assert deaths.decode("gb18030").startswith("记录编号,公民身份号码,姓名")
    assert (city.folder / "2025-12" / "待遇名册_202511.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert {path.suffix for path in city.files()} == {".csv", ".tsv", ".xlsx", ".zip", ".gz"}


def test_a_folder_in_use_and_a_plan_without_people_are_refused(city: City, tmp_path: Path) -> None:
    parameters = load_parameters()
    with pytest.raises(RequestRefused, match="not empty"):
        build_city(city.folder, Plan(2000, 1, 1), parameters, unseen)
    with pytest.raises(RequestRefused, match="--people"):
        build_city(tmp_path / "none", Plan(5, 1, 1), parameters, unseen)
    with pytest.raises(RequestRefused, match="no month"):
        build_city(tmp_path / "odd", Plan(2000, 1, 1, start="2025-13"), parameters, unseen)
    with pytest.raises(RequestRefused, match="--part"):
        build_city(tmp_path / "odd", Plan(2000, 1, 1, part=100), parameters, unseen)
    for impossible in ({"part": 0}, {"seed": -1}, {"months": 0}, {"months": 2000}):
        with pytest.raises(RequestRefused, match=f"--{next(iter(impossible))}"):
            Plan(**{"people": 2000, "months": 1, "seed": 1} | impossible)
    assert not (tmp_path / "odd").exists()
