"""Whom a fact concerns: every benefit of its person, or the one benefit it names (LAW §2)."""

import narwhals as nw

from zige.backends.base import Frame
from zige.kinds import Status


def concerning(facts: Frame, benefits: Frame) -> Frame:
    """One row for every existing fact and benefit that it concerns.

    Columns: benefit_id, benefit_kind, relation, first_month, fact_id, kind, start, first, last, outcome, department,
    pending (not yet verified) and named (the fact names this benefit).
    """
    held = benefits.select("benefit_id", "id_number", "relation", "first_month", benefit_kind=nw.col("kind"))
    facts = facts.rename({"benefit_id": "names"})
    cases = facts.join(held, on="id_number").filter(
        nw.col("names").is_null() | (nw.col("names") == nw.col("benefit_id"))
    )
    return cases.select(
        "benefit_id", "benefit_kind", "relation", "first_month",
        "fact_id", "kind", "start", "first", "last", "outcome", "department",
        pending=nw.col("status") == Status.PENDING,
        named=~nw.col("names").is_null(),
    )  # fmt: skip
