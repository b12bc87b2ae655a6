"""A run with what was kept of earlier months comes to what a run on everything comes to (LAW §4, §5)."""

import datetime as dt
import random
from pathlib import Path

import pytest

from homes import BORDER, CASEWORK, LI, MAHAI, PEOPLE, ZHANG, House, held_batch, of, opened_house, strangers, who
from zige.law.lawbook import load_lawbook
from zige.law.months import format_month, parse_month
from zige.law.rules import Rules
from zige.receiving.releasing import release_batch
from zige.running.conductor import RunRequest, result_of
from zige.running.signs import all_signs
from zige.store.batches import batch_called, usable_batches
from zige.store.kept import SIGNS, read_kept
from zige.store.runs import CERTIFIED

FIRST = parse_month("2026-02")
CARD, TRIP = "证件号码,姓名,受理日期", "证件号码,姓名,出行日期,方式"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened_house(tmp_path)


def kept_file(house: House) -> Path:
    return house.home.path / "store" / "kept" / "signs.parquet"


def said(house: House, month: int, **how: object) -> dict[str, list[dict[str, object]]]:
    """Every table of a run that is not written."""
    result = result_of(house.home, RunRequest(month, "polars", **how))  # type: ignore[arg-type]
    return {name: table.to_dicts() for name, table in result.tables().items()}


def deliver_at_random(house: House, month: int, chance: random.Random) -> None:
    """Crossings that are new, corrected or withdrawn; card and trip, which prove only together; all of any month so far."""
    told = format_month(month)
    day = f"{told}-03"

    def some_day() -> str:
        return f"{format_month(chance.randint(FIRST - 1, month - 1))}-{chance.randint(1, 28):02}"

    crossings = [
        f"R{chance.randint(1, 12)},{chance.choice(['新增', '更正', '撤回'])},{who(person)},{some_day()},出境"
        for person in chance.sample(PEOPLE, 3)
    ]
    house.deliver(f"出入境_{told}.csv", day, BORDER, *crossings)
    cards = [f"{who(person)},{some_day()}" for person in chance.sample(PEOPLE, 3)]
    house.deliver(f"身份证换领_{told}.csv", day, CARD, *cards)
    trips = [f"{who(person)},{some_day()},铁路" for person in chance.sample(PEOPLE, 4)]
    house.deliver(f"实名出行_{told}.csv", day, TRIP, *trips, dataset="transport.trips")
    found = [
        f"C{chance.randint(1, 6)},{who(person)},资格认证,{some_day()},,,{chance.choice(['已核实', '已否定'])},窗口现场认证"
        for person in chance.sample(PEOPLE, 2)
    ]
    house.deliver(f"经办核实与认证_{told}.csv", day, f"记录编号,{CASEWORK}", *found)


