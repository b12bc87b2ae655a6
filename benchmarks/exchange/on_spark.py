"""Parts `spark` and `spark-growth`: a month at a tenth of the size, equal in every table; how the law part grows there.

A local session takes most of a minute to plan, whatever the size, so that each is run once.
"""

import json
import subprocess
from pathlib import Path

from benchmarks.__main__ import TABLES, script
from benchmarks.exchange.city import MONTH, City, copy_of, run_month
from benchmarks.exchange.measuring import ZIGE, Section, measured

DEFAULT, SPARK = "zige run", "zige run --backend spark"
FACTORS = (1, 2, 4)


def measure(city: City, _runs: int, kept: Path) -> None:
    """One section: the month of a city of a tenth on both engines."""
    small = City(city.data, city.benefits // 10, city.records // 10)
    section = Section("spark", "Running the month on Spark", small.benefits, small.records)
    hashes = []
    for name, options in ((DEFAULT, ()), (SPARK, ("--backend", "spark"))):
        home = copy_of(small.received(), "used")
        section.add(name, run_month(home, MONTH, *options))
        hashes.append(json.loads((small.folder / "run.json").read_text("utf-8"))["hashes"])
    if hashes[0] != hashes[1]:
        raise RuntimeError("Spark came to other tables")
    section.notes.append("All tables are equal, by the hashes of the receipts. Spark runs in local mode.")
    section.keep(kept)


def measure_growth(city: City, _runs: int, kept: Path) -> None:
    """One section: `zige determine --backend spark` at a tenth of the benefits, and at 2 and 4 times that."""
    section = Section("spark-growth", "The law part on Spark in local mode, from", city.benefits // 10, 0)
    for benefits in (factor * city.benefits // 10 for factor in FACTORS):
        folder = population(city.data, benefits)
        files = [word for table in TABLES for word in (f"--{table}", str(folder / f"{table}.parquet"))]
        words = ["determine", *files, "--month", MONTH, "--out", str(folder / "on-spark.parquet")]
        cost = measured([ZIGE, *words, "--backend", "spark"], folder / "on-spark.txt")
        section.add(f"{benefits:,} benefits", cost)
    section.keep(kept)


def population(data: Path, benefits: int) -> Path:
    """The tables of LAW §8 for so many benefits, made where they are missing."""
    folder = data / f"law-{benefits}"
    if not (folder / "paid.parquet").exists():
        folder.mkdir(parents=True, exist_ok=True)
        size = ["--benefits", str(benefits), "--out", str(folder), "--format", "parquet", "--seed", "1"]
        subprocess.run([*script("population.py"), *size], check=True)
    return folder
