"""Part `run`: `zige run` beside hand-written SQL that decides the same month from the folds it wrote itself."""

from pathlib import Path

import polars as pl
from benchmarks.exchange.city import MONTH, City, copy_of, run_month
from benchmarks.exchange.measuring import Cost, Section, measured, script
from benchmarks.exchange.receiving import SQL, taken_in

OURS = "zige run"
COMPARED = {
    "determinations": (
        "benefit_id", "standing", "grounds", "action", "last_certified", "cycle_start", "due_month", "attention",
    ),
    "certified": ("person", "day", "by", "silently"),
}  # fmt: skip


def measure(city: City, runs: int, kept: Path) -> None:
    """One section: the month of a home that has received everything and run nothing."""
    section = Section("run", "Running the month", city.benefits, city.records)
    received = city.received()
    if not (city.folder / "in_duckdb" / "employed.parquet").exists():
        taken_in(city, "parquet")
    for _ in range(runs):
        home = copy_of(received, "used")
        section.add(OURS, run_month(home))
        section.add(SQL, decided(city))
        check_equal(home, city.folder / "month_in_duckdb")
    section.notes.append(counted(city.folder / "month_in_duckdb" / "determinations.parquet"))
    section.keep(kept)


def decided(city: City) -> Cost:
    """The hand-written SQL on the rosters and its own folds."""
    out = city.folder / "month_in_duckdb"
    words = ["--data", str(city.folder), "--folds", str(city.folder / "in_duckdb"), "--month", MONTH]
    return measured([*script("month_in_duckdb"), *words, "--out", str(out)], city.folder / "month_in_duckdb.txt")


def check_equal(home: Path, other: Path) -> None:
    """The run and the SQL say the same of every benefit and of everyone certified. Raises RuntimeError."""
    (run,) = home.glob(f"store/runs/{MONTH}/*")
    for name, columns in COMPARED.items():
        tables = (pl.read_parquet(folder / f"{name}.parquet").select(columns) for folder in (run, other))
        ours, theirs = (table.sort(columns[0]) for table in tables)
        if not ours.equals(theirs):
            raise RuntimeError(f"{name} of {home} and {other} differ")


def counted(determinations: Path) -> str:
    """What the month came to, so that a reader sees that it asks something of the law."""
    table = pl.read_parquet(determinations)
    standings = table["standing"].value_counts().sort("standing").iter_rows()
    codes = table["attention"].drop_nulls().str.split("|").explode().value_counts().sort("attention").iter_rows()
    told = [f"{count:,} {word}" for word, count in (*standings, *codes)]
    return f"Both say of the benefits: {', '.join(told)}."
