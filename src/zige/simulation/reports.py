"""How a department's record of an event comes about: whether it learns of it, when, and what it writes wrong at first.

All rows of the city have the columns person, event (null where nothing true lies behind), known (the day the
department has it), record (number within the dataset, or null), status (新增, 更正, 撤回), truth (true, false,
corrected, withdrawn) and flaw; the columns of the dataset come on top.
"""

import numpy as np
import polars as pl

from zige.simulation.dice import Floats, Ints
from zige.simulation.people import World

NEW, CORRECTED, WITHDRAWN = "新增", "更正", "撤回"
AT_ONCE = 8
"""Days after which an event that must be seen is known at the latest."""
Rows = dict[str, pl.DataFrame]


def reported(world: World, events: pl.DataFrame, dataset: str, coverage: Floats | float, delay: Floats) -> pl.DataFrame:
    """The events the department learns of, `delay` days after their start, in the common columns and their own."""
    ids = events["event"].to_numpy()
    covered = events["sure"].to_numpy() | world.dice.chosen(f"{dataset}.covered", ids, coverage)
    delay = np.where(events["sure"].to_numpy(), np.minimum(delay, AT_ONCE), delay)
    known = pl.Series("known", events["start"].to_numpy() + np.floor(delay).astype(np.int64))
    rows = events.with_columns(known, *_stamp("true"), record=pl.col("event") * 10)
    return rows.filter(pl.Series(covered))


def delays(world: World, events: pl.DataFrame, stream: str, median: float, spread: float = 0.8) -> Floats:
    """Delays in days, long-tailed around their median."""
    normal = world.dice.normal(f"{stream}.delay", events["event"].to_numpy())
    return np.minimum(median * np.exp(spread * normal), 900.0)


def closed(world: World, rows: pl.DataFrame, dataset: str, end: str, median: float) -> pl.DataFrame:
    """The rows as first reported, without an end, and again with the end once it has come, as a correction."""
    late = world.dice.normal(f"{dataset}.closing", rows["event"].to_numpy())
    after = np.where(rows["sure"].to_numpy(), np.minimum(median, AT_ONCE), median * np.exp(0.5 * late))
    ended = rows.with_columns(after=pl.Series(np.floor(after).astype(np.int64))).filter(pl.col(end).is_not_null())
    ended = ended.with_columns(
        known=pl.max_horizontal(pl.col("known") + 1, pl.col(end) + pl.col("after")), status=pl.lit(CORRECTED)
    )
    return pl.concat([rows, ended.drop("after")])


def with_versions(world: World, rows: pl.DataFrame, dataset: str, day: str, ids: Ints) -> pl.DataFrame:
    """Some records bear a wrong day and are corrected; some are about another person of `ids` and are withdrawn."""
    delivery, events = world.parameters.delivery, rows["record"].to_numpy()
    draw = world.dice.uniform(f"{dataset}.version", events)
    first = rows["status"].to_numpy() == NEW
    wrong = pl.Series(first & (draw < delivery.corrected) & ~rows["sure"].to_numpy())
    days = pl.Series(world.dice.whole(f"{dataset}.wrong", events, 1, 20))
    right = rows.filter(wrong).with_columns(
        known=pl.col("known") + 35, status=pl.lit(CORRECTED), flaw=pl.lit("day_corrected")
    )
    typed = rows.with_columns(
        pl.when(wrong).then(pl.col(day) - days).otherwise(pl.col(day)).alias(day),
        truth=pl.when(wrong).then(pl.lit("corrected")).otherwise(pl.col("truth")),
        flaw=pl.when(wrong).then(pl.lit("day_wrong")).otherwise(pl.col("flaw")),
    )
    astray = rows.filter(pl.Series(first & (draw > 1 - delivery.withdrawn)))
    return pl.concat([typed, right, *mistaken(world, astray, dataset, ids)])


def mistaken(world: World, rows: pl.DataFrame, dataset: str, ids: Ints) -> list[pl.DataFrame]:
    """The same records written about somebody else, and their withdrawal one to three months later."""
    place = world.dice.whole(f"{dataset}.astray", rows["record"].to_numpy(), 0, len(ids) - 1)
    false = rows.with_columns(
        *_stamp("withdrawn", "wrong_person"),
        person=pl.Series(ids[place], dtype=pl.Int64),
        event=pl.lit(None, pl.Int64),
        record=pl.col("record") + 5,
    )
    return [false, taken_back(world, false, dataset)]


def taken_back(world: World, rows: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """The withdrawal of records."""
    after = pl.Series(world.dice.whole(f"{dataset}.taken_back", rows["record"].to_numpy(), 20, 80), dtype=pl.Int64)
    return rows.with_columns(known=pl.col("known") + after, status=pl.lit(WITHDRAWN))


def _stamp(truth: str, flaw: str = "") -> list[pl.Expr]:
    return [pl.lit(NEW).alias("status"), pl.lit(truth).alias("truth"), pl.lit(flaw).alias("flaw")]


def plain(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The common columns and those named, all that is written later; `sure` is forgotten."""
    return rows.select("person", "event", "known", "record", "status", "truth", "flaw", *columns)
