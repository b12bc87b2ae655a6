"""What truly happens to people: every event with its kind, its first and last day and its outcome."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from zige.simulation.calendar import YEAR, first_day
from zige.simulation.crime import CRIMES, crimes_of
from zige.simulation.dice import Bools, Floats, Ints
from zige.simulation.people import PENSIONS, STRANGERS_FROM, World

FLOOR = 2000
"""Among the first so many recipients, and the strangers with them, every event happens at least once."""
EVENT_KINDS = (
    "death", "missing", "declared_missing", "declared_dead", "emigration", "enlistment", "adoption", "marriage",
    "employment", "pension_received", "duplicate_pension", "offer_refused", "assessment_refused", "treatment_refused",
    "disability_grade_lost", "care_grade_lost", "capacity_regained", "retirement", *CRIMES,
)  # fmt: skip
SCHEMA = {
    "event": pl.Int64, "person": pl.Int64, "kind": pl.String, "start": pl.Int64, "end": pl.Int64,
    "outcome": pl.String, "note": pl.String, "benefit_id": pl.String, "sure": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """A kind of event: to whom it can happen, how often a year, and how it may end."""

    kind: str
    can: Bools
    rate: Floats | float
    ends: float = 0.0
    after: tuple[int, int] = (30, 300)
    outcome: str | None = None


def death_days(world: World, people: pl.DataFrame) -> Ints:
    """The day each person dies, from the hazard a·exp(b·(age−60)) since the first day of the city (FACTS §6.2)."""
    death = world.parameters.death
    male = people["male"].to_numpy()
    a, b = np.where(male, death.male[0], death.female[0]), np.where(male, death.male[1], death.female[1])
    age = (world.span.first_day - people["birth"].to_numpy()) / YEAR
    waiting = world.dice.waiting("death", people["person"].to_numpy())
    years = np.log1p(waiting * b / (a * np.exp(b * (age - 60)))) / b
    days: Ints = world.span.first_day + np.floor(years * YEAR).astype(np.int64)
    return days


def events_of(world: World, people: pl.DataFrame, benefits: pl.DataFrame) -> pl.DataFrame:
    """All events that begin by the city's last day, in the columns of SCHEMA; `people` has `death` days."""
    frames = [_deaths(world, people)]
    frames += [_happened(world, people, each) for each in _happenings(world, people, benefits)]
    frames.append(crimes_of(world, people, floored(world, people)))
    events = pl.concat([frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()) for frame in frames])
    return _about_benefits(events, benefits).sort("event")


def floored(world: World, people: pl.DataFrame) -> Bools:
    """Those among whom every event happens at least once: the first ids, if they outlive the city."""
    ids = people["person"].to_numpy()
    strangers = STRANGERS_FROM + int(FLOOR * world.parameters.population.strangers)
    first = (ids < FLOOR) | ((ids >= STRANGERS_FROM) & (ids < strangers))
    return first & (people["death"].to_numpy() > world.span.last_day + 40)


def sure_day(world: World) -> int:
    """When an event of the first ids begins that must be: early in the month before the first delivery."""
    return first_day(world.span.start - 1) + 2


def _deaths(world: World, people: pl.DataFrame) -> pl.DataFrame:
    dead = people.filter(pl.col("death") <= world.span.last_day)
    return _events(dead["person"], "death", dead["death"], pl.lit(None, pl.Int64), pl.lit(None, pl.String))


