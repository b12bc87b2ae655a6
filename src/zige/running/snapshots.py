"""What the last list of a dataset that lists all that is open no longer has: a question, never an end (EXCHANGE §3)."""

import datetime as dt
from collections import defaultdict

import polars as pl

from zige.facts.events import MOMENTS, Events
from zige.facts.records import counting_rows, record
from zige.kinds import Status
from zige.store.batches import LISTED, Batch

UNLISTED = {
    "person": pl.Int64, "kind": pl.String, "start": pl.Date, "dataset": pl.String, "number": pl.Int64, "line": pl.Int64,
}  # fmt: skip


def no_longer_listed(
    batches: list[Batch], rows: pl.DataFrame, events: Events, known_by: dt.date | None
) -> pl.DataFrame:
    """The rows of open events that the last list of their dataset leaves out, as known by that day: UNLISTED.

    `rows` are the FACT ROWS of `batches`. What came after the list, as a corrected row sent back, is not asked about.
    """
    lists: dict[str, list[Batch]] = defaultdict(list)
    for batch in batches:
        if batch.table(LISTED):
            lists[batch.dataset].append(batch)
    last = [max((_came_last(batch, known_by), batch.number, batch) for batch in each) for each in lists.values()]
    return pl.concat([pl.DataFrame(schema=UNLISTED), *(_left_out(batch, day, rows, events) for day, _, batch in last)])


def _came_last(batch: Batch, known_by: dt.date | None) -> dt.date:
    return max(day for _, day in batch.arrivals if day <= (known_by or dt.date.max))


def _left_out(snapshot: Batch, day: dt.date, rows: pl.DataFrame, events: Events) -> pl.DataFrame:
    moments = [str(kind) for kind in MOMENTS]
    lasting = events.facts.filter(~pl.col("kind").is_in(moments), pl.col("status") != Status.REFUTED)
    going_on = lasting.filter(pl.col("end").is_null() | (pl.col("end") > day))
    evidence = events.evidence.join(going_on, on="fact_id", how="semi").select("number", "line")
    own = counting_rows(rows.filter(pl.col("dataset") == snapshot.dataset))
    listed = pl.read_parquet(snapshot.folder / LISTED)
    later = (pl.col("received") > day) | ((pl.col("received") == day) & (pl.col("number") > snapshot.number))
    told = own.filter(pl.col("gives") == "fact", ~later).with_columns(record=record())
    left = told.join(evidence, on=["number", "line"], how="semi").join(listed, on="record", how="anti")
    return left.select(*UNLISTED)
