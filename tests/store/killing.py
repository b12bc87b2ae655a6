"""Kills a command when it syncs something: at the first time, at a later one, and so on until it comes through.

Run as `python killing.py BASE COMMAND STRIDE`: for every STRIDEth instant the home in the folder BASE is copied, the command is killed
there without any clean-up, and done again. Prints as JSON for each instant the state after the kill and at the end; the
last one is that of the undisturbed command. A state is a digest for every file, sealed ones opened.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import sys
from itertools import count
from pathlib import Path

from homes import BORDER, DEATHS, LI, NEWCOMER, PEOPLE, ZHANG, House, who
from zige.exchange.manifest import read_manifest
from zige.running.acknowledging import acknowledge
from zige.running.offering import MANIFEST, offer
from zige.store.home import Home
from zige.store.sealing import opened

KILLED = 9


def receive_facts(house: House) -> None:
    """A file of deaths and one of border crossings."""
    house.deliver("死亡注销户口_202602.csv", "2026-03-03", DEATHS, f"{who(ZHANG)},2026-02-20,2026-02-25", "x,y,z,")
    house.deliver("出入境_202602.csv", "2026-03-03", BORDER, f"R5,新增,{who(LI)},2026-02-09,出境")


def receive_rosters(house: House) -> None:
    """Both rosters, with a newcomer."""
    house.rosters("2026-02", "2026-02-05", *PEOPLE, NEWCOMER)


def run(house: House) -> None:
    """A month, with a delivery to be read again for a newcomer."""
    house.run("2026-02")


def offer_lists(house: House) -> None:
    """What a consumer has not acknowledged of two months, into a folder that is not there yet."""
    out = house.files / f"out-{len([*house.files.glob('out-*')])}"
    offer(house.home, "finance", out, dt.date(2026, 3, 3))


def acknowledge_lists(house: House) -> None:
    """Both months."""
    acknowledge(house.home, read_manifest(house.files / "out-0" / MANIFEST), dt.date(2026, 3, 4), "clerk")


COMMANDS = {
    "receive_facts": receive_facts,
    "receive_rosters": receive_rosters,
    "run": run,
    "offer_lists": offer_lists,
    "acknowledge_lists": acknowledge_lists,
}


def state(home: Home) -> dict[str, str]:
    """A digest for every file of the home but its lock and its keys."""
    files = (path for path in sorted(home.path.rglob("*")) if path.is_file() and path.parent.name != "keys")
    return {str(path.relative_to(home.path)): _digest(home, path) for path in files if path.name != "lock"}


def _digest(home: Home, path: Path) -> str:
    sealed = path.suffix == ".sealed" or path.parent == home.sealed
    content = b"".join(opened(path, home.keys)) if sealed and ".unfinished" not in str(path) else path.read_bytes()
    return hashlib.sha256(content).hexdigest()


def in_a_child(house: House, command: str, last: int | None) -> bool:
    """Whether the command came to its end; it is killed at the sync number `last`."""
    child = os.fork()
    if child == 0:
        if last is not None:
            _kill_at(last)
        COMMANDS[command](house)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _kill_at(last: int) -> None:
    synced, sync = count(1), os.fsync

    def sync_or_die(handle: int) -> None:
        if next(synced) == last:
            os._exit(KILLED)
        sync(handle)

    os.fsync = sync_or_die


def main(base: Path, command: str, stride: int) -> None:
    """Print what became of the home for every instant that is looked at."""
    for instant in count(1, stride):
        copy = base.with_name(f"{base.name}-{command}-{instant}")
        shutil.copytree(base, copy)
        house = House(Home(copy / "home"), copy / "files")
        finished = in_a_child(house, command, instant)
        killed = state(house.home)
        assert finished or in_a_child(house, command, None)
        print(json.dumps({"finished": finished, "killed": killed, "end": state(house.home)}), flush=True)
        if finished:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
