"""Part `comparators`: receiving the UTF-8 CSV files beside PostgreSQL and pandas, which come to the same fold."""

import subprocess
from importlib.util import find_spec
from pathlib import Path

from benchmarks.exchange.city import City, copy_of, receive
from benchmarks.exchange.measuring import Cost, Section, measured, script
from benchmarks.exchange.postgresql import SETTINGS, binaries, server
from benchmarks.exchange.receiving import OURS, check_equal


def measure(city: City, runs: int, kept: Path) -> None:
    """One section with every comparator that is installed; the page says which is not."""
    section = Section("comparators", "Receiving UTF-8 CSV beside PostgreSQL and pandas", city.benefits, city.records)
    files = city.files("utf8")
    programs = binaries()
    if programs is None:
        section.notes.append("PostgreSQL 15 or later is not installed here, so that it was not measured.")
        _in_turn(city, runs, section, files, None, None)
    else:
        with server(city.folder / "postgresql", programs) as socket:
            section.notes.append(_settings(programs))
            _in_turn(city, runs, section, files, socket, programs / "psql")
    section.keep(kept)


def _in_turn(
    city: City, runs: int, section: Section, files: list[Path], socket: Path | None, psql: Path | None
) -> None:
    if find_spec("pandas") is None:
        section.notes.append("pandas is not installed here, so that it was not measured.")
    for _ in range(runs):
        home = copy_of(city.home(), "used")
        section.add(OURS, receive(home, files))
        if socket is not None:
            cost = _other(city, "in_postgresql", "--socket", str(socket), "--psql", str(psql))
            section.add("PostgreSQL, COPY and SQL", Cost(cost.wall, None, None))
            check_equal(city, home, "in_postgresql")
        if find_spec("pandas") is not None:
            section.add("pandas, vectorised", _other(city, "in_pandas"))
            check_equal(city, home, "in_pandas")


def _other(city: City, name: str, *more: str) -> Cost:
    words = ["--data", str(city.folder), "--out", str(city.folder / name)]
    return measured([*script(name), *words, *more], city.folder / f"{name}.jsonl")


def _settings(programs: Path) -> str:
    version = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    told = ", ".join(f"{name} {SETTINGS[name]}" for name in ("shared_buffers", "work_mem", "fsync"))
    return (
        f"{version.strip()} on a socket of the same machine: {told}; unlogged tables. Its memory is not counted here."
    )