def _happenings(world: World, people: pl.DataFrame, benefits: pl.DataFrame) -> list[Happening]:
    rates = world.parameters.rates
    kind, age = people["kind"].to_numpy(), people["age"].to_numpy()
    adult = age >= 20
    jobs = np.array([rates.job.get(each, 0.0) for each in kind])
    pension = np.isin(kind, PENSIONS)
    care = _holders(people, benefits, (pl.col("kind") == "care").any())
    unable = _holders(people, benefits, pl.col("incapacitated").any())
    begun = _holders(people, benefits, pl.col("first_month").max() < world.span.origin)
    injured = kind == "disability"
    return [
        Happening("missing", pension & (age >= 60), rates.missing, rates.returns, outcome="cleared"),
        Happening("declared_missing", pension, rates.declared_missing, rates.returns, outcome="cleared"),
        Happening("declared_dead", pension, rates.declared_dead, rates.returns, outcome="cleared"),
        Happening("emigration", adult, rates.emigration),
        Happening("enlistment", (age >= 18) & (age < 25), rates.enlistment),
        Happening("adoption", age < 14, rates.adoption),
        Happening("marriage", adult, rates.marriage),
        Happening("employment", (adult & (age < 70)) & (jobs > 0), jobs, 0.3, (60, 400)),
        Happening("pension_received", (kind == "unemployment") & (age >= 50), rates.pension_received),
        Happening(
            "duplicate_pension", np.isin(kind, ("enterprise", "resident")) & begun, rates.duplicate,
            rates.duplicate_kept, outcome="cleared",
        ),
        Happening("offer_refused", kind == "unemployment", rates.offer_refused),
        Happening("assessment_refused", injured, rates.assessment, 0.5, (20, 120)),
        Happening("treatment_refused", injured, rates.assessment, 0.5, (20, 120)),
        Happening("disability_grade_lost", injured, rates.assessment),
        Happening("care_grade_lost", care, rates.assessment),
        Happening("capacity_regained", unable, rates.assessment),
        Happening("retirement", injured & (age >= 55), rates.retirement),
    ]  # fmt: skip


def _holders(people: pl.DataFrame, benefits: pl.DataFrame, condition: pl.Expr) -> Bools:
    """For each person whether the benefits, taken together, meet the condition."""
    found = benefits.group_by("person").agg(meets=condition).filter(pl.col("meets"))
    return people["person"].is_in(found["person"].implode()).to_numpy()


def _happened(world: World, people: pl.DataFrame, happening: Happening) -> pl.DataFrame:
    """Those to whom it happens while they live, and surely one of the first ids."""
    ids, stream = people["person"].to_numpy(), f"event.{happening.kind}"
    waiting = world.dice.waiting(stream, ids) / np.maximum(happening.rate, 1e-12)
    sure = _surely(happening.can & floored(world, people), waiting)
    start = world.span.first_day + np.floor(np.minimum(waiting, 1e3) * YEAR).astype(np.int64)
    start = np.where(sure, sure_day(world), start)
    happens = happening.can & (start <= world.span.last_day) & (start < people["death"].to_numpy())
    ends = sure | world.dice.chosen(stream + ".ends", ids, happening.ends)
    end = start + np.where(sure, 30, world.dice.whole(stream + ".length", ids, *happening.after))
    ended = happens & ends & (happening.ends > 0) & (end <= world.span.last_day) & (end < people["death"].to_numpy())
    outcome = pl.when(pl.Series(ended)).then(pl.lit(happening.outcome, pl.String))
    frame = people.select(
        "person", start=pl.Series(start), end=pl.when(pl.Series(ended)).then(pl.Series(end)), outcome=outcome,
        sure=pl.Series(sure),
    )  # fmt: skip
    frame = frame.filter(pl.Series(happens))
    return _events(frame["person"], happening.kind, frame["start"], frame["end"], frame["outcome"], frame["sure"])


def _surely(candidates: Bools, waiting: Floats) -> Bools:
    """The candidate whose event would come first."""
    sure = np.zeros(len(candidates), dtype=np.bool_)
    places = np.flatnonzero(candidates)
    if len(places):
        sure[places[np.argmin(waiting[places])]] = True
    return sure


def _events(
    person: pl.Series,
    kind: str,
    start: pl.Series,
    end: pl.Series | pl.Expr,
    outcome: pl.Series | pl.Expr,
    sure: pl.Series | None = None,
) -> pl.DataFrame:
    return pl.DataFrame({"person": person, "start": start}).with_columns(
        event=pl.col("person") * 64 + EVENT_KINDS.index(kind),
        kind=pl.lit(kind),
        end=end,
        outcome=outcome,
        note=pl.lit(None, pl.String),
        benefit_id=pl.lit(None, pl.String),
        sure=pl.lit(False) if sure is None else sure,
    )


def _about_benefits(events: pl.DataFrame, benefits: pl.DataFrame) -> pl.DataFrame:
    """A duplicate is about one benefit: the person's last."""
    last = benefits.group_by("person", maintain_order=True).agg(last=pl.col("benefit_id").last())
    about = pl.when(pl.col("kind") == "duplicate_pension").then(pl.col("last"))
    return events.join(last, on="person", how="left").with_columns(benefit_id=about).select(*SCHEMA)
