"""LAW §4: in which months a person is certified, by a certification, a grade A sign, or grade B signs together."""

import narwhals as nw

from zige.backends.base import Frame


def proofs(cases: Frame, signs: Frame, sources: Frame) -> Frame:
    """Confirmed certifications and graded life signs, each in every month that it may help to certify.

    `signs` and `sources` are the rulebook's tables (`zige.law.rules`). Columns: benefit_id, month, day, own (lies in
    this month itself), alone (proves by itself), source (of a sign that needs another).
    """
    reaching = cases.filter(~nw.col("pending")).join(signs, on="kind")
    reaching = reaching.with_columns(month=nw.col("first") + nw.col("lag"))
    judged = reaching.filter(nw.col("month") >= nw.col("judged_from"), nw.col("month") <= nw.col("judged_until"))
    named = judged.join(sources, on=["department", "judged_from"], how="left")
    return named.select(
        "benefit_id",
        "month",
        "alone",
        day=nw.col("start"),
        own=nw.col("lag") == 0,
        source=nw.when(~nw.col("alone")).then(nw.coalesce("source", "department")),
    )


def certified_months(proofs: Frame, month: int) -> Frame:
    """The certified months up to `month`: benefit_id, month, day (the last certified day of that month).

    Grade B signs prove together when they come from two sources, so that the least is not the greatest, and one of
    them lies in the month itself.
    """
    own, together = nw.col("own"), nw.col("own") & ~nw.col("alone")
    months = (
        proofs.filter(nw.col("month") <= month)
        .group_by("benefit_id", "month")
        .agg(
            nw.col("alone").any(),
            day=nw.when(own).then(nw.col("day")).max(),
            together=together.any(),
            least=nw.col("source").min(),
            greatest=nw.col("source").max(),
        )
    )
    in_pairs = nw.col("together") & (nw.col("least") != nw.col("greatest")).fill_null(False)
    return months.filter(nw.col("alone") | in_pairs).select("benefit_id", "month", "day")


def last_alive(proofs: Frame) -> Frame:
    """The last day on which each person was seen alive: benefit_id, alive. For contradictions (LAW §7)."""
    return proofs.filter("own").group_by("benefit_id").agg(alive=nw.col("day").max())
