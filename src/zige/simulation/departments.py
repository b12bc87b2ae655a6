"""All that departments know of a part of the city, in the columns of their files, whenever it is delivered."""

import polars as pl

from zige.simulation.calendar import month_text
from zige.simulation.civil import civil_records, told_records
from zige.simulation.datasets import FILE_OF
from zige.simulation.deaths import concealed_deaths, death_records
from zige.simulation.justice import justice_records
from zige.simulation.people import World
from zige.simulation.reports import CORRECTED, WITHDRAWN, Rows
from zige.simulation.signs import certifications_of, signs_of

_OFFICIAL_DEATHS = ("police.deaths", "civil.cremations", "health.death_certificates", "medical.settlements")
ABOUT = ["person", "event", "known", "record", "status", "truth", "flaw"]
"""What every row has besides the columns of its file."""


def event_records(world: World, events: pl.DataFrame, people: pl.DataFrame) -> Rows:
    """Every record of an event, by dataset."""
    deaths = death_records(world, events, people)
    told = told_records(world, events, people, deaths)
    official = {dataset: _death_columns(world, dataset, deaths[dataset]) for dataset in _OFFICIAL_DEATHS}
    return official | told | justice_records(world, events, people) | civil_records(world, events, people)


def _death_columns(world: World, dataset: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The columns in which each office writes a death."""
    start, known = pl.col("start"), pl.max_horizontal(pl.col("known"), pl.col("start"))
    blank = pl.Series(world.dice.chosen("death.blank", rows["person"].to_numpy(), 0.03))
    back = pl.col("status") == WITHDRAWN
    columns = {
        "police.deaths": {"death_date": pl.when(~blank).then(start), "cancelled_on": known},
        "civil.cremations": {
            "arrived_on": pl.min_horizontal(start + 1, known),
            "cremated_on": pl.min_horizontal(start + 3, known),
            "valid": pl.when(back).then(pl.lit("0")).otherwise(pl.lit("1")),
            "status": pl.when(back).then(pl.lit(CORRECTED)).otherwise(pl.col("status")),
        },
        "health.death_certificates": {"death_date": start, "issued_on": pl.min_horizontal(start + 2, known)},
        "medical.settlements": {
            "word": pl.lit("住院"), "start": start - 9, "end": start, "discharge": pl.lit("死亡"),
            "refund": pl.lit(0, pl.Int64), "aid": pl.lit(0, pl.Int64),
        },
    }  # fmt: skip
    return rows.with_columns(**columns[dataset])


def all_records(
    world: World, events: pl.DataFrame, people: pl.DataFrame, benefits: pl.DataFrame
) -> dict[str, list[pl.DataFrame]]:
    """Every row of every dataset but the rosters, as frames with the columns of ABOUT and those of the file."""
    frames = {dataset: [_fitted(rows, dataset)] for dataset, rows in event_records(world, events, people).items()}
    for month in range(world.span.start - 1, world.span.start + world.span.months - 1):
        for dataset, rows in signs_of(world, people, events, month).items():
            frames.setdefault(dataset, []).append(_fitted(_without_event(rows), dataset))
    hidden = concealed_deaths(world, events)
    certified = _without_event(certifications_of(world, people, benefits, hidden))
    serial = pl.col("known").cast(pl.String) + (pl.col("person") % 1_000_000_000).cast(pl.String).str.zfill(9)
    frames["channels.certifications"] = [_fitted(certified.with_columns(serial=serial), "channels.certifications")]
    return frames


def _without_event(rows: pl.DataFrame) -> pl.DataFrame:
    """Signs of life stem from no event; those of the dead are false."""
    false = pl.col("flaw").str.starts_with("fraud")
    return rows.with_columns(
        event=pl.lit(None, pl.Int64),
        record=pl.lit(None, pl.Int64),
        status=pl.lit("新增"),
        truth=pl.when(false).then(pl.lit("false")).otherwise(pl.lit("true")),
    )


_FROM_PEOPLE = ("number", "name", "birth", "sex", "region", "record_id")


def _fitted(rows: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Only the columns that the file needs."""
    own = [name for name in FILE_OF[dataset].sources if name not in (*_FROM_PEOPLE, *ABOUT)]
    return rows.select(*ABOUT, *own)


def delivery_months(world: World, dataset: str) -> pl.DataFrame:
    """In which delivery the rows known in a month arrive: columns known_month and delivered.

    The first delivery brings all that was known before; a missed month comes with the next.
    """
    first, last = world.span.start, world.span.start + world.span.months - 1
    rows = []
    for known in range(first - 40, last):
        month = max(known + 1, first)
        while month > first and is_missed(world, dataset, month):
            month += 1
        rows.append((known, month))
    frame = pl.DataFrame(rows, schema={"known_month": pl.Int64, "delivered": pl.Int64}, orient="row")
    return frame.filter(pl.col("delivered") <= last)


def is_missed(world: World, dataset: str, month: int) -> bool:
    """Whether a source delivers nothing in a month; what it leaves out depends on the calendar month alone."""
    return world.dice.once(f"{dataset}.missed.{month_text(month)}") < world.parameters.delivery.missed
