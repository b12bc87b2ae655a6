"""From the rows of a delivery to what they say: facts, ends of facts, and questions for an officer (EXCHANGE §4)."""

from functools import reduce

import polars as pl

from zige.exchange.contract import ColumnType, Contract, DayOf, FactRule, Words
from zige.exchange.days import first_day, moved_by_months
from zige.fact_rows import GIVEN
from zige.kinds import Outcome, Status


def facts_of(contract: Contract, rows: pl.DataFrame) -> pl.DataFrame:
    """9 FACT ROWS (`GIVEN`) from typed rows with `person`, in the order of the lines; rows without a person give none.

    A row gives as many facts as rules hold for it; one whose day is missing gives none. Withdrawn records are told like
    others: versions are resolved later.
    """
    known = rows.filter(pl.col("person").is_not_null())
    parts = [_facts(contract, rule, kind, known) for rule in contract.facts for kind in rule.kinds or (None,)]
    return pl.concat([pl.DataFrame(schema=GIVEN), *parts]).sort("line", maintain_order=True)


def _facts(contract: Contract, rule: FactRule, kind: str | None, rows: pl.DataFrame) -> pl.DataFrame:
    """What one rule gives of one kind."""
    telling = rows.filter(_holds(rule))
    days = telling.with_columns(
        **{f"start {at}": _day(contract, day, telling) for at, day in enumerate(rule.start)},
        **{"end given": _end(contract, rule, telling)},
    ).with_columns(start=_start(rule), rank=_rank(rule))
    columns = {
        "line": pl.col("line"),
        "person": pl.col("person"),
        "gives": pl.lit(rule.gives),
        "kind": pl.lit(kind) if rule.kind_from is None else pl.col(rule.kind_from),
        "start": pl.col("start"),
        "end": pl.col("start") if rule.gives == "end" else _not_before_start(),
        "planned": pl.lit(rule.planned) & pl.col("end given").is_not_null(),
        "outcome": _outcome(rule),
        "status": _status(rule),
        "benefit_id": _column_or_null(contract, rule.benefit_from),
        **{name: _column_or_null(contract, name) for name in ("record_id", "record_status", "case_number", "employer")},
        "rank": pl.col("rank"),
    }
    told = [expression.cast(GIVEN[name]).alias(name) for name, expression in columns.items()]
    return days.filter(pl.col("start").is_not_null()).select(told)


def _holds(rule: FactRule) -> pl.Expr:
    """A word that is missing fulfils no condition; an amount that is missing is not above zero."""
    conditions = [pl.lit(value=True), _all_stand(rule.when)]
    conditions += [~_any_stands(rule.unless)]
    if rule.above_zero is not None:
        conditions.append((pl.col(rule.above_zero) > 0).fill_null(value=False))
    if rule.not_above_zero is not None:
        conditions.append((pl.col(rule.not_above_zero) <= 0).fill_null(value=True))
    return reduce(pl.Expr.and_, conditions)


def _all_stand(words: Words) -> pl.Expr:
    return reduce(pl.Expr.and_, (_stands(*each) for each in words.items()), pl.lit(value=True))


def _any_stands(words: Words) -> pl.Expr:
    return reduce(pl.Expr.or_, (_stands(*each) for each in words.items()), pl.lit(value=False))


def _stands(column: str, words: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).is_in(list(words)).fill_null(value=False)


def _day(contract: Contract, day: DayOf, rows: pl.DataFrame) -> pl.Series:
    given = rows[day.column]
    if contract[day.column].type is ColumnType.MONTH:
        return first_day(given + day.months)
    return moved_by_months(given, day.months)


def _end(contract: Contract, rule: FactRule, rows: pl.DataFrame) -> pl.Series:
    """The last day given, where the conditions of the end hold."""
    if rule.end is None:
        return pl.Series("end", [None] * len(rows), dtype=pl.Date)
    day = _day(contract, DayOf(column=rule.end), rows)
    return rows.select(pl.when(_all_stand(rule.end_when)).then(pl.lit(day))).to_series()


def _start(rule: FactRule) -> pl.Expr:
    days = [pl.col(f"start {at}") for at in range(len(rule.start))]
    return pl.max_horizontal(days) if rule.latest else pl.coalesce(days)


def _not_before_start() -> pl.Expr:
    """The last day; of one who was found before both conditions of 8.2.1.2 were met, the first."""
    return pl.when(pl.col("end given").is_not_null()).then(pl.max_horizontal("start", "end given"))


def _rank(rule: FactRule) -> pl.Expr:
    """The rank of the day that counts: that of the first day given, where days have ranks of their own."""
    ranks = [rule.rank if day.rank is None else day.rank for day in rule.start]
    given = (pl.when(pl.col(f"start {at}").is_not_null()).then(pl.lit(rank)) for at, rank in enumerate(ranks))
    return pl.coalesce(list(given))


def _outcome(rule: FactRule) -> pl.Expr:
    """How it ended; what has not ended has no outcome."""
    else_ = pl.lit(rule.outcome) if rule.outcome_from is None else pl.col(rule.outcome_from)
    said = (
        pl.when(_any_stands(rule.cleared)).then(pl.lit(Outcome.CLEARED))
        .when(_any_stands(rule.convicted)).then(pl.lit(Outcome.CONVICTED))
        .otherwise(else_)
    )  # fmt: skip
    return said if rule.gives == "end" else pl.when(pl.col("end given").is_not_null()).then(said)


def _status(rule: FactRule) -> pl.Expr:
    else_ = pl.lit(rule.status) if rule.status_from is None else pl.col(rule.status_from)
    return pl.when(_any_stands(rule.refuted)).then(pl.lit(Status.REFUTED)).otherwise(else_)


def _column_or_null(contract: Contract, name: str | None) -> pl.Expr:
    return pl.col(name) if name is not None and contract.has(name) else pl.lit(None)
