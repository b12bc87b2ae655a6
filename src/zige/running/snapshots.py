"""What the last list of a dataset that lists all that is open no longer has: a question, never an end (EXCHANGE §3)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from zige.facts.events import MOMENTS, Events
from zige.facts.records import counting_rows, record
from zige.kinds import Status
from zige.store.batches import LISTED, Batch, tables_of

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
    told = [_left_out(_last(each, known_by or dt.date.max), rows, events) for each in lists.values()]
    return pl.concat([pl.DataFrame(schema=UNLISTED), *told])


@dataclass(frozen=True)
class Listing:
    """The last list of a dataset: the day on which it came, in which batch, and what else came for its month."""

    day: dt.date
    batch: Batch
    parts: list[Batch]


def _last(batches: list[Batch], until: dt.date) -> Listing:
    came = {(day, batch.number, month): batch for batch in batches for month, day in batch.arrivals if day <= until}
    day, number, last = max(came)
    parts = {number: batch for (_, number, month), batch in came.items() if month == last}
    return Listing(day, parts[number], list(parts.values()))


def _left_out(listing: Listing, rows: pl.DataFrame, events: Events) -> pl.DataFrame:
    moments = [str(kind) for kind in MOMENTS]
    lasting = events.facts.filter(~pl.col("kind").is_in(moments), pl.col("status") != Status.REFUTED)
    going_on = lasting.filter(pl.col("end").is_null() | (pl.col("end") > listing.day))
    evidence = events.evidence.join(going_on, on="fact_id", how="semi").select("number", "line")
    own = counting_rows(rows.filter(pl.col("dataset") == listing.batch.dataset))
    listed = tables_of(listing.parts, LISTED, {"record": pl.String})
    same_day = (pl.col("received") == listing.day) & (pl.col("number") > listing.batch.number)
    told_later = (pl.col("received") > listing.day) | same_day
    told = own.filter(pl.col("gives") == "fact", ~told_later).with_columns(record=record())
    left = told.join(evidence, on=["number", "line"], how="semi").join(listed, on="record", how="anti")
    return left.select(*UNLISTED)
