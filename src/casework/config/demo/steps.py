"""What is put into the database of a demonstration, in order: each step once, and again where it was broken off.

An app that has something to show adds a function `(home) -> None` and its line below the ones it needs: atomic, or such
that it may be done twice. Acts are done through the app's own acts, by the accounts of the demonstration, so that every
page shows what it would in service.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from casework.accounts.database_scope import database_shows_all
from casework.config.demo.offices import make_other_offices, make_regions
from casework.config.demo.staff import make_staff
from casework.config.demo.telling import name_contacts, tell
from casework.config.demo.work import draw_a_list, find_out, open_cases, report_nobody
from casework.runs.importing import import_run
from casework.runs.models import Run
from zige.law.months import parse_month
from zige.store.home import Home
from zige.store.reading import read_json
from zige.store.runs import last_runs
from zige.store.writing import write_json

DONE = "demo.json"
"""In the home: the steps that are done."""


class Step(NamedTuple):
    """What is done, in two languages, and how."""

    name: str
    zh: str
    en: str
    do: Callable[[Home], None]


def import_history(home: Home) -> None:
    """Every month's run, the oldest first; those that are there stay as they are."""
    imported = set(Run.objects.values_list("month", flat=True))
    for run in sorted(last_runs(home).values(), key=lambda run: run.month):
        if parse_month(run.month) not in imported:
            import_run(home, run)


STEPS = (
    Step("regions", "区划", "regions", make_regions),
    Step("runs", "十二个月的认定", "twelve months of runs", import_history),
    Step("offices", "机构", "offices", make_other_offices),
    Step("staff", "账号", "accounts", make_staff),
    Step("cases", "核查", "cases", open_cases),
    Step("findings", "核查结论和决定", "findings and decisions", find_out),
    Step("payments", "发放清单", "payment list", draw_a_list),
    Step("reports", "月报", "monthly report", report_nobody),
    Step("contacts", "通知上的联系方式", "contacts on notices", name_contacts),
    Step("notices", "通知和提醒", "notices and reminders", tell),
)


def fill(home: Home) -> Iterator[Step]:
    """Do what is not done yet; each step is given before it is done."""
    path = home.path / DONE
    for step in STEPS:
        if step.name not in _done(path):
            yield step
            with database_shows_all():
                step.do(home)
            write_json(path, {"done": [*_done(path), step.name]})


def _done(path: Path) -> list[str]:
    return list(read_json(path)["done"]) if path.exists() else []
