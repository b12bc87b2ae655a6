"""One database of casework: what importing, searching and whole pages cost there. A process of its own, so that memory is its own.

    python -m benchmarks.casework.measuring --benefits N --database URL --data DIR --out FILE

An empty URL is the SQLite of the home; a PostgreSQL must be empty. What was measured is written as JSON.
"""

import argparse
import json
import os
import resource
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.casework.pages import opened_cases, pages
from benchmarks.casework.population import MONTHS, fill
from benchmarks.casework.timing import timed

TIMES = 5
TEXTS = (
    "张",
    "王桂芳",
    "zhang",
    "z",
    "wgf",
    "zhangguifang",
    "liguo",
    "511102000000000777",
    "B000000777",
    "511102001",
    "511102",
    "缺",
)
"""What is typed: surnames, names, how they sound, initials, a citizen number, a benefit, places, what nobody has."""
LISTS = {"to remind": ("remind",), "to verify": ("verify", "contradiction")}


def main() -> None:
    options = read_options(__doc__, "--benefits")
    with TemporaryDirectory(dir=options.data) as folder:
        home = Path(folder) / "home"
        prepare(home, options.database)
        fill(home, options.benefits)
        told = {
            "imports": imports(),
            "searches": searches(),
            "lists": lists(),
            "cases": opened_cases(),
            "pages": pages(),
        }
    options.out.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def read_options(about: str | None, size: str) -> argparse.Namespace:
    """Those of a process that measures one empty database; `size` names how much is put into it."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(size, type=int, required=True)
    parser.add_argument("--database", default="")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def prepare(path: Path, database: str) -> None:
    """A new home, and Django on it with empty tables."""
    from zige.store.home import SETTINGS, make_home

    make_home(path, "乐山市", "511100", "2026-01")
    settings = path / SETTINGS
    settings.write_text(settings.read_text("utf-8").replace('database = ""', f'database = "{database}"'), "utf-8")
    os.environ |= {"ZIGE_HOME": str(path), "DJANGO_SETTINGS_MODULE": "casework.config.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def imports() -> list[dict[str, Any]]:
    """Seconds of each month's import, and the peak memory of the process so far, in bytes."""
    from django.conf import settings

    from casework.runs.importing import import_run
    from zige.store.runs import run_of

    told = []
    for month in MONTHS:
        run = run_of(settings.HOME, month)
        seconds = timed(lambda run=run: import_run(settings.HOME, run)) / 1000
        told.append({"month": month, "seconds": seconds, "peak": peak()})
    return told


def searches() -> list[dict[str, Any]]:
    """Median, 95th percentile and worst of all searches by each kind of office, in milliseconds."""
    from casework.accounts.database_scope import database_shows
    from casework.people.queries import search

    told = []
    for office, jurisdiction in offices().items():
        costs = []
        for text in TEXTS * TIMES:
            with database_shows(jurisdiction):
                costs.append((timed(lambda text=text, j=jurisdiction: search(j, text)), text))
        times, worst = sorted(cost for cost, _ in costs), max(costs)
        percentile = times[int(len(times) * 0.95)]
        median = statistics.median(times)
        told.append({"office": office, "median": median, "p95": percentile, "worst": worst[0], "text": worst[1]})
    return told


def lists() -> list[dict[str, Any]]:
    """The first page of each list and its count, for each kind of office, in milliseconds."""
    from casework.accounts.database_scope import database_shows
    from casework.runs.queries import open_flags

    told = []
    for office, jurisdiction in offices().items():
        for name, codes in LISTS.items():
            with database_shows(jurisdiction):
                found = open_flags(jurisdiction, codes)
                cost = timed(lambda found=found: (found.count(), list(found[:50])))
                told.append({"office": office, "list": name, "rows": found.count(), "cost": cost})
    return told


def offices() -> dict[str, Any]:
    """Who searches, with whose data each sees."""
    from casework.accounts.jurisdiction import Jurisdiction

    return {
        "the city": Jurisdiction("5111"),
        "a county": Jurisdiction("511102"),
        "a town": Jurisdiction("511102001"),
        "a village": Jurisdiction("511102001001"),
        "an employer": Jurisdiction(employers=frozenset({"E7"})),
        "a body over 100 employers": Jurisdiction(employers=frozenset(f"E{n}" for n in range(100))),
    }


def peak() -> int:
    """Of the largest of this process and those it started, in bytes."""
    return 1024 * max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


if __name__ == "__main__":
    main()
