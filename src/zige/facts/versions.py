"""LAW §2: which version of a fact counts, and which facts exist at all for a run.

Each condition is an expression of its own, because `determine` filters by it and `explain` names it.
"""

import datetime as dt

import narwhals as nw

from zige.backends.base import Frame
from zige.facts.months import month_of
from zige.kinds import Outcome, Status
from zige.law.months import OPEN


def known(known_by: dt.date | None) -> nw.Expr:
    """A version that had been received on that day; with None, every version."""
    return nw.col("received") <= nw.lit(known_by or dt.date.max)


def newest(facts: Frame, several: Frame) -> Frame:
    """Of each fact the version with the latest `received`, among equal dates the highest `version`.

    `several` holds the fact_ids with more than one version: all others pass at the price of a look-up.
    """
    single = facts.join(several, on="fact_id", how="anti")
    versioned = facts.join(several, on="fact_id", how="semi")
    return nw.concat([single, versioned.unique(["fact_id"], keep="last", order_by=["received", "version"])])


def with_months(facts: Frame) -> Frame:
    """Facts with the months of their first and last day, `first` and `last` (`OPEN` without an end)."""
    return facts.with_columns(first=month_of(nw.col("start")), last=month_of(nw.col("end")).fill_null(OPEN))


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


def existing(facts: Frame, month: int) -> Frame:
    """The facts, with their months, that a run for `month` may use."""
    return with_months(facts).filter(~refuted(), ~still_to_come(month), ~void(month))
