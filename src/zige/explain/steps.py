"""What the engine found out about a benefit, as rows: the steps of a month, the facts and the conditions they meet.

Everything here is asked of the expressions that `determine` uses; what follows only chooses words.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals as nw
import pyarrow as pa

from zige.backends.base import Backend, Frame
from zige.determination.attention import contradictions, not_adjusted, to_verify
from zige.determination.cycle import reported_cycle
from zige.determination.grounds import too_early, unnamed
from zige.determination.settlement import covered_months, month_by_month
from zige.determination.standing import standing, standings_by_month
from zige.facts.life_signs import proofs
from zige.facts.versions import superseded, with_months
from zige.inputs.intake import Inputs
from zige.kinds import Status
from zige.law.conditions import known, refuted, still_to_come, void
from zige.law.rules import Rules
from zige.monthly import Month
from zige.tables import FACTS

col, lit, when = nw.col, nw.lit, nw.when

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Steps:
    """The steps of a month for one benefit; months are whole numbers, money is fen.

    `standings` says the standing of every month from the benefit's first to that of the run, as now known. `ledger` is
    None where there is none. `facts` holds every version of every fact about the person, with the conditions of
    `zige.law.conditions` that it meets; what follows from those that exist stands in `readings`, `intervals` and
    `proofs`, by fact_id.
    """

    rules: Rules
    known_by: dt.date | None
    benefit: Row
    determination: Row
    cycle: Row
    standings: dict[int, str]
    certified: list[Row]
    intervals: list[Row]
    ledger: list[Row] | None
    totals: Row
    facts: list[Row]
    readings: list[Row]
    proofs: list[Row]
    to_verify: frozenset[str]
    not_adjusted: frozenset[str]
    contradiction: Row | None


def steps_of(
    backend: Backend, inputs: Inputs, month: Month, rules: Rules, known_by: dt.date | None
) -> dict[str, Steps]:
    """The steps of `month`, which was determined from `inputs`, by benefit."""
    ledger = _ledger(backend, inputs, month)
    cases, alive = month.cases, month.cycles.select("benefit_id", "alive")
    frames = {
        "benefits": inputs.benefits,
        "determinations": month.determinations,
        "cycles": _cycles(month.cycles, rules),
        "standings": _standings(backend, inputs.benefits, month, rules),
        "certified": month.seen.filter("certified"),
        "intervals": month.intervals,
        "facts": _facts(inputs, rules.month, known_by),
        "readings": _readings(month.readings),
        "proofs": proofs(month.signs, backend.table(rules.sign_table), rules.sources()),
        "to_verify": to_verify(cases, month.readings, rules),
        "not_adjusted": not_adjusted(cases, rules),
        "contradictions": contradictions(cases, alive, rules),
    }
    if ledger is not None:
        frames |= {"ledger": ledger, "totals": _totals(ledger)}
    tables = {name: _by_benefit(backend.collect(frame).to_pylist()) for name, frame in frames.items()}
    return {benefit_id: _steps(tables, benefit_id, rules, known_by) for benefit_id in tables["benefits"]}


def _by_benefit(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["benefit_id"], []).append(row)
    return grouped


def _steps(tables: dict[str, dict[str, list[Row]]], benefit_id: str, rules: Rules, known_by: dt.date | None) -> Steps:
    own = {name: rows.get(benefit_id, []) for name, rows in tables.items()}
    return Steps(
        rules=rules,
        known_by=known_by,
        benefit=own["benefits"][0],
        determination=own["determinations"][0],
        cycle=own["cycles"][0],
        standings={row["month"]: row["standing"] for row in own["standings"]},
        certified=sorted(own["certified"], key=_by_month),
        intervals=sorted(own["intervals"], key=lambda row: (row["flag"], row["since"], row["fact_id"] or "")),
        ledger=sorted(own["ledger"], key=_by_month) if "ledger" in own else None,
        totals=own["totals"][0] if own.get("totals") else {},
        facts=sorted(own["facts"], key=_by_time),
        readings=sorted(own["readings"], key=lambda row: (row["flag"], row["fact_id"])),
        proofs=own["proofs"],
        to_verify=_fact_ids(own["to_verify"]),
        not_adjusted=_fact_ids(own["not_adjusted"]),
        contradiction=own["contradictions"][0] if own["contradictions"] else None,
    )


def _by_month(row: Row) -> int:
    return int(row["month"])


def _by_time(fact: Row) -> tuple[Any, ...]:
    return fact["start"], fact["fact_id"], fact["received"], fact["version"]


def _fact_ids(rows: list[Row]) -> frozenset[str]:
    return frozenset(row["fact_id"] for row in rows)


def _facts(inputs: Inputs, month: int, known_by: dt.date | None) -> Frame:
    """Every version with the conditions under which it does not exist for the run, or not for the benefit."""
    older = superseded(inputs.versions, known_by).with_columns(older=lit(True))
    held = inputs.benefits.select("id_number", held="benefit_id")
    facts = with_months(inputs.facts.rename({"benefit_id": "names"}))
    facts = facts.join(older, on=list(FACTS.key), how="left").join(held, on="id_number")
    return facts.with_columns(
        benefit_id=col("held"),
        not_yet_known=~known(known_by),
        superseded=col("older").fill_null(False),
        refuted=refuted(),
        still_to_come=still_to_come(month),
        void=void(month),
        elsewhere=(col("names") != col("held")).fill_null(False),
        pending=col("status") == Status.PENDING,
    ).drop("older", "held", "id_number")


def _readings(readings: Frame) -> Frame:
    """The grounds that read a fact, and the conditions that keep it from counting."""
    conditions = {"too_early": too_early(), "unnamed": unnamed()}
    return readings.select("benefit_id", "fact_id", "flag", "pending", **conditions)


def _cycles(cycles: Frame, rules: Rules) -> Frame:
    """The cycle as reported, as it was before a certification of the month, and both without a deferral."""
    missed, plain = cycles.with_columns(now=lit(False)), lit(-1).cast(nw.Int64)
    variants = {
        "before": missed,
        "undeferred": cycles.with_columns(deferred=plain),
        "undeferred_before": missed.with_columns(deferred=plain),
    }
    reported = reported_cycle(rules.book, cycles, rules.month)
    for name, variant in variants.items():
        due = reported_cycle(rules.book, variant, rules.month).select("benefit_id", **{f"due_{name}": "due_month"})
        reported = reported.join(due, on="benefit_id")
    return reported


def _standings(backend: Backend, benefits: Frame, month: Month, rules: Rules) -> Frame:
    """The standing of each month from each benefit's first to that of the run: benefit_id, month, standing."""
    first = backend.collect(benefits.select(first=col("first_month").min())).to_pylist()[0]["first"]
    calendar = backend.table(pa.table({"month": pa.array(range(first, rules.month + 1), pa.int64())}))
    grid = benefits.select("benefit_id", "first_month").join(calendar, how="cross")
    grid = grid.filter(col("month") >= col("first_month")).select("benefit_id", "month")
    blocked = standings_by_month(month.intervals, calendar)
    return grid.join(blocked, on=["benefit_id", "month"], how="left").select("benefit_id", "month", standing=standing())


def _ledger(backend: Backend, inputs: Inputs, month: Month) -> Frame | None:
    """LAW §6: every covered month, also where all was paid as due. None without a ledger."""
    if inputs.ledger is None:
        return None
    calendar = backend.table(inputs.ledger.calendar())
    covered = covered_months(inputs.benefits, inputs.ledger)
    payments = inputs.payments_of(covered)
    return backend.keep(month_by_month(covered, calendar, month.intervals, inputs.amounts, payments))


def _totals(ledger: Frame) -> Frame:
    """What is to be paid back and what was paid too much, each by itself."""
    signed = ledger.with_columns(
        back_pay=when(col("difference") > 0).then(col("difference")).otherwise(lit(0)),
        overpaid=when(col("difference") < 0).then(col("difference")).otherwise(lit(0)),
    )
    return signed.group_by("benefit_id").agg(
        back_pay=col("back_pay").sum().cast(nw.Int64), overpaid=col("overpaid").sum().cast(nw.Int64)
    )
