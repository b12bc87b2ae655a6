"""Criminal cases as one story from the wanted notice to the release, since six datasets report parts of it."""

import numpy as np
import polars as pl

from zige.simulation.calendar import YEAR, first_day
from zige.simulation.dice import Bools, Floats, Ints
from zige.simulation.people import World

CRIMES = ("wanted", "detention", "imprisonment", "noncustodial_sentence", "parole_revoked")
FIRST_CODE = 20
"""Events of a case are numbered from here within a person."""
REVOKED = "parole_revoked"


def stories_of(world: World, people: pl.DataFrame, floored: Bools) -> pl.DataFrame:
    """One row per case: person, story, sure, and days: wanted, held, judged, free (end of prison), paroled_to, revoked.

    Stories are those of the parameter `rates.stories`. A case may reach beyond the city's last day.
    """
    dice, rates, ids = world.dice, world.parameters.rates, people["person"].to_numpy()
    names = list(rates.stories)
    rate = np.where(people["stranger"].to_numpy(), rates.crime_stranger, rates.crime)
    can = (people["age"].to_numpy() >= 18) & (people["age"].to_numpy() < 75)
    waiting = dice.waiting("crime", ids) / np.maximum(rate, 1e-12)
    story = dice.place("crime.story", ids, [rates.stories[name] for name in names])
    sure = _one_of_each(can & floored, waiting, story, len(names))
    wanted_first = np.where(sure, story % 2 == 0, dice.chosen("crime.wanted", ids, rates.wanted_first))
    begin = world.span.first_day + np.floor(np.minimum(waiting, 1e3) * YEAR).astype(np.int64)
    begin = np.where(sure, first_day(world.span.start - 1) + 1, begin)
    held = begin + np.where(wanted_first, np.where(sure, 5, dice.whole("crime.flight", ids, 5, 200)), 0)
    judged = held + np.where(sure, 12, dice.whole("crime.trial", ids, 40, 200))
    term = np.where(sure, 20 + 4 * story, dice.whole("crime.term", ids, 90, 1500))
    cases = people.select("person", "death").with_columns(
        story=pl.Series(np.array(names, dtype=object)[story].tolist(), dtype=pl.String),
        sure=pl.Series(sure),
        wanted=pl.when(pl.Series(wanted_first)).then(pl.Series(begin)),
        held=pl.Series(held),
        judged=pl.Series(judged),
        free=pl.Series(judged + term),
        paroled=pl.Series(dice.chosen("crime.parole", ids, 0.25) | sure),
        revoked=pl.Series(dice.chosen("crime.revoked", ids, 0.1) | sure),
        withdrawn=pl.Series((dice.chosen("crime.dropped", ids, 0.3) | sure) & np.isin(story, _dropped(names))),
    )
    happens = can & (begin <= world.span.last_day) & (begin < people["death"].to_numpy())
    return cases.filter(pl.Series(happens))


def crimes_of(world: World, people: pl.DataFrame, floored: Bools) -> pl.DataFrame:
    """The events of all cases, each in the columns of an event."""
    cases = stories_of(world, people, floored)
    held = pl.col("story").replace_strict(_OUTCOMES, default=None, return_dtype=pl.String)
    dropped = pl.when(pl.col("withdrawn")).then(pl.lit("cleared"))
    prison, free = pl.col("story") == "imprisoned", pl.col("free")
    probation = pl.col("story") == "probation"
    frames = [
        _part(cases.filter(pl.col("wanted").is_not_null()), "wanted", pl.col("wanted"), pl.col("held") - 1, dropped),
        _part(cases, "detention", pl.col("held"), pl.col("judged") - 1, held),
        _part(cases.filter(prison), "imprisonment", pl.col("judged"), free, pl.lit("convicted")),
        _part(
            cases.filter(probation | (prison & pl.col("paroled"))),
            "noncustodial_sentence",
            pl.when(probation).then(pl.col("judged")).otherwise(free),
            pl.when(probation).then(free).otherwise(free + PAROLE),
            pl.lit("convicted"),
        ),
        _part(
            cases.filter(prison & pl.col("paroled") & pl.col("revoked")), REVOKED, free + UNTIL_REVOKED,
            free + UNTIL_REVOKED + 25, None,
        ),
    ]  # fmt: skip
    events = pl.concat(frames)
    lived = events.filter(pl.col("start") <= world.span.last_day, pl.col("start") < pl.col("death"))
    over = (pl.col("end") <= world.span.last_day) & (pl.col("end") < pl.col("death"))
    return lived.with_columns(end=pl.when(over).then(pl.col("end")), outcome=pl.when(over).then(pl.col("outcome")))


PAROLE = 180
UNTIL_REVOKED = 10
_OUTCOMES = {
    "acquitted": "cleared",
    "not_prosecuted": "cleared",
    "imprisoned": "convicted",
    "probation": "convicted",
    "minor": "convicted",
}


def _part(cases: pl.DataFrame, kind: str, start: pl.Expr, end: pl.Expr, outcome: pl.Expr | None) -> pl.DataFrame:
    return cases.select(
        "person",
        "death",
        "sure",
        event=pl.col("person") * 64 + FIRST_CODE + CRIMES.index(kind),
        kind=pl.lit(kind),
        start=start,
        end=end,
        outcome=pl.lit(None, pl.String) if outcome is None else outcome,
        note=pl.col("story"),
        benefit_id=pl.lit(None, pl.String),
    )


def _dropped(names: list[str]) -> list[int]:
    """The stories in which a wanted notice may be taken back."""
    return [place for place, name in enumerate(names) if _OUTCOMES[name] == "cleared"]


def _one_of_each(candidates: Bools, waiting: Floats, story: Ints, stories: int) -> Bools:
    """For each story the candidate whose case would come first."""
    sure = np.zeros(len(candidates), dtype=np.bool_)
    for each in range(stories):
        places = np.flatnonzero(candidates & (story == each))
        if len(places):
            sure[places[np.argmin(waiting[places])]] = True
    return sure
