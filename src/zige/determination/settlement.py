"""Money is the difference between what was due as now known and what was paid (LAW §6).

Nearly all benefits were paid what was due, once a month, and nothing is in force for them: one grouping of the ledger
by benefit and amount shows it, and only the others are worked out month by month.
"""

from collections.abc import Callable

import narwhals as nw

from zige.backends.base import Backend, Frame
from zige.law.months import OPEN
from zige.ledger import Ledger

col, lit, when = nw.col, nw.lit, nw.when


def differences(
    backend: Backend,
    ledger: Ledger,
    benefits: Frame,
    intervals: Frame,
    amounts: Frame,
    payers: Frame,
    payments_of: Callable[[Frame], Frame],
) -> Frame:
    """Every covered month of every benefit that has something to work out.

    `payers` sums up the ledger by benefit and amount (`zige.inputs.payments`), `payments_of` gives its rows about
    some. Columns: benefit_id, month, amount (of the month, in fen), in_force (a ground is), forgiven (a negative
    difference that is not reclaimed), due, paid, difference (after forgiving).
    """
    covered = covered_months(benefits, ledger)
    if ledger.has_bits:
        due = _due_by_amount(covered, amounts, backend.table(ledger.spans()), ledger)
        in_force = intervals.filter(col("since") <= ledger.last, col("until") >= ledger.first)
        unusual = nw.concat([frame.select("benefit_id") for frame in (_unlike(due, payers, ledger), in_force)])
        covered = covered.join(unusual.unique(["benefit_id"]), on="benefit_id", how="semi")
    work = backend.keep(covered)
    return month_by_month(work, backend.table(ledger.calendar()), intervals, amounts, payments_of(work))


def month_by_month(benefits: Frame, calendar: Frame, intervals: Frame, amounts: Frame, paid: Frame) -> Frame:
    """`differences` of these benefits, which have the covered months `since` and `until`; `paid` are their payments."""
    grid = benefits.join(calendar.select("month"), how="cross").filter(
        col("since") <= col("month"), col("month") <= col("until")
    )
    grid = grid.select("benefit_id", "month", "monthly_amount")
    key = ["benefit_id", "month"]
    rows = (
        grid.join(_rates(grid, amounts), on=key, how="left")
        .join(_blocked(grid, intervals), on=key, how="left")
        .join(_payments(paid), on=key, how="left")
    )
    return rows.with_columns(
        amount=nw.coalesce("amount", "monthly_amount"),
        paid=col("paid").fill_null(0),
        in_force=~col("firm").is_null(),
    ).pipe(_settled)


def _settled(rows: Frame) -> Frame:
    due = when("in_force").then(lit(0)).otherwise(col("amount"))
    rows = rows.with_columns(due=due).with_columns(difference=col("due") - col("paid"))
    rows = rows.with_columns(forgiven=col("in_force") & ~col("firm").fill_null(True) & (col("difference") < 0))
    difference = when("forgiven").then(lit(0)).otherwise(col("difference"))
    return rows.select(
        "benefit_id", "month", "amount", "in_force", "forgiven", "due", "paid", difference=difference.cast(nw.Int64)
    )


def covered_months(benefits: Frame, ledger: Ledger) -> Frame:
    """The benefits with `since` and `until`: the first and the last ledger month within their own months."""
    spans = benefits.with_columns(
        since=nw.max_horizontal("first_month", lit(ledger.first)),
        until=nw.min_horizontal(col("last_month").fill_null(OPEN), lit(ledger.last)),
    )
    spans = spans.with_columns(col("since").cast(nw.Int64), col("until").cast(nw.Int64))
    return spans.filter(col("since") <= col("until")).select("benefit_id", "monthly_amount", "since", "until")


def _due_by_amount(covered: Frame, amounts: Frame, spans: Frame, ledger: Ledger) -> Frame:
    """What is due of each amount if nothing is in force: benefit_id, amount, rows, and the sums of bits."""
    periods = _periods(covered, amounts).join(spans, on=["since", "until"])
    bits = {name: col(f"expected_{name}").sum().cast(nw.Int64) for name in ledger.masks}
    return periods.group_by("benefit_id", "amount").agg(rows=col("expected").sum().cast(nw.Int64), **bits)


def _periods(covered: Frame, amounts: Frame) -> Frame:
    """The covered months in spans of one amount each: benefit_id, amount, since, until."""
    rates = amounts.join(covered, on="benefit_id")
    changed = rates.filter(col("amount") != col("monthly_amount")).select("benefit_id").unique(["benefit_id"])
    whole = covered.join(changed, on="benefit_id", how="anti").with_columns(amount="monthly_amount")
    columns = ["benefit_id", "amount", "since", "until"]
    return nw.concat([whole.select(columns), _parted(covered, rates, changed).select(columns)])


def _parted(covered: Frame, rates: Frame, changed: Frame) -> Frame:
    """The spans of the benefits whose amount changed: before the first change the monthly amount counts (LAW §6)."""
    before = covered.with_columns(amount="monthly_amount", from_month=lit(0).cast(nw.Int64))
    columns = ["benefit_id", "amount", "from_month", "since", "until"]
    each = nw.concat([rates.select(columns), before.select(columns)]).join(changed, on="benefit_id", how="semi")
    following = col("from_month").shift(-1).over("benefit_id", order_by="from_month")
    each = each.with_columns(
        since=nw.max_horizontal("since", "from_month"),
        until=nw.min_horizontal(col("until"), following.fill_null(OPEN) - 1),
    )
    return each.with_columns(col("since").cast(nw.Int64), col("until").cast(nw.Int64)).filter(
        col("since") <= col("until")
    )


def _unlike(due: Frame, payers: Frame, ledger: Ledger) -> Frame:
    """The benefits not paid each amount exactly once in each month in which it is due, and in no other."""
    sums = ["rows", *ledger.masks]
    columns = ["benefit_id", "amount", *sums]
    paid = payers.with_columns(**{name: -col(name).fill_null(0).cast(nw.Int64) for name in sums}).select(columns)
    apart = (
        nw.concat([due.select(columns), paid]).group_by("benefit_id", "amount").agg(*(col(name).sum() for name in sums))
    )
    return apart.filter(nw.any_horizontal(*(col(name) != 0 for name in sums), ignore_nulls=True))


def _rates(grid: Frame, amounts: Frame) -> Frame:
    """The amount of each month: the latest row from that month or earlier."""
    earlier = grid.select("benefit_id", "month").join(amounts.select("benefit_id", "from_month"), on="benefit_id")
    earlier = earlier.filter(col("from_month") <= col("month"))
    latest = earlier.group_by("benefit_id", "month").agg(col("from_month").max())
    return latest.join(amounts, on=["benefit_id", "from_month"]).select("benefit_id", "month", "amount")


def _blocked(grid: Frame, intervals: Frame) -> Frame:
    """The months in which a ground is in force, and whether one of them is firm, not provisional."""
    months = grid.select("benefit_id", "month").join(intervals, on="benefit_id")
    blocked = months.filter(col("since") <= col("month"), col("month") <= col("until"))
    return blocked.group_by("benefit_id", "month").agg(firm=(~col("provisional")).any())


def _payments(paid: Frame) -> Frame:
    """What was paid for each month: rows add up, recoveries are negative."""
    return paid.group_by("benefit_id", "month").agg(paid=col("amount").sum().cast(nw.Int64))
