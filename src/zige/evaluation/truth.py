"""What the law says of the truth: the standing of every benefit if everything that is true were known and verified.

Everyone is taken as certified as long as they live, so that nobody is overdue in truth; what is left are the grounds
that truly are in force (Art. 8). A run of a month knows what has begun by its last day: a detention that ends in an
acquittal later suspends until then, in truth as in any office.
"""

import datetime as dt
from dataclasses import replace

import polars as pl

from zige.backends.base import Backend
from zige.evaluation.city import City
from zige.facts.events import Events
from zige.identity.register import BENEFITS, Register
from zige.kinds import BenefitKind, FactKind, Standing, Status
from zige.law.rules import Rules
from zige.monthly import determine_month
from zige.running.assembling import FACT_SCHEMA, Known, inputs_of
from zige.running.paid import nothing_paid
from zige.running.signs import SIGN_SCHEMA
from zige.running.snapshots import UNLISTED

col, lit = pl.col, pl.lit

RELATIONS = {
    "配偶": "spouse", "子女": "child", "孙子女": "grandchild", "兄弟姐妹": "sibling", "父母": "parent",
    "祖父母": "grandparent",
}  # fmt: skip
OWN_PENSIONS = (BenefitKind.PENSION_ENTERPRISE, BenefitKind.PENSION_CIVIL)
EVENTS = {
    "person": pl.Int64, "kind": pl.String, "start": pl.Date, "end": pl.Date, "outcome": pl.String,
    "benefit_id": pl.String,
}  # fmt: skip


def true_events(city: City) -> pl.DataFrame:
    """Everything that truly happened to people: person, kind, start, end, outcome, benefit_id (EVENTS)."""
    return pl.concat([city.truth("events").select(*EVENTS), _duplicates(city)]).sort("person", "kind", "start")


def _duplicates(city: City) -> pl.DataFrame:
    """A residents' pension beside a pension from employment is drawn twice from the first day of both (8.2.3.1)."""
    held = city.benefits
    own = held.filter(col("kind").is_in(list(OWN_PENSIONS))).group_by("person").agg(since=col("first_month").min())
    twice = held.filter(col("kind") == BenefitKind.PENSION_RESIDENT).join(own, on="person")
    months = twice.select(pl.max_horizontal("first_month", "since")).to_series()
    return twice.select(
        "person",
        kind=lit(FactKind.DUPLICATE_PENSION.value),
        start=pl.Series([first_day(month) for month in months], dtype=pl.Date),
        end=lit(None, pl.Date),
        outcome=lit(None, pl.String),
        benefit_id="benefit_id",
    ).select(*EVENTS)


def true_standings(backend: Backend, city: City, events: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """The truth of a month: benefit_id, month, due (a standing), true_grounds (joined by |)."""
    known = Known(
        batches=[],
        register=_register(city),
        events=_confirmed(events),
        unlisted=pl.DataFrame(schema=UNLISTED),
        signs=_certified(city, rules.month),
        paid=nothing_paid(),
        deferrals=_no_facts(),
        opening=None,
    )
    month = determine_month(backend, inputs_of(backend, known), rules)
    told = pl.DataFrame(backend.collect(month.determinations))
    return told.select("benefit_id", month=lit(rules.month, pl.Int64), due="standing", true_grounds="grounds")


def _register(city: City) -> Register:
    """The register if it had no error, every benefit in payment."""
    persons = city.persons.select("person", "birth_date")
    told = city.benefits.with_columns(
        monthly_amount="amount",
        relation=col("relation").replace_strict(RELATIONS, default=None, return_dtype=pl.String),
        standing=lit(Standing.CONTINUE.value),
        cycle_from=lit(None, pl.Int64),
        office=col("office").cast(pl.String),
        employer=lit(None, pl.String),
        listed=lit(value=True),
    )
    return replace(Register.empty(), persons=persons, benefits=told.select(*BENEFITS))


def _confirmed(events: pl.DataFrame) -> Events:
    facts = events.with_row_index("fact_id").with_columns(
        fact_id=col("fact_id").cast(pl.String),
        department=lit("truth"),
        status=lit(Status.CONFIRMED.value),
        received=col("start"),
    )
    nothing = pl.DataFrame()
    return Events(facts, nothing, nothing)


def _certified(city: City, month: int) -> pl.DataFrame:
    """Everyone certified in the month and in the one before."""
    alive = [_certified_in(city, each) for each in (month - 1, month)]
    return pl.concat(alive).select(pl.col(name).cast(dtype) for name, dtype in SIGN_SCHEMA.items())


def _certified_in(city: City, month: int) -> pl.DataFrame:
    day = lit(first_day(month))
    return city.persons.select(
        "person", kind=lit(FactKind.CERTIFICATION.value), month=lit(month), day=day, rows=lit(1), number=lit(0),
        dataset=lit("truth"), department=lit("truth"), received=day,
    )  # fmt: skip


def first_day(month: int) -> dt.date:
    """The first day of a month."""
    year, place = divmod(month, 12)
    return dt.date(year, place + 1, 1)


def _no_facts() -> pl.DataFrame:
    return pl.DataFrame(schema=FACT_SCHEMA)
