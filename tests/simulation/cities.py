"""Small cities, and what stands in their files as plain text, read without the program's own reading."""

import gzip
import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import python_calamine

from zige.simulation.city import Plan, build_city
from zige.simulation.parameters import load_parameters

PEOPLE, MONTHS = 2000, 3


@dataclass(frozen=True)
class City:
    """A city in a folder."""

    folder: Path

    def truth(self, table: str) -> pl.DataFrame:
        return pl.read_parquet(self.folder / "truth" / f"{table}-*.parquet")

    def files(self) -> list[Path]:
        months = [path for path in sorted(self.folder.iterdir()) if path.name != "truth"]
        return [path for month in months for path in sorted(month.iterdir()) if path.name != "delivery.csv"]

    def rows(self, name: str) -> list[list[str]]:
        """The rows of a file, the header first; named as in the truth, `2025-12/死亡注销户口_202511.csv`."""
        path = self.folder / name
        if path.suffix == ".xlsx":
            sheet = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
            return [[str(value) for value in row] for row in sheet]
        separator = "\t" if path.suffix == ".tsv" else ","
        return [line.split(separator) for line in text_of(path).splitlines()]


def make(
    folder: Path,
    *,
    people: int = PEOPLE,
    months: int = MONTHS,
    seed: int = 1,
    part: int | None = None,
    sets: tuple[str, ...] = (),
) -> City:
    build_city(folder, Plan(people, months, seed, part=part or people), load_parameters(sets), unseen)
    return City(folder)


def unseen(step: str) -> None:
    """Nobody watches the progress."""


def text_of(path: Path) -> str:
    """UTF-8 if it is, else GB18030; out of its archive."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            data = archive.read(archive.namelist()[0])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def digests(city: City) -> dict[str, str]:
    """Every file of the city, truth included, with the hash of its bytes."""
    paths = sorted(path for path in city.folder.rglob("*") if path.is_file())
    return {str(path.relative_to(city.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
