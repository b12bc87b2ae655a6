"""One event, many rows: what several sources say of one thing is one fact for `determine` (EXCHANGE §3).

    1  rows of one person and kind whose spans touch or overlap, or that share a case number, are one event;
       all rows about a death are one event whatever their dates
    2  what is reported after the office has refuted an event, and was not known then, is a new event
    3  an open detention or wanted notice ends the day before the imprisonment or judgment that follows it
    4  an end that any source reports ends the event and prevails over a planned one; clearing holds for all sources

An event's fact_id names the row that was received first, so that it stays when more rows arrive.
"""

from dataclasses import dataclass

import polars as pl

from zige.facts.endings import with_endings
from zige.facts.records import ORDER, counting_rows
from zige.kinds import FactKind, Outcome, Status

col, lit, when = pl.col, pl.lit, pl.when

KEY = ("person", "kind", "benefit_id")
CASEWORK = "casework.facts"
MOMENTS = (FactKind.MARRIAGE, FactKind.OFFER_REFUSED)
"""Kinds that come and go within a day: two of them are two events though neither has an end."""

OPEN_DAY = 2**30
"""A day after every other, as days since 1970-01-01: the end of a span that has none."""
ABOVE_ALL_DAYS = 2**32


@dataclass(frozen=True)
class Events:
    """`facts`: fact_id, person, kind, start, end, outcome, department, status, received, benefit_id, one row an event.

    `evidence` says which rows make an event: fact_id, number, line, dataset, start, end, status, level. `questions`
    are rows that ask an officer to find out: person, kind, start, dataset, number, line.
    """

    facts: pl.DataFrame
    evidence: pl.DataFrame
    questions: pl.DataFrame


def events_of(rows: pl.DataFrame) -> Events:
    """The events that FACT ROWS come to (`zige.fact_rows.FACT_ROWS`), those of proofs of life left aside."""
    counting = counting_rows(rows)
    facts = _grouped(counting.filter(col("gives") == "fact"))
    ends = counting.filter(col("gives") == "end", col("status") != Status.REFUTED)
    events = with_endings(_summed_up(facts), facts, ends)
    evidence = facts.select("fact_id", "number", "line", "dataset", "start", "end", "status", "level")
    questions = counting.filter(col("gives") == "question", ~col("withdrawn"))
    return Events(
        events.sort("fact_id"),
        evidence.sort("fact_id", "number", "line"),
        questions.select("person", "kind", "start", "dataset", "number", "line").sort("number", "line"),
    )


