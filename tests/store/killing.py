"""Kills a command without any clean-up, does it again, and says what became of the home.

    python killing.py BASE COMMAND sync STRIDE     when it syncs something: the first time, STRIDE times later, and so on
    python killing.py BASE COMMAND random SEED     TIMES times, each after a part of its usual time drawn from SEED

Each time the home in the folder BASE is copied. Prints as JSON the state after the kill and at the end; a line of the
undisturbed command is the last with `sync` and the first with `random`. A state is a digest for every file, sealed ones
opened.
"""

import datetime as dt
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from homes import BORDER, DEATHS, LI, NEWCOMER, PEOPLE, ZHANG, House, who
from zige.exchange.manifest import read_manifest
from zige.running.acknowledging import acknowledge
from zige.running.offering import MANIFEST, offer
from zige.store.home import Home
from zige.store.sealing import opened

KILLED = 9
TIMES = 4


def receive_facts(house: House) -> None:
    """A file of deaths and one of border crossings."""
    house.deliver("死亡注销户口_202602.csv", "2026-03-03", DEATHS, f"{who(ZHANG)},2026-02-20,2026-02-25", "x,y,z,")
    house.deliver("出入境_202602.csv", "2026-03-03", BORDER, f"R5,新增,{who(LI)},2026-02-09,出境")


def receive_rosters(house: House) -> None:
    """Both rosters, with a newcomer."""
    house.rosters("2026-02", "2026-02-05", *PEOPLE, NEWCOMER)


def receive_a_roster_again(house: House) -> None:
    """Rosters of February, and those of January again as March's."""
    receive_rosters(house)
    house.rosters("2026-03", "2026-03-05", *PEOPLE)


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
    each.__name__: each
    for each in (receive_facts, receive_rosters, receive_a_roster_again, run, offer_lists, acknowledge_lists)
}


def state(home: Home) -> dict[str, str]:
    """A digest for every file of the home but its lock and its keys."""
    files = (path for path in sorted(home.path.rglob("*")) if path.is_file() and path.parent.name != "keys")
    return {str(path.relative_to(home.path)): _digest(home, path) for path in files if path.name != "lock"}


def _digest(home: Home, path: Path) -> str:
    sealed = path.suffix == ".sealed" or path.parent == home.sealed
    content = b"".join(opened(path, home.keys)) if sealed and ".unfinished" not in str(path) else path.read_bytes()
    return hashlib.sha256(content).hexdigest()


def ended(command: str, last: int | None, house: House) -> bool:
    """Whether the command came to its end; it is killed at the sync number `last`."""
    return _came_through(_begun(command, last, house))


def killed_after(command: str, seconds: float, house: House) -> bool:
    """Whether the command came to its end before it was killed."""
    child = _begun(command, None, house)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _came_through(child)


def _begun(command: str, last: int | None, house: House) -> int:
    child = os.fork()
    if child == 0:
        if last is not None:
            _end_at(last)
        COMMANDS[command](house)
        os._exit(0)
    return child


def _end_at(last: int) -> None:
    synced, sync = count(1), os.fsync

    def sync_or_die(handle: int) -> None:
        if next(synced) == last:
            os._exit(KILLED)
        sync(handle)

    os.fsync = sync_or_die


def _came_through(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def told(base: Path, command: str, name: str, disturbed: Callable[[House], bool]) -> bool:
    """Print what became of a copy of the home in which the command was disturbed; whether it came to its end."""
    copy = base.with_name(f"{base.name}-{command}-{name}")
    shutil.copytree(base, copy)
    house = House(Home(copy / "home"), copy / "files")
    finished = disturbed(house)
    killed = state(house.home)
    assert finished or ended(command, None, house)
    print(json.dumps({"finished": finished, "killed": killed, "end": state(house.home)}), flush=True)
    return finished


def at_syncs(base: Path, command: str, stride: int) -> None:
    """Kill the command at every STRIDEth sync, until it comes through."""
    for last in count(1, stride):
        if told(base, command, str(last), partial(ended, command, last)):
            return


def at_random(base: Path, command: str, seed: int) -> None:
    """Do the command undisturbed, then kill it TIMES times after a random part of the time that it took."""
    started = time.monotonic()
    told(base, command, "undisturbed", partial(ended, command, None))
    usual, dice = time.monotonic() - started, random.Random(seed)
    for at in range(TIMES):
        told(base, command, str(at), partial(killed_after, command, dice.uniform(0, usual)))


if __name__ == "__main__":
    {"sync": at_syncs, "random": at_random}[sys.argv[3]](Path(sys.argv[1]), sys.argv[2], int(sys.argv[4]))
