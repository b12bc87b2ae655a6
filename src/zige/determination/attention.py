"""What each benefit asks a person to look at (LAW §7). A pending fact changes no standing: it asks for verification."""

from collections.abc import Iterator, Sequence

import narwhals as nw

from zige.backends.base import Frame
from zige.determination.grounds import too_early, unnamed
from zige.determination.standing import in_force
from zige.kinds import Standing
from zige.law.conditions import cleared, ended
from zige.law.rules import Rules
from zige.tables import Attention

col, lit, when = nw.col, nw.lit, nw.when

MARKS = {code: 1 << bit for bit, code in enumerate(Attention)}
"""Attention codes as flags, in the order in which they are written."""


def attention_of(cases: Frame, readings: Frame, intervals: Frame, alive: Frame, report: Frame, rules: Rules) -> Frame:
    """benefit_id and attention, the sum of the MARKS that apply; benefits that ask for nothing are absent.

    `report` has one row for each benefit with its standing and due_month.
    """
    reasons = {
        Attention.VERIFY: to_verify(cases, readings, rules),
        Attention.CONTRADICTION: contradictions(cases, alive, rules),
        Attention.REMIND: _reminders(report, rules),
        Attention.NO_ADJUSTMENT: not_adjusted(cases, rules),
        Attention.OPENING: _openings(intervals, rules),
        Attention.REGISTER: _without_relation(report, rules),
    }
    marked = nw.concat(list(_marked(reasons)))
    return marked.group_by("benefit_id").agg(attention=col("mark").sum().cast(nw.Int64))


def _marked(reasons: dict[Attention, Frame]) -> Iterator[Frame]:
    for code, benefits in reasons.items():
        once = benefits.select("benefit_id").unique(["benefit_id"])
        yield once.with_columns(mark=lit(MARKS[code]).cast(nw.Int64))


def to_verify(cases: Frame, readings: Frame, rules: Rules) -> Frame:
    """The facts that ask for verification, by benefit: benefit_id, fact_id."""
    return nw.concat([_unverified(readings, rules.month), _unnamed_duplicates(cases, rules)])


def _unverified(readings: Frame, month: int) -> Frame:
    """A pending fact that a ground reads, or a confirmed one for good from before the benefit that has not ended."""
    pending = col("pending") & ~(cleared() & ended(month)) & ~unnamed()
    early = ~col("pending") & too_early() & ~ended(month)
    return readings.filter(pending | early).select("benefit_id", "fact_id")


def _unnamed_duplicates(cases: Frame, rules: Rules) -> Frame:
    rule = rules.book.attention.unnamed_duplicate
    duplicates = _of(cases, rule.facts, rule.kinds).filter(~col("named"), ~ended(rules.month))
    return duplicates.select("benefit_id", "fact_id")


def contradictions(cases: Frame, alive: Frame, rules: Rules) -> Frame:
    """Seen alive after the first day of a death that is pending or confirmed: benefit_id, dead and alive (the days)."""
    rule = rules.book.attention.contradiction
    deaths = _of(cases, rule.facts).filter(~(cleared() & ended(rules.month)))
    dead = deaths.group_by("benefit_id").agg(dead=col("start").min())
    return alive.join(dead, on="benefit_id").filter(col("alive") > col("dead"))


def not_adjusted(cases: Frame, rules: Rules) -> Frame:
    """Paid, but left out of the annual adjustment, from the month after the first day: benefit_id, fact_id."""
    rule = rules.book.attention.no_adjustment
    sentences = _of(cases, rule.facts, rule.kinds).filter(~col("pending"))
    return sentences.filter(col("first") < rules.month, col("last") >= rules.month).select("benefit_id", "fact_id")


def _reminders(report: Frame, rules: Rules) -> Frame:
    left = col("due_month") - rules.month
    soon = (left >= 0) & (left <= rules.book.attention.remind_months_ahead)
    return report.filter(col("standing") == Standing.CONTINUE, soon).select("benefit_id")


def _openings(intervals: Frame, rules: Rules) -> Frame:
    """An opening fact is in force: its reason must be found."""
    facts = rules.book.attention.opening.facts
    flags = [each.flag for each in rules.grounds if any(fact.kind in facts for fact in each.ground.facts)]
    return in_force(intervals, rules.month).filter(col("flag").is_in(flags)).select("benefit_id")


def _without_relation(report: Frame, rules: Rules) -> Frame:
    kinds = [str(kind) for kind in rules.book.attention.register_.kinds]
    return report.filter(col("kind").is_in(kinds), col("relation").is_null()).select("benefit_id")


def _of(cases: Frame, facts: Sequence[str], kinds: Sequence[str] | None = None) -> Frame:
    """The cases of these kinds of fact, for these kinds of benefit."""
    chosen = cases.filter(col("kind").is_in([str(fact) for fact in facts]))
    return chosen if kinds is None else chosen.filter(col("benefit_kind").is_in([str(kind) for kind in kinds]))
