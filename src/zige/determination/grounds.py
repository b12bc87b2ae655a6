"""8 情形: the months in which each ground is in force for each benefit, as one table of intervals (LAW §3).

Being overdue, coming of age and the end of a term are intervals like those that facts make; standing, settlement and
attention all read this one table:

    benefit_id, flag (the ground), stops, since, until (months), provisional (nothing is reclaimed for it), fact_id
"""

from collections.abc import Iterator

import narwhals as nw

from zige.backends.base import Frame
from zige.determination.cycle import overdue
from zige.law.conditions import ended
from zige.law.months import OPEN
from zige.law.rules import GroundInForce, Rules

col, lit, when = nw.col, nw.lit, nw.when


def readings(cases: Frame, ground_table: Frame) -> Frame:
    """Every case that a ground reads, its relation condition met: one row for each case and ground.

    Not every reading is an interval: a pending fact, one that names no benefit, or one from before the benefit's
    first month only asks for verification.
    """
    met = cases.join(ground_table, on=["benefit_kind", "kind"])
    return met.filter(col("only_relation").is_null() | (col("only_relation") == col("relation")))


def too_early() -> nw.Expr:
    """A ground for good counts only facts that began in or after the benefit's first month (LAW §3)."""
    return col("only_since_first") & (col("first") < col("first_month"))


def unnamed() -> nw.Expr:
    """A duplicate ends one entitlement, never all: without a benefit it fulfils no ground (LAW §2)."""
    return col("names_benefit") & ~col("named")


def intervals(readings: Frame, benefits: Frame, cycles: Frame, rules: Rules) -> Frame:
    """All grounds of all benefits with the months in which they are in force."""
    parts = [_from_facts(readings, rules.month), *_from_benefits(benefits, rules), *_from_cycles(cycles, rules)]
    return nw.concat(parts).filter(col("since") <= col("until"))


def _from_facts(readings: Frame, month: int) -> Frame:
    """From the delay after the first day through the month of the last day, or for good."""
    counting = readings.filter(~col("pending"), ~too_early(), ~unnamed())
    until = when("for_good").then(lit(OPEN)).otherwise(col("last"))
    return counting.select(
        "benefit_id", "flag", "stops",
        since=nw.max_horizontal(col("first") + col("delay"), "judged_from"),
        until=nw.min_horizontal(until, "judged_until"),
        provisional=col("provisional") & ~ended(month),
        fact_id=col("fact_id"),
    )  # fmt: skip


def _from_benefits(benefits: Frame, rules: Rules) -> Iterator[Frame]:
    """Grounds computed from the benefit itself: the end of its term, a birthday."""
    for each in rules.grounds:
        computed = each.ground.computed
        concerned = benefits.filter(col("kind").is_in([str(kind) for kind in each.ground.kinds]))
        if computed is not None and computed.from_ == "last_month":
            yield _since(each, concerned.filter(~col("last_month").is_null()), col("last_month"))
        if computed is not None and computed.from_ == "birthday":
            young = concerned.filter(_may_come_of_age(each), ~col("born").is_null())
            yield _since(each, young, _birthday_month(computed.age or 0))


def _from_cycles(cycles: Frame, rules: Rules) -> Iterator[Frame]:
    """7 逾期未认证: being overdue, where the rulebook has the ground in force."""
    for code, months in overdue(cycles, rules):
        for each in rules.grounds:
            if each.ground.code == code:
                since = nw.max_horizontal(col("since"), lit(each.first))
                until = nw.min_horizontal(col("until"), lit(each.last))
                yield _interval(each, months, since, until)


def _since(each: GroundInForce, benefits: Frame, month: nw.Expr) -> Frame:
    since = nw.max_horizontal(month + each.ground.delay, lit(each.first))
    return _interval(each, benefits, since, lit(each.last))


def _interval(each: GroundInForce, rows: Frame, since: nw.Expr, until: nw.Expr) -> Frame:
    return rows.select(
        "benefit_id",
        flag=lit(each.flag).cast(nw.Int64),
        stops=lit(each.stops),
        since=since.cast(nw.Int64),
        until=until.cast(nw.Int64),
        provisional=lit(each.ground.code in each.book.settlement.provisional_grounds),
        fact_id=lit(None).cast(nw.String),
    )


def _may_come_of_age(each: GroundInForce) -> nw.Expr:
    """8.1.2.8: of the relations named, and not wholly unable to work."""
    related = col("relation").is_in([str(relation) for relation in each.ground.relations])
    return related if each.ground.while_incapacitated else related & ~col("incapacitated")


def _birthday_month(age: int) -> nw.Expr:
    """The month of that birthday; of 29 February it lies in February."""
    return col("born") + age * 12
