"""`zige.determine`: the law for tables that a program already holds."""

import datetime as dt
from typing import Any

from zige.backends.native import NativeTables
from zige.errors import RequestRefused
from zige.inputs.given import given_frame
from zige.inputs.intake import take_in
from zige.inputs.reading import date_or_none, month_or_none
from zige.law.lawbook import Lawbook, RulebookSource, load_lawbook
from zige.law.rules import Rules
from zige.monthly import determine_month
from zige.tables import AMOUNTS, BENEFITS, FACTS, PAID


def determine(
    benefits: Any,
    facts: Any,
    amounts: Any = None,
    paid: Any = None,
    *,
    month: str,
    known_by: dt.date | str | None = None,
    rulebook: RulebookSource | list[RulebookSource] | Lawbook | None = None,
) -> Any:
    """What the law says of every benefit in a month (LAW §2-§7).

    Takes tables of pyarrow, pandas, Polars (eager or lazy), DuckDB or PySpark, all of one kind, and gives a table of
    that kind. Nothing given is changed. Columns are those of LAW §8, in any order; others are ignored:

    benefits   benefit_id, id_number, kind, first_month, last_month, cycle_from, monthly_amount, relation,
               incapacitated, standing_before; one row for each benefit
    facts      fact_id, version, id_number, kind, start, end, outcome, department, status, received, benefit_id;
               one row for each version of a fact
    amounts    benefit_id, from_month, amount; optional, the history of monthly amounts
    paid       benefit_id, month, amount; optional, what was paid for each month; rows of a month add up

    Months are text `YYYY-MM`; days are dates or text `YYYY-MM-DD`; money is in yuan as decimals, integers or text with
    at most two decimal places, never floating point; truth values are booleans or the text `true` and `false`.

    month      the month to decide, `YYYY-MM`
    known_by   use only the versions received by that day; None uses all
    rulebook   a path, several paths for rulebooks with different dates in force, or a rulebook; None is Leshan's

    Gives one row for each benefit whose first month is not after `month`, in no order, with the columns of LAW §7:
    benefit_id, month, standing, grounds, action, last_certified (date), cycle_start, due_month, attention,
    back_pay_months, overpaid_months (text, joined by |) and settlement (yuan, decimal with two places). What is empty
    is null.

    Raises InputRefused as LAW §8 says, RulebookRefused for a wrong rulebook, RequestRefused for anything else.
    """
    rules = Rules(load_lawbook(rulebook), requested_month(month))
    known = requested_day(known_by)
    if facts is None:
        raise RequestRefused(
            "缺少 facts；请给出事实表（可以没有行）", "facts are missing; give a table, if without rows"
        )
    tables = NativeTables(benefits)
    with tables.backend as backend:
        named = {BENEFITS: benefits, FACTS: facts, AMOUNTS: amounts, PAID: paid}
        given = {
            table: given_frame(table, tables.frame(native)) for table, native in named.items() if native is not None
        }
        inputs = take_in(backend, given, rules.month)
        return tables.native(determine_month(backend, inputs, rules, known).determinations)


def requested_month(text: str) -> int:
    """`2026-11` as a number of months. Raises RequestRefused for anything else."""
    month = month_or_none(text) if isinstance(text, str) else None
    if month is None:
        raise RequestRefused(
            f"“{text}”不是年月；请写成 2026-11 的样子", f"'{text}' is not a month; write it like 2026-11"
        )
    return month


def requested_day(day: dt.date | str | None) -> dt.date | None:
    """`2026-11-20` or a date as a date. Raises RequestRefused for anything else, a moment of a day included."""
    if day is None or (isinstance(day, dt.date) and not isinstance(day, dt.datetime)):
        return day
    written = date_or_none(day) if isinstance(day, str) else None
    if written is None:
        raise RequestRefused(
            f"“{day}”不是日期；请写成 2026-11-20 的样子", f"'{day}' is not a date; write it like 2026-11-20"
        )
    return written
