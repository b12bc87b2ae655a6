"""What a consumer gets of a run: one file, the same bytes whenever it is derived from that run (EXCHANGE §1)."""

import shutil
import zipfile
from pathlib import Path

import polars as pl

from zige.running.exporting import EXPORTS, write_lists, write_table
from zige.running.outputs import LEVELS
from zige.store.home import Home
from zige.store.runs import Run
from zige.store.settings import Consumer

OF_CASES = pl.coalesce("village", "town", "county")
PLACES = {
    "payments": pl.col("office"),
    "monitoring": pl.col("office"),
    "certified": pl.col("region"),
    "cases": OF_CASES,
    "lists": OF_CASES,
}
"""Where a row of an export belongs; one that belongs nowhere is in no region."""
LISTS = "lists"
MADE = (1980, 1, 1, 0, 0, 0)
"""What a zip says of when its members were made: the clock's time would make a copy another file."""


def names_listed(consumer: Consumer) -> bool:
    """Whether what they get is made of a run's lists, which are purged when their time is over."""
    return consumer.export in ("cases", LISTS)


def is_purged(run: Run, consumer: Consumer) -> bool:
    """Whether what they would get of a run can be made no more."""
    return names_listed(consumer) and not run.naming_people


def suffix_of(consumer: Consumer) -> str:
    """How their file's name ends."""
    return ".zip" if consumer.export == LISTS else f".{consumer.format}"


def write_for(home: Home, run: Run, consumer: Consumer, path: Path) -> int:
    """Write what they get of a run; the number of rows, of lists those of all workbooks."""
    made = EXPORTS["cases" if consumer.export == LISTS else consumer.export](home, run)
    table = made.filter(PLACES[consumer.export].str.starts_with(consumer.region)) if consumer.region else made
    if consumer.export == LISTS:
        return _write_archive(table, path, consumer.region)
    write_table(table, path)
    return table.height


def _write_archive(table: pl.DataFrame, path: Path, region: str) -> int:
    """Workbooks by place, from the region's own level down."""
    folder = path.with_suffix("")
    folder.mkdir()
    rows = write_lists(table, folder, [level for level, digits in LEVELS.items() if digits >= len(region)])
    with zipfile.ZipFile(path, "w") as archive:
        for name in rows:
            archive.writestr(zipfile.ZipInfo(name, MADE), (folder / name).read_bytes())
    shutil.rmtree(folder)
    return sum(rows.values())
