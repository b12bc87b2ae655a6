"""`make bench`, second half: what `zige receive` and `zige run` cost beside hand-written SQL on the same deliveries.

    python -m benchmarks.exchange [--runs 3] [--records 6000000] [--data DIR] [--page docs/reference/benchmarks-exchange.md]

A home with the rosters of a million benefits takes in a month of six departments' files, as Parquet, UTF-8 and GB18030
CSV, in one command; the SQL of exchange_handwritten.py does the same joins and folds in turn with it. Both must count
the same rows and come to the same fold. Then the month is run.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from benchmarks.__main__ import HERE, MILLION, Cost, git, processor_name, script

FORMATS = {"parquet": "parquet", "utf8": "csv", "gb18030": "csv"}
ZIGE = str(Path(sys.executable).with_name("zige"))
DAY = "2026-11-10"


def main() -> None:
    options = read_options()
    commit, changed = git("rev-parse", "--short=12", "HEAD"), git("status", "--porcelain", "--untracked-files=no")
    data = population(options.data, options.records)
    base = home_with_rosters(data)
    lines = [*heading(commit, changed, options.records)]
    for form in FORMATS:
        lines += measured(data, base, form, options.runs)
    lines += month_run(data)
    options.page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: {options.page}")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--records", type=int, default=6 * MILLION)
    parser.add_argument("--data", type=Path, default=HERE.parent / "bench-data")
    parser.add_argument("--page", type=Path, default=HERE.parent / "docs" / "reference" / "benchmarks-exchange.md")
    return parser.parse_args()


def population(folder: Path, records: int) -> Path:
    """The folder of the deliveries, made where it is missing."""
    data = folder / f"exchange-{records}"
    if not (data / "gb18030").exists():
        size = ["--benefits", str(MILLION), "--records", str(records), "--out", str(data)]
        formats = ["--formats", ",".join(FORMATS)]
        subprocess.run([*script("exchange_population.py"), *size, *formats], check=True)
    return data


def home_with_rosters(data: Path) -> Path:
    """A home that has received the rosters and nothing else."""
    base = data / "home"
    shutil.rmtree(base, ignore_errors=True)
    subprocess.run([ZIGE, "init", str(base), "--opening", "2026-11"], check=True, stdout=subprocess.DEVNULL)
    for roster in ("roster.persons", "roster.benefits"):
        receive(base, [data / f"{roster}_202611.parquet"])
    return base


def measured(data: Path, base: Path, form: str, runs: int) -> Iterator[str]:
    """The costs of one format, pair by pair."""
    files = sorted((data / form).glob(f"*.{FORMATS[form]}"))
    pairs: list[tuple[Cost, Cost | None]] = []
    for _ in range(runs):
        home = data / "used"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(base, home)
        ours = receive(home, files)
        pairs.append((ours, handwritten(data, form) if form != "gb18030" else None))
    if form != "gb18030":
        check_equal(data, home)
    yield from table(form, pairs)


def receive(home: Path, files: list[Path]) -> Cost:
    """`zige receive` of all files in one process."""
    words = ["receive", *map(str, files), "--home", str(home), "--received", DAY, "--json"]
    return process([ZIGE, *words], home.parent / "receipts.json")


def handwritten(data: Path, form: str) -> Cost:
    words = ["--data", str(data), "--format", form, "--out", str(data / "handwritten")]
    return process([*script("exchange_handwritten.py"), *words], data / "handwritten.jsonl")


def process(line: list[str], out: Path) -> Cost:
    """Run to its end, standard output into a file. Status 1 tells of rows to look at and is no failure."""
    began = time.perf_counter()
    with out.open("wb") as stdout:
        running = subprocess.Popen(line, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 1):
        raise RuntimeError(f"{line[:2]} ended with status {running.returncode}")
    cost = Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
    print(f"{Path(line[0]).name} {line[1]}: {cost.wall:.1f} s", flush=True)
    return cost


def check_equal(data: Path, home: Path) -> None:
    """Both counted the same rows, and came to the same fold. Raises RuntimeError."""
    ours = {each["dataset"]: each for each in json.loads((data / "receipts.json").read_text("utf-8"))}
    for line in (data / "handwritten.jsonl").read_text("utf-8").splitlines():
        theirs = json.loads(line)
        own = ours[theirs["dataset"]]
        if (own["rows"], own["accepted"], own["matched"]) != (theirs["rows"], theirs["accepted"], theirs["found"]):
            raise RuntimeError(f"counts of {theirs['dataset']} differ")
        folder = next(home.glob(f"store/batches/*-{theirs['dataset']}-*"))
        if not same_fold(folder / "fold.parquet", data / "handwritten" / f"{theirs['dataset']}.parquet"):
            raise RuntimeError(f"folds of {theirs['dataset']} differ")


def same_fold(one: Path, other: Path) -> bool:
    key = ["person", "kind", "month"]
    tables = [
        pl.read_parquet(path).select(*key, "day", "rows").cast({"month": pl.Int64}).sort(key) for path in (one, other)
    ]
    return tables[0].equals(tables[1])


def month_run(data: Path) -> Iterator[str]:
    """The month of the home that was received last."""
    cost = process([ZIGE, "run", "--month", "2026-11", "--home", str(data / "used"), "--json"], data / "run.json")
    yield from ("", "## Running the month", "")
    yield f"`zige run` on that home: {cost.wall:.1f} s, {cost.processor:.1f} s of processors, {cost.memory / 2**30:.2f} GiB."


def table(form: str, pairs: list[tuple[Cost, Cost | None]]) -> Iterator[str]:
    yield from ("", f"## Receiving, from {form}", "")
    yield "| command | seconds | of processors | peak memory | seconds, as ratio to hand-written |"
    yield "|---|--:|--:|--:|--:|"
    yield row("zige receive", [ours for ours, _ in pairs], [theirs for _, theirs in pairs])
    if form != "gb18030":
        yield row("hand-written DuckDB SQL", [theirs for _, theirs in pairs if theirs], [])


def row(name: str, costs: list[Cost], compared: list[Cost | None]) -> str:
    wall, processor = (statistics.median(each) for each in zip(*((c.wall, c.processor) for c in costs), strict=True))
    memory = max(cost.memory for cost in costs) / 2**30
    ratios = [cost.wall / other.wall for cost, other in zip(costs, compared, strict=True) if other] if compared else []
    spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})" if ratios else "–"
    return f"| {name} | {wall:.1f} | {processor:.1f} | {memory:.2f} GiB | {spread} |"


def heading(commit: str, changed: str, records: int) -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    changes = " with uncommitted changes" if changed else ""
    yield from ("# Benchmarks of the exchange", "")
    yield "Written by `python -m benchmarks.exchange`; do not edit. Each command is a process of its own, started in turn with"
    yield "the other; seconds are medians, ratios are taken pair by pair (median, least and greatest). Both count the same"
    yield "rows and come to the same signs of life by person, kind and month. `zige receive` also seals the files, keeps the"
    yield "evidence of every row, tells duplicates of earlier months and accepts every spelling; the SQL reads only these files"
    yield "and has no comparator for GB18030."
    yield from ("", f"{records:,} records of six datasets about a million benefits. Commit {commit}{changes};")
    yield f"{os.cpu_count()} cores of {processor_name()}, {memory:.0f} GiB; a shared machine."


if __name__ == "__main__":
    main()
