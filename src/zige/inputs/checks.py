"""The refusals of LAW §8 about single rows: what a value may not be.

A flaw is an expression that is true where a row is wrong. A table passes when every flaw counts zero, in one pass over
it; only when one does not is the table read again to find the line (`locating`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import narwhals as nw

from zige.inputs.citizen_number import wrong_number
from zige.inputs.reading import as_given
from zige.kinds import FactKind, Outcome
from zige.tables import FACTS, Column, Table, ValueType


@dataclass(frozen=True)
class Flaw:
    """One thing a row may not be: the column it is shown by, where it is so, and what to say."""

    column: Column
    wrong: nw.Expr
    zh: str
    en: str


def flaws_of(table: Table) -> list[Flaw]:
    """Everything a row of `table` may not be, in the order of its columns, but for wrong numbers (`number_flaws`)."""
    flaws = [flaw for column in table.columns for flaw in _column_flaws(column)]
    return [*flaws, *_span_flaws()] if table is FACTS else flaws


def number_flaws(table: Table) -> list[Flaw]:
    """Citizen numbers that are not 18 characters with a right check digit; reads rows `with_weighted_digits`."""
    return [
        Flaw(
            column,
            ~nw.col(as_given(column.name)).is_null() & wrong_number(),
            "不是校验码正确的 18 位公民身份号码；请核对号码（末位 X 须大写）",
            "not an 18-character citizen number with a right check digit; check the number (a final X is upper case)",
        )
        for column in table.columns
        if column.value_type is ValueType.CITIZEN_NUMBER
    ]


def _column_flaws(column: Column) -> Iterator[Flaw]:
    value, given = nw.col(column.name), nw.col(as_given(column.name))
    if column.required:
        yield Flaw(column, given.is_null(), "必填而为空；请填写", "this value is required; fill it in")
    if column.words is not None:
        words = [str(word) for word in column.words]
        known = "、".join(words), ", ".join(words)
        yield Flaw(
            column, ~given.is_null() & ~value.is_in(words), f"不在允许的取值内：{known[0]}", f"not one of {known[1]}"
        )
    if column.value_type in UNREADABLE:
        zh, en = UNREADABLE[column.value_type]
        yield Flaw(column, ~given.is_null() & value.is_null(), zh, en)
    if column.value_type is ValueType.MONEY and not column.below_zero:
        yield Flaw(column, value < 0, "待遇金额不能小于零", "an entitlement cannot be below zero")


UNREADABLE = {
    ValueType.MONTH: ("不是年月；请写成 2026-11 的样子", "not a month; write it like 2026-11"),
    ValueType.DATE: ("不是日期；请写成 2026-11-30 的样子", "not a date; write it like 2026-11-30"),
    ValueType.MONEY: (
        "不是金额；请写成 1234.56 的样子（至多两位小数）",
        "not an amount; write it like 1234.56, with at most two decimal places",
    ),
    ValueType.INTEGER: ("不是整数；请写成 1 的样子", "not an integer; write it like 1"),
    ValueType.TRUTH: ("不是 true 或 false", "neither true nor false"),
}


def _span_flaws() -> Iterator[Flaw]:
    """LAW §8: an end before its start; `cleared` or a deferral without an end."""
    start, end = nw.col("start"), nw.col("end")
    yield Flaw(
        FACTS["end"], end < start, "早于起始日期；请核对起止日期", "this end lies before the start; check both days"
    )
    yield Flaw(
        FACTS["outcome"],
        (nw.col("outcome") == Outcome.CLEARED) & end.is_null(),
        "结果为 cleared 的事实须有结束日期（end）",
        "a fact that was cleared needs an end",
    )
    yield Flaw(
        FACTS["kind"],
        (nw.col("kind") == FactKind.DEFERRAL) & end.is_null(),
        "正当理由（deferral）须有结束日期（end）",
        "a deferral needs an end",
    )
