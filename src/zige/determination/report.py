"""What a run says of each benefit, written out (LAW §7): flags become codes, numbers months, fen yuan."""

from decimal import Decimal

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.backends.dictionary import dictionary, distinct, ends, replaced
from zige.determination.attention import MARKS
from zige.determination.standing import action, standing
from zige.law.months import format_month
from zige.law.rules import Rules
from zige.tables import DETERMINATIONS

col, lit, when = nw.col, nw.lit, nw.when

FEN_IN_YUAN = Decimal("0.01")


def report_of(cycles: Frame, standings: Frame) -> Frame:
    """The benefits with their cycle, standing and action: still in numbers and flags."""
    report = cycles.join(standings, on="benefit_id", how="left")
    report = report.with_columns(standing=standing()).with_columns(action=action())
    return report.drop("standing_before", "first_month", "cycle_from", "certified", "now", "deferred", "alive", "stops")


def written(backend: Backend, report: Frame, attention: Frame, settled: Frame | None, rules: Rules) -> Frame:
    """The table that `determine` gives; `settled` holds the differences by month, None without a ledger."""
    report = _with_ground_codes(backend, report, rules)
    report = _with_written_months(backend, report, ["cycle_start", "due_month"])
    report = report.join(_attention_codes(backend, attention), on="benefit_id", how="left")
    report = _with_settlement(backend, report, settled)
    report = report.with_columns(month=lit(format_month(rules.month)), settlement=yuan(col("settlement").fill_null(0)))
    return report.select(DETERMINATIONS.names)


def _attention_codes(backend: Backend, attention: Frame) -> Frame:
    every = {marks: attention_codes(marks) for marks in range(1, 1 << len(MARKS))}
    return replaced(backend, attention, ["attention"], dictionary(every, pa.int64(), pa.string()))


def _with_ground_codes(backend: Backend, report: Frame, rules: Rules) -> Frame:
    codes = {flags: "|".join(rules.codes_in(flags)) for flags in distinct(backend, report, ["grounds"])}
    return replaced(backend, report, ["grounds"], dictionary(codes, pa.int64(), pa.string()))


def _with_written_months(backend: Backend, frame: Frame, columns: list[str]) -> Frame:
    first, last = ends(backend, frame, columns)
    months = {} if first is None else {month: format_month(month) for month in range(first, last + 1)}
    return replaced(backend, frame, columns, dictionary(months, pa.int64(), pa.string()))


def attention_codes(marks: int) -> str:
    """A sum of MARKS as codes joined by |."""
    return "|".join(code for code, mark in MARKS.items() if marks & mark)


def yuan(fen: nw.Expr) -> nw.Expr:
    """Whole fen as yuan with two decimal places, exactly."""
    return (fen.cast(nw.Decimal(19, 0)) * lit(FEN_IN_YUAN)).cast(nw.Decimal(19, 2))


def _with_settlement(backend: Backend, report: Frame, settled: Frame | None) -> Frame:
    if settled is None:
        nothing = lit(None).cast(nw.String)
        return report.with_columns(back_pay_months=nothing, overpaid_months=nothing, settlement=lit(0).cast(nw.Int64))
    wrong = backend.keep(settled.filter(col("difference") != 0).select("benefit_id", "month", "difference"))
    sums = wrong.group_by("benefit_id").agg(settlement=col("difference").sum().cast(nw.Int64))
    texts = _with_written_months(backend, wrong, ["month"])
    over, under = texts.filter(col("difference") > 0), texts.filter(col("difference") < 0)
    for frame, name in ((over, "back_pay_months"), (under, "overpaid_months")):
        joined = backend.joined_text(frame.select("benefit_id", "month"), "benefit_id", "month")
        report = report.join(joined.rename({"month": name}), on="benefit_id", how="left")
    return report.join(sums, on="benefit_id", how="left")
