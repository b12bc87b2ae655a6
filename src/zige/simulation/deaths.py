"""Who learns of a death and when, who never does, and the living who are reported dead (FACTS §6.2)."""

import numpy as np
import polars as pl

from zige.simulation.calendar import YEAR, first_day, month_text, months_of
from zige.simulation.dice import Bools, Floats, Ints
from zige.simulation.life import floored
from zige.simulation.people import World
from zige.simulation.places import YI_COUNTIES
from zige.simulation.reports import AT_ONCE, CORRECTED, NEW, Rows, delays, plain, reported, taken_back

KNOWN_TO_THE_AGENCY = ("police.deaths", "grassroots.reports", "employers.reports", "declarations")
"""What made the agency stop payment before there was an exchange."""
CLEANUP_DAY = 20


def death_records(world: World, events: pl.DataFrame, people: pl.DataFrame) -> Rows:
    """The death rows of all sources; `start` is the death day as the source writes it."""
    deaths = events.filter(pl.col("kind") == "death").join(_facts(people), on="person", how="left")
    open_deaths = pl.Series(~_concealed(world, deaths))
    rows = _official(world, deaths) | _told(world, deaths.filter(open_deaths))
    rows["police.deaths"] = _cancellations(world, deaths.filter(open_deaths))
    wrong = {dataset: _with_wrong_days(world, each, dataset) for dataset, each in rows.items()}
    ids = people["person"].to_numpy()
    spared = people["death"].to_numpy() > world.span.last_day
    false = {dataset: _about_the_living(world, ids, spared, people, dataset) for dataset in wrong}
    return {dataset: pl.concat([each, false[dataset]]) for dataset, each in wrong.items()}


def stopped_before(world: World, records: Rows) -> pl.DataFrame:
    """Whose death the agency knew before the first delivery: person and `stopped`, the first month not paid."""
    known = pl.concat([records[dataset].select("person", "known", "truth") for dataset in KNOWN_TO_THE_AGENCY])
    early = known.filter(pl.col("truth") != "false", pl.col("known") < first_day(world.span.start - 1))
    first = early.group_by("person").agg(pl.col("known").min()).sort("person")
    return first.select("person", stopped=pl.Series(months_of(first["known"].to_numpy()) + 1))


def concealed_deaths(world: World, events: pl.DataFrame) -> pl.DataFrame:
    """The deaths that families hide."""
    deaths = events.filter(pl.col("kind") == "death")
    return deaths.filter(pl.Series(_concealed(world, deaths)))


def _concealed(world: World, deaths: pl.DataFrame) -> Bools:
    return world.dice.chosen("fraud.concealed", deaths["person"].to_numpy(), world.parameters.fraud.concealed)


def _facts(people: pl.DataFrame) -> pl.DataFrame:
    home = people["county"].is_in(list(YI_COUNTIES))
    return people.select("person", "rural", "residence", "stranger", people_kind="kind", yi_county=home)


def _official(world: World, deaths: pl.DataFrame) -> Rows:
    """Crematoria, doctors and hospitals, who do not ask the family."""
    death, rural = world.parameters.death, deaths["rural"].to_numpy()
    here = deaths["residence"].is_in(["本地", "川渝"]).to_numpy()
    sources = {
        "civil.cremations": (np.where(rural, death.cremated_rural, death.cremated_town) * here, 3.0),
        "health.death_certificates": (np.where(rural, death.certificate_rural, death.certificate_town) * here, 2.0),
        "medical.settlements": (death.in_hospital * here, 12.0),
        "monitoring.findings": (np.full(deaths.height, death.monitoring), 60.0),
    }
    return {
        dataset: reported(world, deaths, dataset, coverage, delays(world, deaths, dataset, median))
        for dataset, (coverage, median) in sources.items()
    }


def _told(world: World, deaths: pl.DataFrame) -> Rows:
    """Villages, former employers and families."""
    death, kind = world.parameters.death, deaths["people_kind"]
    known = ~deaths["stranger"].to_numpy()
    sources = {
        "grassroots.reports": (death.grassroots * known, 25.0),
        "employers.reports": (death.employer * kind.is_in(["enterprise", "civil"]).to_numpy(), 30.0),
        "declarations": (death.family * known, 20.0),
    }
    return {
        dataset: reported(world, deaths, dataset, coverage, delays(world, deaths, dataset, median))
        for dataset, (coverage, median) in sources.items()
    }


