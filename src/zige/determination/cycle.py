"""7 认证周期: where each benefit stands in its cycle, and in which months nobody had confirmed it (LAW §5)."""

from collections.abc import Iterable
from typing import Any

import narwhals as nw

from zige.backends.base import Frame
from zige.kinds import FactKind
from zige.law.months import OPEN
from zige.law.rulebook import Rulebook
from zige.law.rules import Rules

col, lit = nw.col, nw.lit


def cycles(benefits: Frame, seen: Frame, deferrals: Frame, month: int) -> Frame:
    """The benefits with what their cycle rests on.

    Adds last_certified (day), certified (the latest certified month before `month`), now (certified in `month`), alive
    (the last day seen, certified or not) and deferred (the last month of the latest deferral); -1 stands for no month.
    """
    held = benefits.select("benefit_id", "kind", "relation", "standing_before", "first_month", "cycle_from")
    proof = seen.group_by("benefit_id").agg(
        last_certified=nw.when("certified").then(col("day")).max(),
        certified=nw.when(col("certified") & (col("month") < month)).then(col("month")).max(),
        now=(col("certified") & (col("month") == month)).any(),
        alive=col("day").max(),
    )
    return (
        held.join(proof, on="benefit_id", how="left")
        .join(deferrals, on="benefit_id", how="left")
        .with_columns(col("certified").fill_null(-1), col("deferred").fill_null(-1), col("now").fill_null(False))
    )


def deferrals(cases: Frame) -> Frame:
    """7 正当理由: the month of the last day of each benefit's latest confirmed deferral: benefit_id, deferred."""
    granted = cases.filter(col("kind") == FactKind.DEFERRAL, ~col("pending"), col("last") < OPEN)
    return granted.group_by("benefit_id").agg(deferred=col("last").max())


def cycle_start(book: Rulebook, certified: nw.Expr) -> nw.Expr:
    """The latest of the first benefit month (or the month after, by policy), `cycle_from`, and `certified` + 1."""
    first = col("first_month") + book.cycle.start_delay
    return nw.max_horizontal(first, col("cycle_from").fill_null(-1), certified + 1)


def due_month(book: Rulebook, start: nw.Expr) -> nw.Expr:
    """The last month of the cycle that begins with `start`, or a deferral's month if later."""
    return nw.max_horizontal(start + (book.cycle.months - 1), col("deferred"))


def reported_cycle(book: Rulebook, cycles: Frame, month: int) -> Frame:
    """`cycles` with cycle_start and due_month as reported: after the certification of `month`, if there is one."""
    certified = nw.when("now").then(lit(month)).otherwise(col("certified"))
    reported = cycles.with_columns(cycle_start=cycle_start(book, certified))
    reported = reported.with_columns(due_month=due_month(book, col("cycle_start")))
    return reported.with_columns(_only_cyclic(book, "cycle_start"), _only_cyclic(book, "due_month"))


def overdue(cycles: Frame, rules: Rules) -> Iterable[tuple[str, Frame]]:
    """The unconfirmed months, judged by each rulebook in its own: the ground's code and benefit_id, since, until.

    A person certified in the month of the run is unconfirmed in none, unless an earlier month was missed; then all
    stay unconfirmed through this month, and the next run finds them certified.
    """
    missed = nw.any_horizontal(*_missed_before(rules), ignore_nulls=True)
    late = cycles.filter(~col("now") | missed)
    for book, first, last in rules.spans:
        after_due = due_month(book, cycle_start(book, col("certified"))) + 1
        span = late.filter(_cyclic(book)).select(
            "benefit_id",
            since=nw.max_horizontal(after_due, lit(first)),
            until=lit(min(last, rules.month)),
        )
        yield book.cycle.ground, span.filter(col("since") <= col("until"))


def _missed_before(rules: Rules) -> Iterable[nw.Expr]:
    """For each rulebook: a month of its own before that of the run lies after the due month."""
    for book, first, last in rules.spans:
        after_due = due_month(book, cycle_start(book, col("certified"))) + 1
        yield _cyclic(book) & (nw.max_horizontal(after_due, lit(first)) <= min(last, rules.month - 1))


def _cyclic(book: Rulebook) -> nw.Expr:
    return col("kind").is_in([str(kind) for kind in book.cycle.kinds])


def _only_cyclic(book: Rulebook, column: str) -> Any:
    return nw.when(_cyclic(book)).then(col(column)).alias(column)
