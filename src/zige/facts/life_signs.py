"""LAW §4: in which months a person is certified, by a certification, a grade A sign, or grade B signs together."""

import narwhals as nw

from zige.backends.base import Frame


def proofs(cases: Frame, signs: Frame, sources: Frame) -> Frame:
    """Confirmed certifications and graded life signs, each in every month that it may help to certify.

    `signs` and `sources` are the rulebook's tables (`zige.law.rules`). Columns: benefit_id, month, day, alone (proves
    by itself), own (lies in this month itself), source, needed (how many sources together prove).
    """
    reaching = cases.filter(~nw.col("pending")).join(signs, on="kind")
    reaching = reaching.with_columns(month=nw.col("first") + nw.col("lag"))
    judged = reaching.filter(nw.col("month") >= nw.col("judged_from"), nw.col("month") <= nw.col("judged_until"))
    named = judged.join(sources, on=["department", "judged_from"], how="left")
    return named.select(
        "benefit_id", "month", "alone", "needed",
        day=nw.col("start"),
        own=nw.col("lag") == 0,
        source=nw.coalesce("source", "department"),
    )  # fmt: skip


def certified_months(proofs: Frame, month: int) -> Frame:
    """The certified months up to `month`: benefit_id, month, day (the last certified day of that month)."""
    proofs = proofs.filter(nw.col("month") <= month)
    by_month = proofs.filter("own").group_by("benefit_id", "month").agg(nw.col("alone").any(), nw.col("day").max())
    together = by_month.filter(~nw.col("alone")).join(_together(proofs), on=["benefit_id", "month"], how="semi")
    return nw.concat([by_month.filter("alone"), together]).drop("alone")


def _together(proofs: Frame) -> Frame:
    """The months in which signs of different sources prove together, one of them in the month itself."""
    grading = nw.col("own").any(), nw.col("needed").max()
    by_source = proofs.filter(~nw.col("alone")).group_by("benefit_id", "month", "source").agg(*grading)
    by_month = by_source.group_by("benefit_id", "month").agg(*grading, sources=nw.len())
    return by_month.filter("own", nw.col("sources") >= nw.col("needed"))


def last_alive(proofs: Frame) -> Frame:
    """The last day on which each person was seen alive: benefit_id, alive. For contradictions (LAW §7)."""
    return proofs.filter("own").group_by("benefit_id").agg(alive=nw.col("day").max())
