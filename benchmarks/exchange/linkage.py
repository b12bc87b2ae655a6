"""Part `linkage`: rows without a usable number against the register, by our ladder and by Splink out of the box.

The generator knows whose each row is. Neither decides: both name candidates, from whom a person chooses.
"""

from pathlib import Path

import polars as pl
from benchmarks.exchange.city import City
from benchmarks.exchange.measuring import Section, measured, script

OURS, SPLINK = "zige, levels 4 and 5", "Splink 5, out of the box"
ONE_IN = 100
"""One record in so many is a row without a usable number: more than departments deliver, so that there is something to
measure."""


def measure(city: City, runs: int, kept: Path) -> None:
    """One section: costs, and what each found."""
    rows = city.records // ONE_IN
    section = Section("linkage", f"Linking {rows:,} rows without a usable number", city.benefits, city.records)
    city.rosters()
    city.deliver("2026-11", "--unlinked", str(rows))
    home = city.home()
    found = {OURS: city.folder / "by_ladder.parquet", SPLINK: city.folder / "by_splink.parquet"}
    data = ["--data", str(city.folder)]
    for _ in range(runs):
        ours = [*script("with_ladder"), *data, "--home", str(home), "--out", str(found[OURS])]
        splink = [*script("with_splink"), *data, "--out", str(found[SPLINK])]
        section.add(OURS, measured(ours, city.folder / "with_ladder.txt"))
        section.add(SPLINK, measured(splink, city.folder / "with_splink.txt"))
    truth = pl.read_parquet(city.folder / "whose.parquet")
    section.notes = [judged(name, pl.read_parquet(path), truth) for name, path in found.items()]
    section.keep(kept)


def judged(name: str, candidates: pl.DataFrame, truth: pl.DataFrame) -> str:
    """How many rows about people of the register it found, and how many strangers it took for one."""
    ours = truth.filter(pl.col("person").is_not_null())
    strangers = truth.filter(pl.col("person").is_null())
    first = candidates.sort("score", "person", descending=[True, False]).unique(
        "line", keep="first", maintain_order=True
    )
    right = ours.join(first, on=["line", "person"], how="semi").height
    among = ours.join(candidates, on=["line", "person"], how="semi").height
    wrong = ours.join(first, on="line", how="semi").height - right
    taken = strangers.join(candidates, on="line", how="semi").height
    return (
        f"{name}: of {ours.height:,} rows about people of the register {among:,} ({among / ours.height:.1%}) have the right "
        f"person among their candidates, {right:,} as the first, {wrong:,} have somebody else first; of {strangers.height:,} "
        f"rows about strangers {taken:,} have a candidate."
    )
