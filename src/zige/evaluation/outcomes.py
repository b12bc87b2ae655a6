"""What was said of every benefit in every month, beside what is true: the table that the measures are taken from."""

import polars as pl

from zige.backends import open_backend
from zige.evaluation.city import City
from zige.evaluation.driving import Drive
from zige.evaluation.truth import true_events, true_standings
from zige.identity.register import Register
from zige.law.lawbook import load_lawbook
from zige.law.months import parse_month
from zige.law.rules import Rules
from zige.receiving.registers import register_now
from zige.store.home import Home
from zige.store.runs import CERTIFIED, DETERMINATIONS, Run

col, lit, when = pl.col, pl.lit, pl.when

AGES = (60, 70, 80)
"""Ages at which a band ends and the next begins."""
CYCLE_FREE = ("unemployment",)


def truths(city: City, home: Home) -> pl.DataFrame:
    """The true standing of every benefit in every month of the city, by the rulebooks of a home."""
    events, lawbook = true_events(city), load_lawbook(home.rulebooks)
    with open_backend("duckdb") as backend:
        frames = [true_standings(backend, city, events, Rules(lawbook, month)) for month in city.months]
    return pl.concat(frames)


def outcomes(city: City, done: Drive, truth: pl.DataFrame) -> pl.DataFrame:
    """One row for each benefit and month that a run spoke of.

    benefit_id, month, person (the true one), kind, county, age, names, said, due (standings), grounds, true_grounds,
    attention, amount (fen due in the month if it is paid), alive.
    """
    said = pl.concat([_said(run) for run in done.runs])
    told = said.join(truth, on=["benefit_id", "month"], how="inner").join(_holders(city), on="benefit_id")
    amounts = city.truth("amounts").rename({"from_month": "month"}).sort("month")
    told = told.sort("month").join_asof(amounts, on="month", by="benefit_id", check_sortedness=False)
    years = (col("month") - col("born")) // 12
    band = pl.max_horizontal(lit(0), *(when(years >= age).then(age).otherwise(0) for age in AGES)).cast(pl.String)
    first_day = pl.date(col("month") // 12, col("month") % 12 + 1, 1)
    alive = col("death_date").is_null() | (col("death_date") >= first_day)
    return told.with_columns(age=band, alive=alive).drop("born", "death_date").sort("benefit_id", "month")


def certifications(city: City, done: Drive) -> pl.DataFrame:
    """Who was certified in which month, and whether silently: person (the true one), month, silently.

    Each run tells whom it newly finds certified; proofs of life come a month late, so the day says the month.
    """
    truly = true_persons(city, register_now(done.home))
    day = col("day")
    month = day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1
    told = [run.table(CERTIFIED).select("person", "silently", month=month) for run in done.runs]
    named = pl.concat(told).join(truly, on="person")
    return named.select("silently", "month", person="true_person").sort("person", "month")


def true_persons(city: City, register: Register) -> pl.DataFrame:
    """Who each person of the register truly is, found by the benefits: person, true_person."""
    truly = city.benefits.select("benefit_id", true_person="person")
    held = register.benefits.select("benefit_id", "person").join(truly, on="benefit_id")
    return held.group_by("person").agg(col("true_person").min()).sort("person")


def _month(run: Run) -> pl.Expr:
    return lit(parse_month(run.month), pl.Int64)


def _said(run: Run) -> pl.DataFrame:
    return run.table(DETERMINATIONS).select(
        "benefit_id", said="standing", grounds="grounds", attention=col("attention").fill_null(""), month=_month(run)
    )


def _holders(city: City) -> pl.DataFrame:
    born = col("birth_date").dt.year().cast(pl.Int64) * 12 + col("birth_date").dt.month().cast(pl.Int64) - 1
    people = city.persons.select("person", "county", "death_date", names="name_group", born=born)
    return city.benefits.select("benefit_id", "person", "kind").join(people, on="person")
