"""How an event ends by what others report: the judgment that follows, a return, an acquittal (EXCHANGE §3)."""

import polars as pl

from zige.kinds import FactKind, Outcome, Status

col, lit, when = pl.col, pl.lit, pl.when

BEFORE_JUDGMENT = (FactKind.DETENTION, FactKind.WANTED)
JUDGMENTS = (FactKind.IMPRISONMENT, FactKind.NONCUSTODIAL_SENTENCE)
COLUMNS = (
    "fact_id", "person", "kind", "start", "end", "outcome", "department", "status", "received", "benefit_id",
)  # fmt: skip


def with_endings(events: pl.DataFrame, rows: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """`events` with the ends that other rows bring about; `ends` are rows that only end, `rows` those of the events."""
    followed = _ended_by_judgment(events, rows)
    return _ended_by_report(followed, ends).select(COLUMNS)


def _ended_by_judgment(events: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """An open detention or wanted notice ends the day before the imprisonment or judgment that follows it."""
    judged = rows.filter(col("kind").is_in([str(kind) for kind in JUDGMENTS]), col("status") != Status.REFUTED)
    held = events.filter(_of_kinds(BEFORE_JUDGMENT), col("end").is_null()).select("fact_id", "person", "start")
    following = held.join(judged.select("person", judged="start"), on="person").filter(col("judged") >= col("start"))
    ended = following.group_by("fact_id").agg(judged=col("judged").min())
    joined = events.join(ended, on="fact_id", how="left")
    before = pl.max_horizontal(col("judged").dt.offset_by("-1d"), col("start"))
    by_judgment = col("judged").is_not_null()
    return joined.with_columns(
        end=when(by_judgment).then(before).otherwise("end"),
        outcome=when(by_judgment).then(col("outcome").fill_null(Outcome.CONVICTED.value)).otherwise("outcome"),
    ).drop("judged")


def _ended_by_report(events: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """The end that a row reports ends the event it meets; a clearing clears it, ended or not."""
    reported = _meeting(events, ends).sort("day", "number", "line").group_by("fact_id", maintain_order=True)
    met = reported.agg(
        day=col("day").first(),
        known=col("known").max(),
        clears=(col("how") == Outcome.CLEARED).fill_null(False).any(),
        cleared_on=col("day").filter((col("how") == Outcome.CLEARED).fill_null(False)).first(),
    )
    joined = events.join(met, on="fact_id", how="left")
    opens = col("end").is_null() | col("planned")
    day = when("clears").then("cleared_on").otherwise("day")
    return joined.with_columns(
        end=when(opens & day.is_not_null()).then(day).otherwise("end"),
        outcome=when("clears").then(lit(Outcome.CLEARED.value)).otherwise("outcome"),
        received=pl.max_horizontal("received", "known"),
    )


def _meeting(events: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """Each reported end with the events it ends.

    That is the event of its case number; else every one open on that day; and for a clearing, where none is open, the
    last one that began by then and was not ended by a conviction.
    """
    said = ends.select(
        "person", "kind", "number", "line", day="start", how="outcome", case="case_number", known="received"
    )
    pairs = events.join(said, on=["person", "kind"]).filter(col("start") <= col("day"))
    pairs = pairs.with_columns(
        same_case=col("case_numbers").list.contains(col("case")).fill_null(False),
        open=col("end").is_null() | col("planned") | (col("end") >= col("day")),
    )
    each = ["kind", "number", "line"]
    pairs = pairs.with_columns(
        case_known=col("same_case").any().over(each),
        any_open=col("open").any().over(each),
        last=(col("start") == col("start").max().over(each)),
    )
    lately = col("last") & (col("how") == Outcome.CLEARED) & (col("outcome") != Outcome.CONVICTED).fill_null(True)
    meets = when("case_known").then("same_case").when("any_open").then("open").otherwise(lately)
    return pairs.filter(meets.fill_null(False))


def _of_kinds(kinds: tuple[FactKind, ...]) -> pl.Expr:
    return col("kind").is_in([str(kind) for kind in kinds])
