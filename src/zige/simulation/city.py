"""The conductor: part by part, the people, their lives, what departments know of them, and the files of every month."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from zige.errors import RequestRefused
from zige.simulation.calendar import Span, month_number, month_text, months_of
from zige.simulation.datasets import FILE_OF, FILES, FileKind
from zige.simulation.deaths import death_records, stopped_before
from zige.simulation.departments import all_records, delivery_months
from zige.simulation.dice import Dice
from zige.simulation.dirt import identities, registered, widened, with_bad_rows, with_repeats
from zige.simulation.life import FLOOR, death_days, events_of
from zige.simulation.money import benefits_of
from zige.simulation.parameters import Parameters
from zige.simulation.people import World, ids_of_part, people_of
from zige.simulation.places import load_places
from zige.simulation.rosters import NUMBERS_CORRECTED_AFTER, roster_rows
from zige.simulation.truth import write_places, write_records, write_truth
from zige.simulation.writing import Delivery, spelt, write_calendar

PART = 200_000
LEAST = 200
LAST = 2099 * 12 + 11
"""The last month a city can be delivered in."""
Advance = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """What city to make: recipients, months of delivery, seed, first month, people held in memory at once."""

    people: int
    months: int
    seed: int
    start: str = "2025-12"
    part: int = PART

    def __post_init__(self) -> None:
        """Raises RequestRefused where this makes no city."""
        last = month_number(self.start) + self.months - 1
        for told, within in (
            (f"--people ≥ {LEAST}", self.people >= LEAST),
            ("--months ≥ 1", self.months >= 1),
            (f"--start + --months ≤ {month_text(LAST)}", last <= LAST),
            ("--seed ≥ 0", self.seed >= 0),
            (f"--part ≥ {FLOOR}", self.part >= FLOOR),
        ):
            if not within:
                raise RequestRefused(f"造不出这座城市；须 {told}", f"no such city can be made; give {told}")

    @property
    def parts(self) -> list[tuple[int, int]]:
        """The recipients of each part, first and one after the last."""
        return [(first, min(first + self.part, self.people)) for first in range(0, self.people, self.part)]

    @property
    def steps(self) -> int:
        """How often `advance` is called."""
        return len(self.parts) * (self.months + 1) + self.months


@dataclass
class Desk:
    """The files being written, by month and dataset."""

    out: Path
    files: dict[tuple[int, str], Delivery] = field(default_factory=dict)

    def file(self, kind: FileKind, month: int) -> Delivery:
        """The file of a dataset in a month, begun if need be."""
        key = (month, kind.dataset)
        if key not in self.files:
            self.files[key] = Delivery(kind, month, self.out / month_text(month))
        return self.files[key]

    def of_month(self, month: int) -> list[Delivery]:
        """The files of a month, in the order of the datasets."""
        return [self.files[month, kind.dataset] for kind in FILES if (month, kind.dataset) in self.files]


@dataclass(frozen=True)
class Part:
    """One part of the city: its people, and what becomes of them."""

    number: int
    people: pl.DataFrame
    benefits: pl.DataFrame
    events: pl.DataFrame


def build_city(out: Path, plan: Plan, parameters: Parameters, advance: Advance) -> None:
    """Write DIR/<month>/ with the files of every dataset and DIR/truth/; the same plan gives the same bytes.

    Refuses a folder that is not empty.
    """
    _check_empty(out)
    start = month_number(plan.start)
    span = Span(start, plan.months, start - parameters.money.history_months)
    world = World(Dice(plan.seed), parameters, load_places(), span)
    desk = Desk(out)
    for folder in (out / "truth", *(out / month_text(month) for month in span.delivered)):
        folder.mkdir(parents=True)
    write_places(out / "truth", world, plan.seed, plan.people)
    for number, (first, last) in enumerate(plan.parts):
        advance(f"{first + 1}–{last}")
        _deliver(world, desk, _part_of(world, number, first, last), advance)
    for month in span.delivered:
        advance(month_text(month))
        _finish(world, desk, month)


def _check_empty(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise RequestRefused(f"--out {out} 已有内容；请换一个空目录", f"--out {out} is not empty; name an empty folder")


def _part_of(world: World, number: int, first: int, last: int) -> Part:
    ids = ids_of_part(first, last, world.parameters.population.strangers)
    people = people_of(world, ids)
    people = people.with_columns(death=pl.Series(death_days(world, people)))
    nobody = pl.DataFrame(schema={"person": pl.Int64, "stopped": pl.Int64})
    events = events_of(world, people, benefits_of(world, people, nobody))
    stopped = stopped_before(world, death_records(world, events, people))
    return Part(number, people, benefits_of(world, people, stopped), events)


def _deliver(world: World, desk: Desk, part: Part, advance: Advance) -> None:
    """Write the part's rows into the files of all months, and what is true of them."""
    folder = desk.out / "truth"
    write_truth(folder, part.number, world, part.people, part.benefits, part.events)
    frames = all_records(world, part.events, part.people, part.benefits)
    known = _known_people(part.people)
    records = []
    for dataset, parts in frames.items():
        theirs = identities(world, part.people, dataset)
        named = _named(pl.concat(parts), known, theirs, FILE_OF[dataset])
        for month, rows in _by_month(world, dataset, named):
            records.append(_write(world, desk, part.number, FILE_OF[dataset], month, rows))
    for month in world.span.delivered:
        advance(f"{month_text(month)} #{part.number + 1}")
        records += _write_rosters(world, desk, part, known, month)
    write_records(folder, part.number, records)


