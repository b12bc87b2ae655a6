"""A command killed at any instant leaves the old state or the new, and done again it ends as if undisturbed."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from homes import BORDER, NEWCOMER, PEOPLE, opened_house, who
from store import killing
from zige.running.offering import MANIFEST
from zige.store.outbox import all_offers

State = dict[str, Any]


def instants(base: Path, command: str, how: str, number: int) -> list[State]:
    """What became of the home for each instant at which the command was killed, and of the undisturbed one."""
    asked = [sys.executable, killing.__file__, str(base), command, how, str(number)]
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


def check_receive(killed: State, undisturbed: State) -> None:
    """It ends as if undisturbed, and the batches that were there after the kill are whole."""
    whole = batches(killed["killed"])
    there = {place: digest for place, digest in killed["killed"].items() if whole & set(Path(place).parts)}
    assert killed["end"] == undisturbed["end"]
    assert there.items() <= undisturbed["end"].items()


def check_run(killed: State, undisturbed: State) -> None:
    """Done again it is the same run, or a second of the same."""
    first = {place: digest for place, digest in killed["end"].items() if "/002/" not in place}
    second = {place.replace("/002/", "/001/"): digest for place, digest in killed["end"].items() if "/002/" in place}
    assert first == undisturbed["end"]
    assert second.items() <= undisturbed["end"].items()


def with_newcomer(base: Path) -> None:
    """A delivery is to be read again for a newcomer."""
    killing.House(killing.Home(base / "home"), base / "files").rosters("2026-02", "2026-02-05", *PEOPLE, NEWCOMER)


def drawn() -> int:
    """A seed; of a test that fails it is shown."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    return seed


@pytest.mark.parametrize(
    ("command", "stride"), [("receive_facts", 6), ("receive_rosters", 11), ("receive_a_roster_again", 29)]
)
def test_a_killed_receive_loses_nothing(base: Path, command: str, stride: int) -> None:
    *killed, undisturbed = instants(base, command, "sync", stride)
    assert len(killed) > 2
    for each in killed:
        check_receive(each, undisturbed)


def test_a_killed_run_loses_nothing(base: Path) -> None:
    """Also where it had begun to read deliveries again for a newcomer."""
    with_newcomer(base)
    *killed, undisturbed = instants(base, "run", "sync", 7)
    assert len(killed) > 2
    for each in killed:
        check_run(each, undisturbed)


@pytest.mark.parametrize("command", ["receive_facts", "receive_a_roster_again"])
def test_a_receive_killed_at_random_loses_nothing(base: Path, command: str) -> None:
    undisturbed, *killed = instants(base, command, "random", drawn())
    for each in killed:
        check_receive(each, undisturbed)


def test_a_run_killed_at_random_loses_nothing(base: Path) -> None:
    with_newcomer(base)
    undisturbed, *killed = instants(base, "run", "random", drawn())
    for each in killed:
        check_run(each, undisturbed)


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
    *killed, undisturbed = instants(base, "offer_lists", "sync", 1)
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
    *killed, undisturbed = instants(base, "acknowledge_lists", "sync", 1)
    assert len(killed) > 2
    assert [each["end"] for each in killed] == [undisturbed["end"]] * len(killed)
