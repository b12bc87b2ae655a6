"""A city of so many benefits and records: its files and its homes, each made once where it is missing."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.exchange.deliveries import FORMATS
from benchmarks.exchange.measuring import ROOT, ZIGE, Cost, measured, script

MONTH = "2026-11"
DAY = "10"
"""The day of the month on which deliveries are received."""


@dataclass(frozen=True)
class City:
    """So many benefits, and so many records of the departments in a month."""

    data: Path
    benefits: int
    records: int
    name: str = "city"

    @property
    def folder(self) -> Path:
        return self.data / f"{self.name}-{self.benefits}-{self.records}"

    def deliver(self, month: str, *what: str) -> None:
        """Write files of a month into the folder, as `deliveries` is told."""
        size = ["--benefits", f"{self.benefits}", "--records", f"{self.records}", "--month", month]
        subprocess.run([*script("deliveries"), *size, "--out", str(self.folder), *what], check=True, cwd=ROOT)

    def files(self, form: str, month: str = MONTH) -> list[Path]:
        """The departments' files of a month, made where they are missing."""
        self.deliver(month, "--formats", form)
        return sorted((self.folder / form).glob(f"*_{month.replace('-', '')}.{FORMATS[form]}"))

    def rosters(self, month: str = MONTH) -> list[Path]:
        """The two rosters, persons first."""
        self.deliver(month, "--rosters")
        names = ("roster.persons", "roster.benefits")
        return [self.folder / f"{name}_{month.replace('-', '')}.parquet" for name in names]

    def home(self, opening: str = MONTH) -> Path:
        """A home that has received the rosters of its opening month and nothing else."""
        home = self.folder / f"home-{opening}"
        if not home.exists():
            new = fresh(home.with_name("new"))
            subprocess.run([ZIGE, "init", str(new), "--opening", opening], check=True, stdout=subprocess.DEVNULL)
            for roster in self.rosters(opening):
                receive(new, [roster], opening)
            new.rename(home)
        return home

    def received(self) -> Path:
        """A home that has received the month's records too, and has not run."""
        home = self.folder / "received"
        if not home.exists():
            new = copy_of(self.home(), "new")
            receive(new, self.files("parquet"))
            new.rename(home)
        return home

    def run_from(self, received: Path) -> None:
        """Let a home that has just received the month's records be the one that `received` gives: it takes minutes."""
        received.rename(fresh(self.folder / "received"))


def receive(home: Path, files: list[Path], month: str = MONTH) -> Cost:
    """`zige receive` of all files in one process. Raises RuntimeError where one is not accepted."""
    receipts = home.parent / "receipts.json"
    words = ["receive", *map(str, files), "--home", str(home), "--received", f"{month}-{DAY}", "--json"]
    cost = measured([ZIGE, *words], receipts)
    unaccepted = [each["file"] for each in json.loads(receipts.read_text("utf-8")) if each["status"] != "accepted"]
    if unaccepted:
        raise RuntimeError(f"not accepted: {unaccepted}")
    return cost


def run_month(home: Path, month: str = MONTH, *options: str) -> Cost:
    """`zige run` of a month; its receipt is left in run.json beside the home."""
    return measured([ZIGE, "run", "--month", month, "--home", str(home), "--json", *options], home.parent / "run.json")


def copy_of(home: Path, name: str) -> Path:
    """A copy beside the home, in place of an earlier one. Files of a home never change, so that they are linked."""
    return Path(shutil.copytree(home, fresh(home.with_name(name)), copy_function=os.link))


def fresh(folder: Path) -> Path:
    """The same path, with nothing there."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder
