"""Part `history`: the last month of a home that has received and run every month before, beside its second month.

Each month brings so many records and the ledger of the month before. A month that is measured is received and run on
copies of the home as it stood before, so that nothing of it is there yet; one of the copies goes on.
"""

import datetime as dt
from pathlib import Path

from benchmarks.exchange.city import MONTH, City, copy_of, fresh, receive, run_month
from benchmarks.exchange.measuring import Cost, Section

RECEIVE, RUN = "zige receive", "zige run"


def measure(city: City, runs: int, kept: Path, months: int) -> None:
    """One section: receiving and running month 2 and month `months`."""
    section = Section("history", f"Month {months} beside month 2, of each month", city.benefits, city.records)
    names = months_until(MONTH, months)
    home = copy_of(city.home(names[0]), "history")
    for number, month in enumerate(names, 1):
        files = city.files("parquet", month) + (ledger(city, month) if number > 1 else [])
        times = runs if number in (2, months) else 1
        for _ in range(times):
            used = copy_of(home, "used")
            costs = {RECEIVE: receive(used, files, month), RUN: run_month(used, month)}
            if number in (2, months):
                keep_costs(section, number, costs)
        used.rename(fresh(home))
    section.notes.append("Each month is received and run on copies of the home as it stood before.")
    section.keep(kept)


def keep_costs(section: Section, number: int, costs: dict[str, Cost]) -> None:
    for what, cost in costs.items():
        section.add(f"{what}, month {number}", cost)


def ledger(city: City, month: str) -> list[Path]:
    """What was paid in the month before."""
    city.deliver(month, "--payments")
    return [city.folder / f"roster.payments_{month.replace('-', '')}.parquet"]


def months_until(last: str, count: int) -> list[str]:
    """So many months, the last of them `last`."""
    day = dt.date.fromisoformat(f"{last}-01")
    numbers = range(day.year * 12 + day.month - count, day.year * 12 + day.month)
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]
