"""LAW §2: which version of a fact counts, and which facts exist at all for a run."""

import datetime as dt

import narwhals as nw

from zige.backends.base import Frame
from zige.law.conditions import known, month_of, refuted, still_to_come, void
from zige.law.months import OPEN
from zige.tables import FACTS


def superseded(versions: Frame, known_by: dt.date | None) -> Frame:
    """The versions that do not count, as known by that day: fact_id, received, version.

    Of each fact the version with the latest `received` counts, among equal dates the highest `version`. `versions`
    holds the rows of the facts that have more than one.
    """
    versions = versions.select(*FACTS.key).filter(known(known_by))
    newest = versions.unique(["fact_id"], keep="last", order_by=["received", "version"])
    return versions.join(newest, on=list(FACTS.key), how="anti")


def counting(facts: Frame, superseded: Frame, known_by: dt.date | None) -> Frame:
    """The version that counts of each fact known by that day."""
    return facts.filter(known(known_by)).join(superseded, on=list(FACTS.key), how="anti")


def with_months(facts: Frame) -> Frame:
    """Facts with the months of their first and last day, `first` and `last` (`OPEN` without an end)."""
    return facts.with_columns(first=month_of(nw.col("start")), last=month_of(nw.col("end")).fill_null(OPEN))


def existing(facts: Frame, month: int) -> Frame:
    """The facts, with their months, that a run for `month` may use."""
    return with_months(facts).filter(~refuted(), ~still_to_come(month), ~void(month))
