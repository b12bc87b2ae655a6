"""Each proof of life by itself, as it counts now: what an officer reads who finds some false (LAW §2, §4)."""

import datetime as dt
from pathlib import Path

import pytest

from homes import BORDER, CASEWORK, SUN, VISITS, ZHANG, House, opened_house, who
from zige.kinds import FactKind, Status
from zige.law.months import parse_month
from zige.running.findings import Finding
from zige.running.proofs import Proof, proofs_of
from zige.store.runs import CERTIFIED

JULY = parse_month("2026-07")
TODAY = dt.date(2026, 7, 10)
REGISTER = Proof(dt.date(2025, 11, 10), FactKind.CERTIFICATION, ("hrss",))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return opened_house(tmp_path)


def person(house: House) -> int:
    certified = f"{who(ZHANG)},certification,2026-01-20,,,confirmed,上门"
    house.deliver("经办核实_202601.csv", "2026-01-25", CASEWORK, certified, dataset="casework.facts")
    return int(house.run("2026-01").table(CERTIFIED)["person"][0])


def known(house: House, number: int, *findings: Finding) -> list[str]:
    return [f"{one.day} {one.kind}" for one in proofs_of(house.home, number, JULY, findings, TODAY)]


def test_every_proof_of_a_month_is_told_with_who_says_it_and_no_one_elses(house: House) -> None:
    number = person(house)
    for day in ("2026-06-03", "2026-06-20"):
        house.deliver(f"出入境_{day}.csv", "2026-07-01", BORDER, f"B{day},新增,{who(ZHANG)},{day},出境")
    seen = [f"{who(one)},2026-06-20,体检,当面" for one in (ZHANG, SUN)]
    house.deliver("公共卫生服务_202606.csv", "2026-07-02", VISITS, *seen)
    assert proofs_of(house.home, number, JULY, (), TODAY) == [
        Proof(dt.date(2026, 6, 20), FactKind.LIFE_HEALTH_EXAM, ("health",)),
        Proof(dt.date(2026, 6, 20), FactKind.LIFE_BORDER, ("police",)),
        Proof(dt.date(2026, 6, 3), FactKind.LIFE_BORDER, ("police",)),
        Proof(dt.date(2026, 1, 20), FactKind.CERTIFICATION, ("casework",)),
        REGISTER,
    ]


def test_what_was_withdrawn_corrected_or_refuted_is_not_told(house: House) -> None:
    number = person(house)
    rows = [f"R{at},新增,{who(ZHANG)},2026-06-{at:02},出境" for at in (3, 4, 5, 6)]
    house.deliver("出入境_202606.csv", "2026-07-01", BORDER, *rows)
    later = [f"R3,撤回,{who(ZHANG)},2026-06-03,出境", f"R4,更正,{who(ZHANG)},2026-06-14,出境"]
    house.deliver("出入境_202607.csv", "2026-07-02", BORDER, *later)
    refuted = f"{who(ZHANG)},life.border,2026-06-05,,,refuted,通关照片不是本人"
    house.deliver("经办核实_202607.csv", "2026-07-03", CASEWORK, refuted, dataset="casework.facts")
    crossings = [one for one in known(house, number) if one.endswith("border")]
    assert crossings == ["2026-06-14 life.border", "2026-06-06 life.border"]


def test_what_was_found_and_is_still_to_come_counts_too(house: House) -> None:
    number = person(house)
    seen = Finding(FactKind.CERTIFICATION, dt.date(2026, 7, 9), Status.CONFIRMED, "上门")
    false = Finding(FactKind.CERTIFICATION, dt.date(2026, 1, 20), Status.REFUTED, "照片是别人")
    assert known(house, number, seen, false) == ["2026-07-09 certification", "2025-11-10 certification"]
