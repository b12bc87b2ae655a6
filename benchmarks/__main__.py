"""`make bench`: what `zige determine` costs beside hand-written SQL, vectorised pandas and a mere scan.

    python -m benchmarks [--runs 3] [--data DIR] [--page docs/reference/benchmarks.md] [--without-large]

Makes the populations where they are missing, runs the commands in turn as processes of their own, so that a machine
whose speed drifts drifts for all of them, checks that all write the same file, and writes the page. A ratio is taken
pair by pair and its median quoted; peak memory is that of the largest process, as the operating system counted it.
"""

import argparse
import filecmp
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
MILLION = 1_000_000
TABLES = ("benefits", "facts", "amounts", "paid")


@dataclass(frozen=True)
class Command:
    """One way to the determinations of a population, as a process."""

    name: str
    words: tuple[str, ...]
    decides: bool = True

    def on(self, population: Path, suffix: str, out: Path) -> list[str]:
        """The command line for the files of a population."""
        files = [word for table in TABLES for word in (f"--{table}", str(population / f"{table}.{suffix}"))]
        return [*self.words, *files, *(["--month", "2026-11", "--out", str(out)] if self.decides else [])]


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the wall and of processors, and its peak memory in bytes."""

    wall: float
    processor: float
    memory: int


def script(name: str) -> tuple[str, ...]:
    return (sys.executable, str(HERE / name))


ZIGE = Command("zige determine", (str(Path(sys.executable).with_name("zige")), "determine"))
ON_POLARS = Command("zige determine --backend polars", (*ZIGE.words, "--backend", "polars"))
HANDWRITTEN = Command("hand-written DuckDB SQL", script("handwritten.py"))
PANDAS = Command("vectorised pandas", script("vectorised_pandas.py"))
SCAN = Command("scan of the inputs", script("scan.py"), decides=False)


def main() -> None:
    """Measure, then write the page."""
    options = read_options()
    commit = git("rev-parse", "--short=12", "HEAD")
    changed = git("status", "--porcelain", "--untracked-files=no")
    small = population(options.data, MILLION)
    sections = [
        measured(small, "parquet", [ZIGE, HANDWRITTEN, ON_POLARS, PANDAS, SCAN], options.runs),
        measured(small, "csv", [ZIGE, HANDWRITTEN, SCAN], options.runs),
    ]
    growth = [] if options.without_large else growing(options.data, small)
    lines = [*heading(commit, changed), *(line for section in sections for line in section), *growth]
    options.page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: {options.page}")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", type=Path, default=HERE.parent / "bench-data")
    parser.add_argument("--page", type=Path, default=HERE.parent / "docs" / "reference" / "benchmarks.md")
    parser.add_argument("--without-large", action="store_true", help="leave out the 10 million benefits")
    return parser.parse_args()


def population(data: Path, benefits: int) -> Path:
    """The folder of a population of that size, made where it is missing."""
    folder = data / f"{benefits}"
    formats = "both" if benefits <= MILLION else "parquet"
    if not (folder / "paid.parquet").exists():
        folder.mkdir(parents=True, exist_ok=True)
        size = ["--benefits", str(benefits), "--out", str(folder), "--format", formats, "--seed", "1"]
        subprocess.run([*script("population.py"), *size], check=True)
    return folder


def measured(folder: Path, suffix: str, commands: list[Command], runs: int) -> Iterator[str]:
    """The table of costs of `commands` on one population."""
    costs: dict[str, list[Cost]] = {command.name: [] for command in commands}
    for _ in range(runs):
        for command in commands:
            costs[command.name].append(run(command, folder, suffix))
        check_equal(folder, commands)
    yield from ("", f"## 1 million benefits, 3 million facts, 12 million payments, from {suffix}", "")
    yield "| command | seconds | of processors | peak memory | seconds, as ratio to hand-written |"
    yield "|---|--:|--:|--:|--:|"
    for command in commands:
        yield row(command.name, costs[command.name], costs[HANDWRITTEN.name])


def row(name: str, costs: list[Cost], compared: list[Cost]) -> str:
    ratios = [cost.wall / other.wall for cost, other in zip(costs, compared, strict=True)]
    wall, processor = (
        statistics.median(figures) for figures in zip(*((c.wall, c.processor) for c in costs), strict=True)
    )
    memory = max(cost.memory for cost in costs) / 2**30
    spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    return f"| {name} | {wall:.1f} | {processor:.1f} | {memory:.2f} GiB | {spread} |"


def growing(data: Path, small: Path) -> Iterator[str]:
    """Ten times the benefits beside one million, one run of each."""
    large = population(data, 10 * MILLION)
    yield from ("", "## Growth: 10 million benefits beside 1 million, from parquet, one run of each", "")
    yield "| command | 1 million | 10 million | ratio | peak memory at 10 million |"
    yield "|---|--:|--:|--:|--:|"
    for command in (ZIGE, HANDWRITTEN):
        one, ten = run(command, small, "parquet"), run(command, large, "parquet")
        ratio, memory = ten.wall / one.wall, ten.memory / 2**30
        yield f"| {command.name} | {one.wall:.1f} s | {ten.wall:.1f} s | {ratio:.1f} | {memory:.1f} GiB |"
    check_equal(large, [ZIGE, HANDWRITTEN])


def run(command: Command, folder: Path, suffix: str) -> Cost:
    """Run one command to its end. Raises RuntimeError where it fails."""
    line = command.on(folder, suffix, output_of(command, folder))
    began = time.perf_counter()
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command.name} ended with status {process.returncode}")
    print(f"{command.name}, {suffix}, {folder.name}: {wall:.1f} s", flush=True)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def output_of(command: Command, folder: Path) -> Path:
    return folder / f"out {command.name}.csv".replace(" ", "-")


def check_equal(folder: Path, commands: list[Command]) -> None:
    """Every command but the scan has written the same bytes. Raises RuntimeError."""
    first, *others = (output_of(command, folder) for command in commands if command.decides)
    for other in others:
        if not filecmp.cmp(first, other, shallow=False):
            raise RuntimeError(f"{other.name} differs from {first.name}")


def heading(commit: str, changed: str) -> Iterator[str]:
    """What was measured, on what."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    changes = " with uncommitted changes" if changed else ""
    machine = f"{os.cpu_count()} cores of {processor_name()}, {memory:.0f} GiB, {platform.system()}"
    yield from ("# Benchmarks", "")
    yield "Written by `make bench`; do not edit. Each command is a process of its own, started in turn with the others."
    yield "Seconds are medians, ratios are taken pair by pair (median, least and greatest). All commands of a table"
    yield "wrote the same bytes. `zige determine` also checks every row (LAW §8), which the comparators do not."
    yield from ("", f"Commit {commit}{changes}; {machine}, Python {platform.python_version()}; a shared machine.")


def processor_name() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(HERE), *words], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
