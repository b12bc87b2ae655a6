"""What was said of every benefit in every month, beside what is true: the table that the measures are taken from."""

import polars as pl

from zige.backends import open_backend
from zige.evaluation.city import City
from zige.evaluation.driving import ENGINE, Drive
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
    with open_backend(ENGINE) as backend:
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
    lived = col("month") - col("born")
    bands = (when(lived >= 12 * age).then(age).otherwise(0) for age in AGES)
    alive = (col("died") >= col("month")).fill_null(value=True)
    told = told.with_columns(age=pl.max_horizontal(*bands).cast(pl.String), alive=alive)
    return told.drop("born", "died").sort("benefit_id", "month")


def certifications(city: City, done: Drive) -> pl.DataFrame:
    """Who was newly certified in which run, and whether silently: person (the true one), month, silently."""
    truly = true_persons(city, register_now(done.home))
    told = [run.table(CERTIFIED).select("person", "silently", month=_month(run)) for run in done.runs]
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
    born, died = _month_of(col("birth_date")), _month_of(col("death_date"))
    people = city.persons.select("person", "county", names="name_group", born=born, died=died)
    return city.benefits.select("benefit_id", "person", "kind").join(people, on="person")


def _month_of(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1
