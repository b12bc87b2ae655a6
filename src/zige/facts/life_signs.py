"""LAW §4: in which months a person is certified, by a certification, a grade A sign, or grade B signs together."""

from collections.abc import Sequence

import narwhals as nw

from zige.backends.base import Frame


def proofs(cases: Frame, signs: Frame, sources: Sequence[tuple[int, str, str]]) -> Frame:
    """Confirmed certifications and graded life signs, each in every month that it may help to certify.

    `signs` and `sources` are the rulebook's (`zige.law.rules`). Columns: benefit_id, month, day, own (lies in this
    month itself), alone (proves by itself), source (of a sign that needs another), fact_id.
    """
    reaching = cases.filter(~nw.col("pending")).join(signs, on="kind")
    reaching = reaching.with_columns(month=nw.col("first") + nw.col("lag"))
    judged = reaching.filter(nw.col("month") >= nw.col("judged_from"), nw.col("month") <= nw.col("judged_until"))
    return judged.select(
        "benefit_id",
        "month",
        "alone",
        "fact_id",
        day=nw.col("start"),
        own=nw.col("lag") == 0,
        source=nw.when(~nw.col("alone")).then(_source(sources)),
    )


def _source(sources: Sequence[tuple[int, str, str]]) -> nw.Expr:
    """The department, or the source that it is one with others in."""
    source = nw.col("department")
    for judged_from, department, name in sources:
        same = (nw.col("department") == department) & (nw.col("judged_from") == judged_from)
        source = nw.when(same).then(nw.lit(name)).otherwise(source)
    return source


def seen_months(proofs: Frame, month: int) -> Frame:
    """The months up to `month` in which people were seen.

    Columns: benefit_id, month, day (the last certification, grade A or grade B day of the month), certified, in_pairs
    (grade B signs certify it). They prove together when they come from two sources, so that the least is not the
    greatest, and one of them lies in the month itself.
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
    return months.select("benefit_id", "month", "day", certified=nw.col("alone") | in_pairs, in_pairs=in_pairs)
