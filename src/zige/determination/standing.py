"""6 认证结果: what the grounds in force in a month make of each benefit (LAW §3)."""

import narwhals as nw

from zige.backends.base import Frame
from zige.kinds import Standing
from zige.tables import Action

col, lit, when = nw.col, nw.lit, nw.when


def in_force(intervals: Frame, month: int) -> Frame:
    """The intervals that cover `month`."""
    return intervals.filter(col("since") <= month, col("until") >= month)


def standings(intervals: Frame, month: int) -> Frame:
    """The benefits with a ground in force: benefit_id, grounds (the set of their flags), stops."""
    return _together(in_force(intervals, month), ["benefit_id"])


def standings_by_month(intervals: Frame, calendar: Frame) -> Frame:
    """`standings` of every month of `calendar` (a column month), which stands beside benefit_id."""
    months = intervals.join(calendar, how="cross")
    return _together(months.filter(col("since") <= col("month"), col("until") >= col("month")), ["benefit_id", "month"])


def _together(intervals: Frame, key: list[str]) -> Frame:
    each_once = intervals.select(*key, "flag", "stops").unique([*key, "flag", "stops"])
    return each_once.group_by(*key).agg(grounds=col("flag").sum().cast(nw.Int64), stops=col("stops").any())


def standing() -> nw.Expr:
    """`stop` if any stop ground is in force, else `suspend` if any ground is, else `continue`."""
    return (
        when(col("stops").fill_null(False))
        .then(lit(Standing.STOP.value))
        .otherwise(
            when(col("grounds").is_null()).then(lit(Standing.CONTINUE.value)).otherwise(lit(Standing.SUSPEND.value))
        )
    )


def action() -> nw.Expr:
    """`none` if nothing changes in payment, `resume` for a return to continue, else the new standing."""
    changed = when(col("standing") == Standing.CONTINUE).then(lit(Action.RESUME.value)).otherwise(col("standing"))
    return when(col("standing") == col("standing_before")).then(lit(Action.NONE.value)).otherwise(changed)
