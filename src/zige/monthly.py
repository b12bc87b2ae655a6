"""The conductor: all stages of a month in order, on one screen.

inputs → facts → cycle → grounds → standing → attention → settlement → report
"""

import datetime as dt
from dataclasses import dataclass

import narwhals as nw

from zige.backends.base import Backend, Frame
from zige.determination.attention import attention_of
from zige.determination.cycle import cycles, deferrals, reported_cycle
from zige.determination.grounds import intervals, readings
from zige.determination.report import report_of, written
from zige.determination.settlement import differences
from zige.determination.standing import standings
from zige.facts.concerning import concerning
from zige.facts.life_signs import proofs, seen_months
from zige.facts.versions import counting, existing, superseded
from zige.inputs.intake import Inputs
from zige.law.rules import Rules


@dataclass(frozen=True)
class Month:
    """Everything a run finds out on its way; `explain` reads the steps, `determine` the last.

    `cases` are the facts other than proofs of life with the benefits they concern, `signs` the proofs of life.
    """

    cases: Frame
    signs: Frame
    seen: Frame
    readings: Frame
    cycles: Frame
    intervals: Frame
    report: Frame
    differences: Frame | None
    determinations: Frame


def determine_month(backend: Backend, inputs: Inputs, rules: Rules, known_by: dt.date | None = None) -> Month:
    """LAW §2-§7 for the month of `rules`, as known by that day."""
    month = rules.month
    benefits = inputs.benefits.filter(nw.col("first_month") <= month)
    facts = existing(counting(inputs.facts, backend.keep(superseded(inputs.versions, known_by)), known_by), month)
    signs = concerning(facts.filter(nw.col("kind").is_in(rules.proofs)), benefits)
    cases = backend.keep(concerning(facts.filter(nw.col("kind").is_in(rules.adverse)), benefits))
    seen = seen_months(proofs(signs, backend.table(rules.sign_table), rules.sources()), month)
    cycle = backend.keep(cycles(benefits, seen, deferrals(cases), month))
    read = backend.keep(readings(cases, backend.table(rules.ground_table)))
    grounds = backend.keep(intervals(read, benefits, cycle, rules))
    report = backend.keep(report_of(reported_cycle(rules.book, cycle, month), standings(grounds, month)))
    attention = attention_of(cases, read, grounds, cycle.select("benefit_id", "alive"), report, rules)
    settled = _settled(backend, inputs, benefits, grounds)
    determinations = written(backend, report, attention, settled, rules)
    return Month(cases, signs, seen, read, cycle, grounds, report, settled, determinations)


def _settled(backend: Backend, inputs: Inputs, benefits: Frame, grounds: Frame) -> Frame | None:
    """LAW §6, where a ledger covers a month."""
    if inputs.ledger is None:
        return None
    return differences(backend, inputs.ledger, benefits, grounds, inputs.amounts, inputs.payers, inputs.payments_of)