def _write_rosters(world: World, desk: Desk, part: Part, known: pl.DataFrame, month: int) -> list[pl.DataFrame]:
    """The payment system's extracts of a month; its wrong numbers are put right in time."""
    still_wrong = month < world.span.start + NUMBERS_CORRECTED_AFTER
    theirs = registered(world, part.people).filter(pl.lit(still_wrong))
    written = []
    for dataset, rows in roster_rows(world, part.people, part.benefits, month).items():
        kind = FILE_OF[dataset]
        named = _named(rows, known, theirs, kind) if kind.has("number") else rows
        written.append(_write(world, desk, part.number, kind, month, named))
    return written


def _known_people(people: pl.DataFrame) -> pl.DataFrame:
    sex = np.where(people["male"].to_numpy(), "男", "女")
    return people.select("person", "number", "name", "birth", "region", sex=pl.Series(sex.tolist(), dtype=pl.String))


def _by_month(world: World, dataset: str, rows: pl.DataFrame) -> list[tuple[int, pl.DataFrame]]:
    """The rows by the month in which they arrive; what is known too late never does."""
    known = pl.Series("known_month", months_of(rows["known"].to_numpy()), dtype=pl.Int64)
    placed = rows.with_columns(known).join(delivery_months(world, dataset), on="known_month", how="inner")
    placed = placed.sort("delivered", "known", "person", "record", maintain_order=True)
    months = placed.partition_by("delivered", as_dict=True, include_key=False, maintain_order=True)
    return [(int(key[0]), frame.drop("known_month")) for key, frame in months.items()]


def _write(world: World, desk: Desk, part: int, kind: FileKind, month: int, rows: pl.DataFrame) -> pl.DataFrame:
    """Write one file's rows of this part; returns the truth about each line."""
    cells = widened(world, spelt(rows, kind, world, month), kind, month)
    cells = cells.with_columns(extra=pl.lit(""), code=pl.lit(""))
    cells = _returned(with_repeats(world, cells, kind, month), kind)
    cells = with_bad_rows(world, cells, kind, month, at_least=1 if part == 0 else 0)
    file = desk.file(kind, month)
    record_id = pl.col("record_id") if kind.record else pl.lit(None, pl.String)
    return cells.with_columns(file.append(cells)).select(
        "line", "person", "event", "truth", "flaw", "code", record_id=record_id,
        file=pl.lit(f"{month_text(month)}/{file.name}"), dataset=pl.lit(kind.dataset), month=pl.lit(month, pl.Int64),
    )  # fmt: skip


def _named(rows: pl.DataFrame, known: pl.DataFrame, theirs: pl.DataFrame, kind: FileKind) -> pl.DataFrame:
    """The rows with number, name and the rest as this department has them."""
    named = rows.join(known, on="person", how="left", maintain_order="left")
    named = named.join(theirs, on="person", how="left", maintain_order="left")
    flaws = pl.concat_str([pl.col("flaw"), pl.col("id_flaw").fill_null("")], separator="|").str.strip_chars("|")
    return named.with_columns(
        flaw=flaws,
        number=pl.coalesce("their_number", "number"),
        name=pl.coalesce("their_name", "name"),
        record_id=pl.lit(kind.record) + pl.col("record").cast(pl.String).str.zfill(12),
    ).drop("their_number", "their_name", "id_flaw")


def _returned(cells: pl.DataFrame, kind: FileKind) -> pl.DataFrame:
    """A row without a number comes back where the file has no birth date to find the person by."""
    if not kind.has("number") or kind.has("birth"):
        return cells
    missing = pl.col("number") == ""
    return cells.with_columns(code=pl.when(missing).then(pl.lit("id_missing")).otherwise(pl.col("code")))


def _finish(world: World, desk: Desk, month: int) -> None:
    files = desk.of_month(month)
    for file in files:
        file.finish()
    write_calendar(desk.out / month_text(month), month, world, files)
