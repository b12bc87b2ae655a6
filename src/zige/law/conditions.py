"""LAW §2 and §3 as conditions on a fact: expressions that `determine` filters by and `explain` names.

They read the columns status, outcome, received, first and last (months of the first and last day, `OPEN` without an
end). Months are whole numbers (see `months`).
"""

import datetime as dt

import narwhals as nw

from zige.kinds import Outcome, Status


def month_of(day: nw.Expr) -> nw.Expr:
    """The month a day lies in: `year * 12 + month - 1` of a date column."""
    return day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64) - 1


def known(known_by: dt.date | None) -> nw.Expr:
    """A version that had been received on that day; with None, every version."""
    return nw.col("received") <= nw.lit(known_by or dt.date.max)


def refuted() -> nw.Expr:
    """A fact found false never happened."""
    return nw.col("status") == Status.REFUTED


def still_to_come(month: int) -> nw.Expr:
    """A fact that begins after the month of the run does not exist for it."""
    return nw.col("first") > month


def ended(month: int) -> nw.Expr:
    """A fact is ended for a run when its last day lies in the run's month or earlier."""
    return nw.col("last") <= month


def cleared() -> nw.Expr:
    """Acquitted, reappeared, revoked, settled in this benefit's favour."""
    return nw.col("outcome").fill_null("") == Outcome.CLEARED


def void(month: int) -> nw.Expr:
    """Cleared before the month of the run: the fact counts for no month, past months included."""
    return cleared() & (nw.col("last") < month)
