"""Many invented runs joined into one, since an engine asks the same few seconds for one person as for a thousand.

What an engine answers to a batch is compared row by row with the oracle; where they differ, the message shows the rows
of the people concerned, which are all it takes to repeat the case.
"""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from reference.oracle import month_number, month_text
from reference.population import (
    EARLIEST,
    ENDS,
    LATEST,
    LATEST_RUN,
    ODD_FORMS,
    Run,
    World,
    chance,
    check_digit,
    invent_run,
    some_day,
    some_month,
)
from running import Row, Rows, determined

ENGINES = ("duckdb", "polars")
"""The engines that many tests can afford; Spark has few of its own, on one session."""

FEW_SHOWN = 2

seeds = st.integers(0, 2**48)


def usual_batch(seed: int, size: int) -> Run:
    """`size` small runs of one month between 2024 and 2027, as one."""
    rng = Random(seed)
    run = rng.randint(month_number("2024-01"), month_number("2027-12"))
    worlds = [World(rng, run, benefit_forms=[f"B{{}}-{n:02d}"], fact_forms=[f"F{{}}-{n:02d}"]) for n in range(size)]
    return _joined(worlds)


def extreme_batch(seed: int, size: int, month: str | None = None) -> Run:
    """The same with values at the ends: amounts past 2**53 fen, first and last dates, odd ids, leap days."""
    rng = Random(seed)
    months = ("2024-02", "2024-03", "2026-02", "2000-02", "0001-01", "0002-01", month_text(LATEST_RUN))
    run = month_number(month or rng.choice(months))
    return _joined([_extreme_world(rng, run, number) for number in range(size)])


def _extreme_world(rng: Random, run: int, number: int) -> World:
    forms = [form.replace("{}", f"{{}}{number:02d}") for form in ODD_FORMS]
    return World(
        rng,
        run,
        fen=(2**53, 10**16 - 1),
        benefit_forms=forms,
        fact_forms=forms,
        departments=("health", "medical", "公安局", 'court, "civil"', "0", "null"),
        far_months=(EARLIEST, EARLIEST + 1, month_number("2000-02"), LATEST - 1, LATEST),
        far_births=("00010101", "20000229", "20080229", "99991231"),
    )


def _joined(worlds: Sequence[World]) -> Run:
    """One run over the people of all worlds; a ledger covers the months of all of them."""
    known_by = some_day(worlds[0], some_month(worlds[0], ENDS)) if chance(worlds[0], 40) else None
    runs = [_renumbered(invent_run(world), number) for number, world in enumerate(worlds)]
    tables = [[row for run in runs for row in run[place] or []] for place in range(4)]
    return Run(tables[0], tables[1], tables[2], tables[3], month_text(worlds[0].run), known_by)


def _renumbered(run: Run, number: int) -> Run:
    """The same people with citizen numbers of their own: `number` stands in the last digits before the check digit."""
    benefits, facts = ([{**row, "id_number": _own(row["id_number"], number)} for row in rows] for rows in run[:2])
    return run._replace(benefits=benefits, facts=facts)


def _own(id_number: str, number: int) -> str:
    digits = f"{id_number[:14]}{number:02d}{id_number[16]}"
    return digits + check_digit(digits)


def answer(engine: str, run: Run) -> Rows:
    """What an engine says to a batch, or the oracle as `reference`."""
    return determined(engine, run.benefits, run.facts, run.amounts, run.paid, run.month, run.known_by)


def differing(expected: Rows, found: Rows, run: Run) -> str:
    """Nothing if the answers are equal; else the first differing rows with everything known of their people."""
    right = {row["benefit_id"]: row for row in expected}
    got = {row["benefit_id"]: row for row in found}
    if len(got) != len(found):
        return f"{len(found) - len(got)} benefits are answered more than once"
    wrong = [benefit_id for benefit_id in sorted(right | got) if right.get(benefit_id) != got.get(benefit_id)]
    told = [_told(benefit_id, right.get(benefit_id), got.get(benefit_id), run) for benefit_id in wrong[:FEW_SHOWN]]
    return "\n".join(
        [f"{len(wrong)} of {len(right)} differ, month {run.month}, known by {run.known_by}", *told] * bool(wrong)
    )


def _told(benefit_id: str, right: Row | None, got: Row | None, run: Run) -> str:
    benefit = next(row for row in run.benefits if row["benefit_id"] == benefit_id)
    both = (
        {name: (right[name], got[name]) for name in right if right[name] != got[name]}
        if right and got
        else (right, got)
    )
    facts = [row for row in run.facts if row["id_number"] == benefit["id_number"]]
    money = [[row for row in rows or [] if row["benefit_id"] == benefit_id] for rows in (run.amounts, run.paid)]
    return "\n  ".join([f"expected, found: {both}", f"{benefit}", *map(str, facts), *map(str, money)])
