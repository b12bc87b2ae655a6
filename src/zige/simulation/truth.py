"""What is true, written apart from the files and read by nothing but the evaluation."""

import json
from pathlib import Path

import polars as pl

from zige.simulation.calendar import month_text
from zige.simulation.money import CODES, amounts_in
from zige.simulation.people import World

RECORD_COLUMNS = ("file", "line", "dataset", "month", "person", "event", "record_id", "truth", "flaw", "code")


def write_truth(
    folder: Path, part: int, world: World, people: pl.DataFrame, benefits: pl.DataFrame, events: pl.DataFrame
) -> None:
    """One part's persons, benefits, amounts and events, as `truth/<table>-<part>.parquet`."""
    _write(_persons(world, people), folder, "persons", part)
    _write(_benefits(benefits), folder, "benefits", part)
    _write(_amounts(world, benefits), folder, "amounts", part)
    _write(_events(events), folder, "events", part)


def write_records(folder: Path, part: int, records: list[pl.DataFrame]) -> None:
    """Which true person and event each delivered row is about, and what is wrong with it; and the flaws counted."""
    frame = pl.concat(records).select(*RECORD_COLUMNS)
    _write(frame, folder, "records", part)
    flaws = frame.filter(pl.col("flaw") != "").with_columns(pl.col("flaw").str.split("|")).explode("flaw")
    counted = flaws.group_by("dataset", "month", "flaw", "code").agg(rows=pl.len().cast(pl.Int64))
    _write(counted.sort("dataset", "month", "flaw", "code"), folder, "errors", part)


def write_places(folder: Path, world: World, seed: int, people: int) -> None:
    """The villages with their names, and the parameters the city was made with."""
    _write(world.places.villages(), folder, "villages", 0)
    made = {
        "seed": seed,
        "people": people,
        "start": month_text(world.span.start),
        "months": world.span.months,
        "parameters": world.parameters.model_dump(),
    }
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    (folder / "city.json").write_text(text, "utf-8")


def _write(frame: pl.DataFrame, folder: Path, table: str, part: int) -> None:
    frame.write_parquet(folder / f"{table}-{part:05d}.parquet", compression="zstd")


def _persons(world: World, people: pl.DataFrame) -> pl.DataFrame:
    """id_number and name are the true ones; a death after the last day known has not happened yet."""
    return people.select(
        "person",
        "household",
        "stranger",
        "county",
        "region",
        "residence",
        "mobility",
        "rural",
        id_number="number",
        true_name="name",
        name_group=pl.when(pl.col("yi")).then(pl.lit("yi")).otherwise(pl.lit("han")),
        sex=pl.when(pl.col("male")).then(pl.lit("male")).otherwise(pl.lit("female")),
        birth_date=pl.col("birth").cast(pl.Int32).cast(pl.Date),
        death_date=pl.when(pl.col("death") <= world.span.last_day).then(pl.col("death").cast(pl.Int32).cast(pl.Date)),
    )


def _benefits(benefits: pl.DataFrame) -> pl.DataFrame:
    return benefits.with_columns(
        pl.col("kind").replace_strict(CODES),
        pl.col("last_certified").cast(pl.Int32).cast(pl.Date),
    ).drop("employer", "account")


def _amounts(world: World, benefits: pl.DataFrame) -> pl.DataFrame:
    """The amount of each benefit from the start, and again from every month in which it changed."""
    frames = [_amount_from(world, benefits, world.span.origin)]
    before = amounts_in(world, benefits, world.span.origin)
    for month in world.span.delivered:
        now = amounts_in(world, benefits, month)
        frames.append(_amount_from(world, benefits, month).filter(now != before))
        before = now
    return pl.concat(frames)


def _amount_from(world: World, benefits: pl.DataFrame, month: int) -> pl.DataFrame:
    return benefits.with_columns(amounts_in(world, benefits, month)).select(
        "benefit_id", "amount", from_month=pl.lit(month, pl.Int64)
    )


def _events(events: pl.DataFrame) -> pl.DataFrame:
    dated = [pl.col(name).cast(pl.Int32).cast(pl.Date) for name in ("start", "end")]
    return events.with_columns(*dated).select(
        "event", "person", "kind", "start", "end", "outcome", "note", "benefit_id"
    )