@pytest.mark.parametrize("seed", range(3))
def test_every_run_is_the_full_one_whatever_was_corrected_or_run_again(house: House, seed: int) -> None:
    chance = random.Random(seed)
    for month in range(FIRST, FIRST + 14, 2):
        deliver_at_random(house, month, chance)
        for each in {month, chance.randint(FIRST, month)}:
            assert said(house, each) == said(house, each, full=True)
            house.run(format_month(each))
            day = dt.date(each // 12, each % 12 + 1, chance.randint(1, 28))
            assert said(house, each, known_by=day) == said(house, each, known_by=day, full=True)


def crossings(house: House, *months: str) -> None:
    for month in months:
        day = format_month(parse_month(month) + 1)
        row = f"R{month},新增,{who(ZHANG)},{month}-09,出境"
        house.deliver(f"出入境_{month}.csv", f"{day}-03", BORDER, row)
        house.run(day)


def test_what_no_later_run_can_need_is_not_kept(house: House) -> None:
    """Of ZHANG the crossing of 2026-05 certifies; beside a card of the month before, only what lies in it and after."""
    crossings(house, "2026-02", "2026-03")
    house.deliver("身份证换领_202604.csv", "2026-05-03", CARD, f"{who(ZHANG)},2026-04-20", f"{who(LI)},2026-01-20")
    crossings(house, "2026-05")
    kept = read_kept(house.home, SIGNS, parse_month("2026-06"), *law_and_batches(house))
    assert kept is not None
    known = all_signs(Rules(load_lawbook(None), parse_month("2026-06")))(usable_batches(house.home))
    dropped = known.join(kept.table, on=["person", "kind", "month"], how="anti")
    zhang = known.filter(known["kind"] == "life.border")["person"][0]
    assert sorted(dropped.filter(dropped["person"] == zhang)["month"]) == [
        parse_month(month) for month in ("2025-11", "2026-02", "2026-03")
    ]
    assert dropped.filter(dropped["kind"] == "life.id_card").is_empty()


def law_and_batches(house: House) -> tuple[str, set[int]]:
    run = max(house.home.runs.glob("*/*"))
    told = (run / "receipt.json").read_text("utf-8")
    (law,) = (line.split('"')[3] for line in told.splitlines() if line.strip().startswith('"law"'))
    return law, {batch.number for batch in usable_batches(house.home)}


@pytest.mark.parametrize(
    ("month", "other_law", "without", "serves"),
    [
        ("2026-03", False, 0, True),
        ("2026-02", False, 0, False),
        ("2026-03", True, 0, False),
        ("2026-03", False, 1, False),
    ],
)
def test_it_serves_no_earlier_month_no_other_law_and_nobody_who_knew_less(
    house: House, month: str, other_law: bool, without: int, serves: bool
) -> None:
    crossings(house, "2026-02")
    law, batches = law_and_batches(house)
    known = set(sorted(batches)[without:])
    found = read_kept(house.home, SIGNS, parse_month(month), "another" if other_law else law, known)
    assert (found is not None) == serves


def test_what_another_program_kept_serves_no_run(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    crossings(house, "2026-02")
    monkeypatch.setattr("zige.store.kept.SAYS", "zige 0.0")
    assert read_kept(house.home, SIGNS, parse_month("2026-03"), *law_and_batches(house)) is None
    house.run("2026-03")
    assert read_kept(house.home, SIGNS, parse_month("2026-03"), *law_and_batches(house)) is not None


def test_a_withdrawn_crossing_brings_back_what_was_no_longer_kept(house: House) -> None:
    """ZHANG crossed the border in 2026-02 and in 2026-05; when the later record is withdrawn the earlier one certifies."""
    crossings(house, "2026-02", "2026-05")
    house.deliver("出入境_202606.csv", "2026-07-03", BORDER, f"R2026-05,撤回,{who(ZHANG)},2026-05-09,出境")
    assert of(house.run("2026-07"), ZHANG)["last_certified"] == dt.date(2026, 2, 9)


def test_what_a_file_itself_corrected_is_not_brought_back_by_a_later_withdrawal(house: House) -> None:
    """R1 is another person's on a later line of the same file; of LI only R2 is withdrawn, which leaves nothing."""
    rows = [f"R1,新增,{who(LI)},2026-02-09,出境", f"R1,更正,{who(MAHAI)},2026-02-09,出境"]
    house.deliver("出入境_202602.csv", "2026-03-03", BORDER, *rows, f"R2,新增,{who(LI)},2026-02-11,出境")
    before = of(opened_house(house.files / "another").run("2026-04"), LI)["last_certified"]
    assert of(house.run("2026-03"), LI)["last_certified"] == dt.date(2026, 2, 11)
    house.deliver("出入境_202603.csv", "2026-04-03", BORDER, f"R2,撤回,{who(LI)},2026-02-11,出境")
    assert of(house.run("2026-04"), LI)["last_certified"] == before
    assert of(house.run("2026-04", full=True), LI)["last_certified"] == before


@pytest.mark.parametrize("corrected", [False, True])
def test_what_is_released_later_joins_what_is_kept(house: House, corrected: bool) -> None:
    """Also where a batch that was used before has a newer version of one of its records."""
    batch = batch_called(house.home, held_batch(house))
    if corrected:
        rows = [*strangers(60, "2026-05-03"), f"H1,更正,{who(LI)},2026-04-10,出境"]
        assert house.deliver("出入境_202605.csv", "2026-06-02", BORDER, *rows)["status"] == "accepted"
    house.run("2026-06")
    release_batch(house.home, batch, "王复核", dt.date(2026, 6, 20))
    assert said(house, parse_month("2026-07")) == said(house, parse_month("2026-07"), full=True)
    assert of(house.run("2026-07"), LI)["last_certified"] == dt.date(2026, 4, 10 if corrected else 9)


def test_without_the_file_everything_is_read_anew_and_comes_to_the_same(house: House) -> None:
    crossings(house, "2026-02", "2026-03")
    house.deliver("经办核实与认证.csv", "2026-05-03", CASEWORK, f"{who(LI)},资格认证,2026-05-02,,,已核实,窗口现场认证")
    with_it = house.run("2026-05")
    kept_file(house).unlink()
    without = house.run("2026-05", full=True)
    assert with_it.receipt == without.receipt
    assert with_it.table(CERTIFIED).height == 1
    assert kept_file(house).exists()


def test_a_run_of_an_earlier_month_leaves_what_is_kept(house: House) -> None:
    crossings(house, "2026-02", "2026-05")
    before = kept_file(house).read_bytes()
    house.run("2026-03")
    assert kept_file(house).read_bytes() == before
