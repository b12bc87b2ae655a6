"""The month a day lies in, as an expression; months are whole numbers everywhere (see `zige.law.months`)."""

import narwhals as nw


def month_of(day: nw.Expr) -> nw.Expr:
    """`year * 12 + month - 1` of a date column."""
    return day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64) - 1
