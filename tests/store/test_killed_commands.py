"""A command killed at any instant leaves the old state or the new, and done again it ends as if undisturbed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from homes import BORDER, NEWCOMER, PEOPLE, opened_house, who
from store import killing
from zige.running.offering import MANIFEST
from zige.store.outbox import all_offers


def instants(base: Path, command: str, stride: int) -> list[dict[str, Any]]:
    """What became of the home for each instant at which the command was killed, and last of the undisturbed one."""
    asked = [sys.executable, killing.__file__, str(base), command, str(stride)]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(asked, capture_output=True, text=True, check=True, env=os.environ | paths)
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    house = opened_house(tmp_path / "base")
    house.deliver("出入境_202601.csv", "2026-02-02", BORDER, f"R1,新增,{who(NEWCOMER)},2026-01-09,出境")
    return tmp_path / "base"


def batches(state: dict[str, str]) -> set[str]:
    return {Path(place).parts[2] for place in state if place.startswith("store/batches/0")}


@pytest.mark.parametrize(("command", "stride"), [("receive_facts", 6), ("receive_rosters", 11)])
def test_a_killed_receive_loses_nothing(base: Path, command: str, stride: int) -> None:
    *killed, undisturbed = instants(base, command, stride)
    assert len(killed) > 2
    for each in killed:
        assert each["end"] == undisturbed["end"]
        there = {
            place: digest
            for place, digest in each["killed"].items()
            if Path(place).parts[2:3] and Path(place).parts[2] in batches(each["killed"])
        }
        assert there.items() <= undisturbed["end"].items()


def test_a_killed_run_loses_nothing(base: Path) -> None:
    """Also where it had begun to read deliveries again for a newcomer. Done again it is the same run, or a second."""
    house = killing.House(killing.Home(base / "home"), base / "files")
    house.rosters("2026-02", "2026-02-05", *PEOPLE, NEWCOMER)
    *killed, undisturbed = instants(base, "run", 7)
    assert len(killed) > 2
    for each in killed:
        first = {place: digest for place, digest in each["end"].items() if "/002/" not in place}
        assert first == undisturbed["end"]
        second = {place.replace("/002/", "/001/"): digest for place, digest in each["end"].items() if "/002/" in place}
        assert second.items() <= undisturbed["end"].items()


@pytest.fixture
def offering(base: Path) -> killing.House:
    """A home with two months for a consumer."""
    house = killing.House(killing.Home(base / "home"), base / "files")
    with (base / "home" / "zige.toml").open("a", encoding="utf-8") as file:
        file.write('[consumers.finance]\nexport = "payments"\nsince = "2026-01"\n')
    house.run("2026-01")
    house.run("2026-02")
    return house


def test_a_killed_offer_is_whole_or_not_there_and_what_is_there_is_recorded(
    base: Path, offering: killing.House
) -> None:
    *killed, undisturbed = instants(base, "offer_lists", 1)
    assert len(killed) > 2
    assert [each["end"] for each in killed] == [undisturbed["end"]] * len(killed)
    written = 0
    for copy in base.parent.glob("base-offer_lists-*"):
        recorded = {each.file for each in all_offers(killing.Home(copy / "home"))}
        for folder in (copy / "files").glob("out-*"):
            assert {path.name for path in folder.iterdir()} == {*recorded, MANIFEST}
            written += 1
    assert written > len(killed)


def test_a_killed_acknowledgement_is_recorded_or_not(base: Path, offering: killing.House) -> None:
    killing.offer_lists(offering)
    *killed, undisturbed = instants(base, "acknowledge_lists", 1)
    assert len(killed) > 2
    assert [each["end"] for each in killed] == [undisturbed["end"]] * len(killed)
