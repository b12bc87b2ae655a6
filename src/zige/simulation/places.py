"""The city's counties and towns, and villages invented under them (FACTS §6.1)."""

import csv
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import polars as pl

from zige.simulation.dice import Dice, Ints

CITY = 511100
YI_COUNTIES = (511132, 511133)
COMMUNITIES = 4
VILLAGES = 8
FIRST_VILLAGE = 201
_BEGINNINGS = "青龙石桥金星红旗双河白马高山团结和平新民柏林梨花响水大田竹园回龙三江月亮"
_ENDS = ("村", "社区")


@dataclass(frozen=True)
class Places:
    """Counties by code, and the towns of each as 9-digit codes."""

    counties: list[int]
    towns: dict[int, list[int]]
    names: dict[int, str]

    def villages(self) -> pl.DataFrame:
        """Every village and community: region (12 digits), name, county, town; the names are invented."""
        rows = [
            (town * 1000 + code, _village_name(town, code), county, self.names[town])
            for county in self.counties
            for town in self.towns[county]
            for code in (*range(1, COMMUNITIES + 1), *range(FIRST_VILLAGE, FIRST_VILLAGE + VILLAGES))
        ]
        return pl.DataFrame(rows, schema=["region", "name", "county", "town"], orient="row")

    def regions(self, dice: Dice, ids: Ints, county: Ints, rural: Ints) -> Ints:
        """The 12-digit region of each id: a town of its county, a village or a community of it."""
        region = np.zeros(len(ids), dtype=np.int64)
        for code, towns in self.towns.items():
            here = county == code
            town = np.array(towns, dtype=np.int64)[dice.whole("town", ids[here], 0, len(towns) - 1)]
            region[here] = town * 1000
        community = dice.whole("community", ids, 1, COMMUNITIES)
        village = dice.whole("village", ids, FIRST_VILLAGE, FIRST_VILLAGE + VILLAGES - 1)
        return region + np.where(rural, village, community)


def load_places() -> Places:
    """The places of the shipped list of divisions."""
    text = files("zige.simulation").joinpath("leshan-regions.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    counties = [int(row["code"]) for row in rows if row["level"] == "county"]
    towns: dict[int, list[int]] = {code: [] for code in counties}
    for row in rows:
        if int(row["parent"] or 0) in towns:
            towns[int(row["parent"])].append(int(row["code"]))
    return Places(counties, towns, {int(row["code"]): row["name"] for row in rows})


def _village_name(town: int, code: int) -> str:
    place = (town * 7 + code * 13) % (len(_BEGINNINGS) - 1)
    return _BEGINNINGS[place : place + 2] + _ENDS[code < FIRST_VILLAGE]
