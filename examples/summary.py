"""How a month came out: benefits by kind and standing, with what is to be paid back and recovered.

Run it on what `zige determine` wrote:  python examples/summary.py DETERMINATIONS.csv BENEFITS.csv
"""

import csv
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.table import Table

from zige.cli.language import language_of_environment
from zige.kinds import BenefitKind, Standing
from zige.law.lawbook import load_lawbook
from zige.law.months import parse_month
from zige.words import STANDINGS


def main(determinations: Path, benefits: Path) -> None:
    """Print the table."""
    kind_of = {row["benefit_id"]: BenefitKind(row["kind"]) for row in _rows(benefits)}
    rows = _rows(determinations)
    month = rows[0]["month"]
    standings: Counter[tuple[BenefitKind, str]] = Counter()
    back_pay: dict[BenefitKind, Decimal] = defaultdict(Decimal)
    recovery: dict[BenefitKind, Decimal] = defaultdict(Decimal)
    for row in rows:
        kind, settlement = kind_of[row["benefit_id"]], Decimal(row["settlement"])
        standings[kind, row["standing"]] += 1
        (back_pay if settlement > 0 else recovery)[kind] += abs(settlement)

    say = language_of_environment().choose
    table = Table(
        say("险种", "kind of benefit"), title=say(f"{month} 认定结果（金额：元）", f"{month}, decided (money in yuan)")
    )
    headings = [*(say(*STANDINGS[standing]) for standing in Standing)]
    for heading in [*headings, say("应补发", "back-pay"), say("应追回", "to recover")]:
        table.add_column(heading, justify="right")
    names = load_lawbook().at(parse_month(month)).benefit_kinds
    for kind in BenefitKind:
        counts = [str(standings[kind, standing]) for standing in Standing]
        table.add_row(say(names[kind].zh, names[kind].en), *counts, f"{back_pay[kind]:,.2f}", f"{recovery[kind]:,.2f}")
    Console(width=112).print(table)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
