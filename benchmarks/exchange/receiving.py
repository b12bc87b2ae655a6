"""Part `receive`: a month's deliveries as Parquet, UTF-8 and GB18030 CSV, beside hand-written SQL on the same files."""

import json
from pathlib import Path

import polars as pl
from benchmarks.exchange.city import City, copy_of, receive
from benchmarks.exchange.deliveries import FORMATS
from benchmarks.exchange.measuring import Cost, Section, measured, script

OURS, SQL = "zige receive", "hand-written DuckDB SQL"
NAMES = {"parquet": "Parquet", "utf8": "UTF-8 CSV", "gb18030": "GB18030 CSV"}


def measure(city: City, runs: int, kept: Path) -> None:
    """One section for each format."""
    for form in FORMATS:
        section = Section("receive", f"Receiving {NAMES[form]}", city.benefits, city.records)
        files = city.files(form)
        for _ in range(runs):
            home = copy_of(city.home(), "used")
            section.add(OURS, receive(home, files))
            if form != "gb18030":
                section.add(SQL, taken_in(city, form))
                check_equal(city, home, "in_duckdb")
        if form == "parquet":
            city.run_from(home)
        section.keep(kept)


def taken_in(city: City, form: str) -> Cost:
    """The hand-written SQL on the files of a format; its folds are left in the city's folder in_duckdb."""
    city.rosters()
    words = ["--data", str(city.folder), "--format", form, "--out", str(city.folder / "in_duckdb")]
    return measured([*script("in_duckdb"), *words], city.folder / "in_duckdb.jsonl")


def check_equal(city: City, home: Path, other: str) -> None:
    """Home and comparator counted the same rows and came to the same fold. Raises RuntimeError."""
    receipts = json.loads((city.folder / "receipts.json").read_text("utf-8"))
    ours = {each["dataset"]: each for each in receipts}
    for line in (city.folder / f"{other}.jsonl").read_text("utf-8").splitlines():
        theirs = json.loads(line)
        own = ours[theirs["dataset"]]
        if (own["rows"], own["accepted"], own["matched"]) != (theirs["rows"], theirs["accepted"], theirs["found"]):
            raise RuntimeError(f"{other}: counts of {theirs['dataset']} differ")
        folder = next(home.glob(f"store/batches/*-{theirs['dataset']}-*"))
        (fold,) = (city.folder / other).glob(f"{theirs['dataset']}.*")
        if not read_fold(folder / "fold.parquet").equals(read_fold(fold)):
            raise RuntimeError(f"{other}: folds of {theirs['dataset']} differ")


def read_fold(path: Path) -> pl.DataFrame:
    """Signs of life by person, kind and month, with the last day and how many rows."""
    table = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, try_parse_dates=True)
    numbers = [pl.col(name).cast(pl.Int64) for name in ("person", "month", "rows")]
    return table.select("kind", pl.col("day").cast(pl.Date), *numbers).sort("person", "kind", "month")
