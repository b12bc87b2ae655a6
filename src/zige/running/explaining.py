"""Why a benefit stands as it does, from the home: the same explanation as from files, of one person's facts."""

import datetime as dt
from dataclasses import replace

import polars as pl

from zige.backends import open_backend
from zige.explain import Explanation, explain
from zige.law.lawbook import load_lawbook
from zige.law.months import format_month
from zige.law.rules import Rules
from zige.receiving.registers import register_at
from zige.running.assembling import FACT_SCHEMA, Known, check_month, inputs_of
from zige.running.knowing import known_of, told_of
from zige.store.batches import usable_batches
from zige.store.home import Home
from zige.store.runs import DEFERRALS, runs_of


def explain_from_home(
    home: Home, benefit_id: str, month: int, known_by: dt.date | None, backend: str, language: str
) -> Explanation:
    """The explanation of a benefit for a month (LAW §2-§7).

    Raises RequestRefused for an unknown benefit and for a month before go-live.
    """
    rules = Rules(load_lawbook(home.rulebooks), month)
    benefits = register_at(home, month, known_by).benefits
    holder = benefits.filter(pl.col("benefit_id") == benefit_id)["person"]
    told = told_of(home, usable_batches(home, known_by), holder, pl.Series([benefit_id]), rules)
    check_month(month, told.opening, benefits)
    own = _with_deferral(home, known_of(home, told, month), month)
    with open_backend(backend) as engine:
        inputs = inputs_of(engine, own)
        return explain(engine, inputs, rules, known_by, benefit_id, language, with_number=False)  # type: ignore[arg-type]


def _with_deferral(home: Home, known: Known, month: int) -> Known:
    """What the month's own run has put off counts too."""
    runs = runs_of(home, format_month(month))
    recorded = runs[-1].table(DEFERRALS) if runs else pl.DataFrame(schema=FACT_SCHEMA)
    people = known.register.persons["person"].implode()
    deferrals = pl.concat([known.deferrals, recorded]).filter(pl.col("id_number").is_in(people))
    return replace(known, deferrals=deferrals)