def _grouped(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the fact_id of their event."""
    spans = rows.sort(*KEY, "start", "number", "line").with_columns(from_=_days("start"), until=_until())
    group = _by_case_number(spans.with_columns(group=_by_span()))
    group = _with_epoch(group)
    event = [*KEY, "group", "epoch"]
    first = group.sort("first_received", "first_number", "first_line", "start").group_by(event, maintain_order=True)
    named = first.agg(fact_id=_name(), earliest=col("first_received").first())
    joined = group.join(named, on=event, how="left", nulls_equal=True)
    return joined.drop("group", "epoch", "from_", "until", "earliest")


def _days(name: str) -> pl.Expr:
    return col(name).cast(pl.Int32).cast(pl.Int64)


def _until() -> pl.Expr:
    """The last day of a row's span: open without an end, one day for what happens in a moment."""
    moment = col("kind").is_in([str(kind) for kind in MOMENTS])
    return when(moment).then(_days("start")).otherwise(_days("end").fill_null(OPEN_DAY))


def _by_span() -> pl.Expr:
    """A number for each run of spans that touch or overlap; every death is in one. Rows are in the order of KEY.

    All people are gone through at once: what one's spans cover is lifted above what those before cover.
    """
    place = pl.struct(*KEY).rle_id().cast(pl.Int64)
    covered = (place * ABOVE_ALL_DAYS + col("until")).cum_max().shift(1)
    further = place * ABOVE_ALL_DAYS + col("from_") > covered + 1
    apart = further & (place == place.shift(1)) & (col("kind") != FactKind.DEATH)
    return apart.fill_null(False).cast(pl.Int64).cum_sum()


def _by_case_number(rows: pl.DataFrame) -> pl.DataFrame:
    """Groups that share a case number become one, the least; repeated until none is left to join."""
    numbered = col("case_number").is_not_null()
    while True:
        by_case = when(numbered).then(col("group").min().over(*KEY, "case_number")).otherwise(col("group"))
        joined = rows.with_columns(least=by_case).with_columns(least=col("least").min().over(*KEY, "group"))
        if joined.filter(col("least") != col("group")).is_empty():
            return rows
        rows = joined.with_columns(group=col("least")).drop("least")


def _with_epoch(rows: pl.DataFrame) -> pl.DataFrame:
    """`epoch`: how often the office had refuted the event before a row was first received."""
    event = [*KEY, "group"]
    refutes = (col("dataset") == CASEWORK) & (col("status") == Status.REFUTED) & ~col("withdrawn")
    refuted = rows.filter(refutes).select(event).unique()
    others = rows.join(refuted, on=event, how="anti", nulls_equal=True).with_columns(epoch=lit(0, pl.Int64))
    order = pl.struct("first_received", "first_number", "first_line").rank("ordinal").over(event)
    before = (refutes.cast(pl.Int64).cum_sum() - refutes.cast(pl.Int64)).over(event, order_by=order)
    theirs = rows.join(refuted, on=event, how="semi", nulls_equal=True).with_columns(epoch=before)
    return pl.concat([others, theirs])


def _name() -> pl.Expr:
    first = pl.concat_str("kind", "person", "first_number", "first_line", separator="-")
    return first.first()


def _summed_up(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each event, its end as its own rows report it; `planned` says that the end has yet to come about."""
    counted = rows.with_columns(counts=~_dismissed()).with_columns(dates=_dates())
    actual = col("counts") & col("end").is_not_null() & ~col("planned")
    last = col("end").filter(actual).max()
    open_after = (col("counts") & col("end").is_null() & (col("start") > last).fill_null(False)).any()
    plan = col("end").filter(col("counts") & col("planned")).max()
    told = counted.group_by("fact_id").agg(
        *(col(name).first() for name in KEY),
        start=col("start").filter("dates").min(),
        end=when(last.is_null()).then(plan).when(open_after).then(None).otherwise(last),
        planned=last.is_null() & plan.is_not_null(),
        outcome=_outcome(),
        status=_status(),
        received=col("received").max(),
        case_numbers=col("case_number").drop_nulls().unique().sort(),
    )
    told = told.join(_departments(rows), on="fact_id").join(_verified(rows), on="fact_id", how="left")
    return told.with_columns(status=col("verified").fill_null(col("status"))).drop("verified")


def _departments(rows: pl.DataFrame) -> pl.DataFrame:
    """The department of each event: that of its best source, of several the earliest day's."""
    best = rows.sort("rank", "start", "number", "line").unique("fact_id", keep="first", maintain_order=True)
    return best.select("fact_id", "department")


def _verified(rows: pl.DataFrame) -> pl.DataFrame:
    """What the office found last, of the events that it has looked at."""
    found = rows.filter(col("dataset") == CASEWORK, ~col("withdrawn")).sort(*ORDER)
    return found.unique("fact_id", keep="last", maintain_order=True).select("fact_id", verified="status")


def _dismissed() -> pl.Expr:
    """A row that says nothing of the event's days: refuted, where something else of it is not."""
    refuted = col("status") == Status.REFUTED
    return refuted & ~refuted.all().over("fact_id")


def _dates() -> pl.Expr:
    """The rows whose first days count: confirmed ones, else all; of deaths those of the best source (`rank`)."""
    confirmed = col("counts") & (col("status") == Status.CONFIRMED)
    best = col("counts") & (col("rank") == col("rank").filter("counts").min().over("fact_id"))
    usual = when(col("kind") == FactKind.DEATH).then(best).otherwise("counts")
    return when(confirmed.any().over("fact_id")).then(confirmed).otherwise(usual)


def _outcome() -> pl.Expr:
    cleared = (col("counts") & (col("outcome") == Outcome.CLEARED)).fill_null(False).any()
    return (
        when(cleared)
        .then(lit(Outcome.CLEARED.value))
        .otherwise(col("outcome").filter("counts").drop_nulls().sort().last())
    )


def _status() -> pl.Expr:
    """Where the office has found nothing: confirmed where a row came so, refuted where every row was, or pending."""
    return (
        when((col("counts") & (col("status") == Status.CONFIRMED)).any())
        .then(lit(Status.CONFIRMED.value))
        .when((col("status") == Status.REFUTED).all())
        .then(lit(Status.REFUTED.value))
        .otherwise(lit(Status.PENDING.value))
    )
