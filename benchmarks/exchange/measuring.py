"""A process and what it cost, and measurements kept as JSON until the page is written from all of them."""

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.__main__ import git, processor_name

ROOT = Path(__file__).parents[2]
ZIGE = str(Path(sys.executable).with_name("zige"))


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the wall and of processors, and its peak memory in bytes.

    None where the work was done by another process than the one that was measured.
    """

    wall: float
    processor: float | None
    memory: int | None


@dataclass
class Section:
    """One table of the page: the costs of several commands that were run in turn; ours is the first.

    `what` says what was measured, whatever the size.
    """

    part: str
    what: str
    benefits: int
    records: int
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    commit: str = ""
    machine: str = ""

    @property
    def title(self) -> str:
        records = f"{self.records:,} records about " if self.records else ""
        return f"{self.what}: {records}{self.benefits:,} benefits"

    def add(self, name: str, cost: Cost) -> None:
        """One more run of a command."""
        self.costs.setdefault(name, []).append(cost)

    def keep(self, folder: Path) -> None:
        """Write it into the folder of measurements, in place of an earlier one of the same."""
        self.commit, self.machine = commit(), machine()
        folder.mkdir(parents=True, exist_ok=True)
        name = "".join(letter if letter.isalnum() else "-" for letter in f"{self.part}-{self.title}")
        path = folder / f"{name}.json"
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
        print(f"measured: {self.title}", flush=True)


def kept(folder: Path) -> list[Section]:
    """All measurements, by what was measured and size."""
    told = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return sorted((_section(each) for each in told), key=lambda each: (each.what, each.records))


def _section(told: dict[str, Any]) -> Section:
    costs = {name: [Cost(**cost) for cost in costs] for name, costs in told["costs"].items()}
    return Section(**{**told, "costs": costs})


def script(name: str) -> list[str]:
    """The start of a command line for a module of this package."""
    return [sys.executable, "-m", f"benchmarks.exchange.{name}"]


def measured(line: list[str], out: Path) -> Cost:
    """Run to its end, standard output into the file `out`. Status 1 tells of rows to look at and is no failure.

    Raises RuntimeError with the end of standard error where it fails.
    """
    errors = out.with_suffix(".err")
    began = time.perf_counter()
    with out.open("wb") as stdout, errors.open("wb") as stderr:
        running = subprocess.Popen(line, cwd=ROOT, stdout=stdout, stderr=stderr)
        _, status, usage = os.wait4(running.pid, 0)
    wall = time.perf_counter() - began
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 1) or (running.returncode == 1 and line[0] != ZIGE):
        last = errors.read_text(encoding="utf-8").strip()[-500:]
        raise RuntimeError(f"{line[:4]} ended with status {running.returncode}: {last}")
    print(f"{Path(line[0]).name} {' '.join(line[1:4])[:80]}: {wall:.1f} s", flush=True)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def commit() -> str:
    """The commit measured, and whether files were changed since."""
    changed = git("status", "--porcelain", "--untracked-files=no")
    return git("rev-parse", "--short=12", "HEAD") + (" with uncommitted changes" if changed else "")


def machine() -> str:
    """Cores, processor and memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {processor_name()}, {memory:.0f} GiB, Python {platform.python_version()}"
