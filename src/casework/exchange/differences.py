"""What a run of a month would change: benefit by benefit against the run before, by its number and no name."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from zige.exchange.catalogue import Catalogue
from zige.law.rulebook import Rulebook
from zige.running.chinese import in_chinese
from zige.store.home import Home
from zige.store.runs import DETERMINATIONS, Run, last_runs, runs_of
from zige.tables import Action

COMPARED = ("standing", "grounds", "action", "settlement")
ORDER = {Action.STOP.value: 0, Action.SUSPEND.value: 1, Action.RESUME.value: 2}
HEADERS = {
    "benefit_id": "待遇编号",
    "action": "处理",
    "standing before": "原状态",
    "standing": "现状态",
    "grounds before": "原情形",
    "grounds": "现情形",
    "settlement before": "原清算（元）",
    "settlement": "现清算（元）",
}
"""Columns of the file, in Chinese as all that goes out."""
SHOWN = 2000
"""Rows that a page can show; all are in the file."""


@dataclass(frozen=True)
class Differences:
    """The benefits that differ, most grave first: benefit_id, and each of COMPARED as it is and, as `… before`, was."""

    rows: pl.DataFrame

    def by_action(self) -> dict[str, int]:
        """How many benefits each action concerns, those whose payment stays included."""
        return dict(self.rows["action"].value_counts().sort("action").iter_rows())

    def by_ground(self) -> dict[str, int]:
        """How many of those that are stopped or suspended meet each ground; one may meet several."""
        adverse = self.rows.filter(pl.col("action").is_in([Action.STOP.value, Action.SUSPEND.value]))
        grounds = adverse["grounds"].fill_null("").str.split("|").explode().alias("ground")
        counted = (
            grounds.value_counts().filter(pl.col("ground") != "").sort("count", "ground", descending=[True, False])
        )
        return dict(counted.iter_rows())

    def first(self) -> list[dict[str, Any]]:
        """The first SHOWN of them."""
        return self.rows.head(SHOWN).to_dicts()

    def as_csv(self, book: Rulebook, catalogue: Catalogue) -> bytes:
        """All of them in words, for a spreadsheet."""
        named = {f"{name} before": name for name in COMPARED}
        now = in_chinese(self.rows.select("benefit_id", *COMPARED), book, catalogue)
        was = in_chinese(self.rows.select(pl.col(name).alias(named[name]) for name in named), book, catalogue)
        both = now.hstack(was.rename({after: before for before, after in named.items()}))
        return (
            b"\xef\xbb\xbf"
            + both.select(pl.col(name).alias(header) for name, header in HEADERS.items()).write_csv().encode()
        )


def differences(before: pl.DataFrame | None, after: pl.DataFrame) -> Differences:
    """Where anything of COMPARED is other than before, or payment would change."""
    known = after.clear() if before is None else before
    columns = [*("benefit_id",), *COMPARED]
    both = after.select(columns).join(
        known.select(columns), on="benefit_id", how="full", coalesce=True, suffix=" before"
    )
    other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name} before")) for name in COMPARED)
    changing = pl.col("action").is_in(list(ORDER))
    grave = pl.col("action").replace_strict(ORDER, default=len(ORDER), return_dtype=pl.Int64)
    rows = both.filter(changing if before is None else changing | other)
    return Differences(
        rows.with_columns(pl.col("settlement", "settlement before").cast(pl.String)).sort(grave, "benefit_id")
    )


def run_before(home: Home, month: str) -> Run | None:
    """With what a run of the month is compared: its own last run, else that of the last month before it."""
    own = runs_of(home, month)
    earlier = {name: run for name, run in last_runs(home).items() if name < month}
    return own[-1] if own else earlier[max(earlier)] if earlier else None


def of_run(run: Run | None) -> pl.DataFrame | None:
    """Its determinations."""
    return None if run is None else run.table(DETERMINATIONS)