def _cancellations(world: World, deaths: pl.DataFrame) -> pl.DataFrame:
    """Cancelled after some weeks, in the Yi counties later; the very late ones on the day of a clean-up."""
    death = world.parameters.death
    slow = np.where(deaths["yi_county"].to_numpy(), death.yi_county_delay, 1.0)
    delay = delays(world, deaths, "police.deaths", death.cancelled_median) * slow
    late = world.dice.chosen("police.deaths.late", deaths["event"].to_numpy(), death.cancelled_late * slow)
    start = deaths["start"].to_numpy()
    delay = np.where(late, _until_cleanup(start + 180, death.cleanup_months) - start, delay)
    return reported(world, deaths, "police.deaths", death.cancelled_share, delay)


def _until_cleanup(days: Ints, months: list[int]) -> Floats:
    """The day of the next clean-up after each day."""
    first, last = int(days.min(initial=20_000)), int(days.max(initial=20_000))
    calendar = range(int(months_of(np.array([first]))[0]), int(months_of(np.array([last]))[0]) + 14)
    cleanups = np.array([first_day(each) + CLEANUP_DAY for each in calendar if int(month_text(each)[5:]) in months])
    return cleanups[np.searchsorted(cleanups, days)].astype(np.float64)


def _with_wrong_days(world: World, rows: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Some records bear a wrong day of death, half of which are corrected."""
    draw = world.dice.uniform(f"{dataset}.wrong_day", rows["event"].to_numpy())
    share = world.parameters.death.wrong_day
    days = pl.Series(world.dice.whole(f"{dataset}.days_off", rows["event"].to_numpy(), 1, 30), dtype=pl.Int64)
    wrong, later = pl.Series(draw < share), pl.Series(draw < share / 2)
    typed = rows.with_columns(
        start=pl.when(wrong).then(pl.col("start") - days).otherwise(pl.col("start")),
        truth=pl.when(wrong).then(pl.lit("corrected")).otherwise(pl.col("truth")),
        flaw=pl.when(wrong).then(pl.lit("day_wrong")).otherwise(pl.col("flaw")),
    )
    right = rows.filter(later).with_columns(
        known=pl.col("known") + 40, status=pl.lit(CORRECTED), flaw=pl.lit("day_corrected")
    )
    return _trimmed(pl.concat([typed, right]))


def _about_the_living(world: World, ids: Ints, spared: Bools, people: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Records that say a living person died, and the withdrawal of most of them."""
    death = world.parameters.death
    rate = death.false_share * 0.03 * (people["age"].to_numpy() >= 50) * _reach(dataset, death.monitoring)
    waiting = world.dice.waiting(f"{dataset}.false", ids) / np.maximum(rate, 1e-12)
    sure = np.zeros(len(ids), dtype=np.bool_)
    candidates = np.flatnonzero(spared & floored(world, people) & (rate > 0) & ~people["stranger"].to_numpy())
    if len(candidates) and dataset in ("police.deaths", "civil.cremations"):
        sure[candidates[np.argmin(waiting[candidates])]] = True
    start = world.span.first_day + np.floor(np.minimum(waiting, 1e3) * YEAR).astype(np.int64)
    start = np.where(sure, first_day(world.span.start - 1) + 2, start)
    false = people.select(
        "person", start=pl.Series(start), sure=pl.Series(sure), event=pl.lit(None, pl.Int64),
        known=pl.Series(start + AT_ONCE), record=pl.col("person") * 640 + 9, status=pl.lit(NEW),
        truth=pl.lit("false"), flaw=pl.lit("false_death"),
    )  # fmt: skip
    false = false.filter(
        pl.Series(spared & (start <= world.span.last_day) & (start >= first_day(world.span.start - 1)))
    )
    back = false["sure"].to_numpy() | world.dice.chosen(
        f"{dataset}.undone", false["person"].to_numpy(), death.false_withdrawn
    )
    false = false.with_columns(
        truth=pl.when(pl.Series(back, dtype=pl.Boolean)).then(pl.lit("withdrawn")).otherwise(pl.col("truth"))
    )
    undone = taken_back(world, false.filter(pl.col("truth") == "withdrawn"), dataset)
    return _trimmed(pl.concat([false, undone]))


def _reach(dataset: str, monitoring: float) -> float:
    return monitoring if dataset == "monitoring.findings" else 0.7 * (dataset != "declarations")


def _trimmed(rows: pl.DataFrame) -> pl.DataFrame:
    return plain(rows, "start", "sure")
