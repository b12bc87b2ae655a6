"""A simulated city as an evaluation reads it: what came on which day, and what is true."""

import csv
import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from zige.errors import RequestRefused
from zige.law.months import parse_month

CALENDAR = "delivery.csv"
TRUTH = "truth"
FIRST_OF_A_DAY = {"roster.persons": 0, "roster.benefits": 1}
"""Rosters go before what arrived on the same day, since rows are matched with the register."""


class Arrival(NamedTuple):
    """A file that arrived."""

    path: Path
    dataset: str
    day: dt.date


@dataclass(frozen=True)
class City:
    """A folder that `zige simulate` made."""

    folder: Path

    def __reduce__(self) -> tuple[type["City"], tuple[Path]]:
        """To another process it goes as its folder, and is read there."""
        return City, (self.folder,)

    @cached_property
    def months(self) -> list[int]:
        """The months of delivery, in order."""
        return sorted(parse_month(path.parent.name) for path in self.folder.glob(f"*/{CALENDAR}"))

    @cached_property
    def made(self) -> dict[str, Any]:
        """How the city was made: people, seed, parameters."""
        content: dict[str, Any] = json.loads((self.folder / TRUTH / "city.json").read_text("utf-8"))
        return content

    @cached_property
    def persons(self) -> pl.DataFrame:
        return self.truth("persons")

    @cached_property
    def benefits(self) -> pl.DataFrame:
        return self.truth("benefits")

    @cached_property
    def records(self) -> pl.DataFrame:
        """Whose every delivered row truly is, by the plain name of its file."""
        name = pl.col("file").str.split("/").list.last().str.split(".").list.first()
        return self.truth("records").with_columns(file=name)

    def truth(self, table: str) -> pl.DataFrame:
        """A table of the truth: persons, benefits, amounts, events or records."""
        return pl.read_parquet(self.folder / TRUTH / f"{table}-*.parquet")

    def arrivals(self, month: str) -> list[Arrival]:
        """The files of a month (YYYY-MM) in the order in which they arrived."""
        folder = self.folder / month
        with (folder / CALENDAR).open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        files = [Arrival(folder / row["file"], row["dataset"], dt.date.fromisoformat(row["arrived"])) for row in rows]
        return sorted(files, key=lambda file: (file.day, FIRST_OF_A_DAY.get(file.dataset, 2)))


def plain_name(file: str) -> str:
    """The name of a delivered file without its endings, and without the sheet or member in it."""
    return file.split("/", maxsplit=1)[0].split(".", maxsplit=1)[0]


def open_city(folder: Path) -> City:
    """The city in a folder. Raises RequestRefused where `zige simulate` has made none there."""
    city = City(folder)
    if not (folder / TRUTH / "city.json").is_file() or not city.months:
        raise RequestRefused(
            f"--city {folder} 不是模拟城市；请先执行 zige simulate --out {folder}",
            f"--city {folder} is no simulated city; make one with zige simulate --out {folder}",
        )
    if len(city.months) != city.made.get("months"):
        raise RequestRefused(
            f"--city {folder} 不完整：有的月份缺 {CALENDAR}；请重新执行 zige simulate",
            f"--city {folder} is not complete, months of it lack {CALENDAR}; make it again with zige simulate",
        )
    return city
