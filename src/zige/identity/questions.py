"""What the register itself asks: one number for two people, two numbers for one, a pension twice (EXCHANGE §2, §3).

Nothing is merged and nothing decided here: a person is asked.
"""

from itertools import combinations

import polars as pl
from rapidfuzz.distance import OSA

from zige.identity.names import DIFFERENT, compared, name_key
from zige.kinds import BenefitKind
from zige.law.months import first_day

col = pl.col

QUESTIONS = {"person": pl.Int64, "kind": pl.String, "other": pl.Int64}
DUPLICATES = {"person": pl.Int64, "benefit_id": pl.String, "start": pl.Date}
TWO_PERSONS, TWO_NUMBERS = "two_persons_one_number", "one_person_two_numbers"
CHANGED_NUMBER = "changed_number"
PENSIONS = [str(kind) for kind in BenefitKind if kind.startswith("pension.") and kind is not BenefitKind.PENSION_LAND]


def questions_of(persons: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The people about whom the roster contradicts itself."""
    found = pl.concat([_two_names(persons, rows), _two_numbers(persons), _one_edit(persons)])
    return found.unique().sort("person", "kind", "other")


def _two_names(persons: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """One number stands in the roster with two names, or with two dates of birth, that are not one person's."""
    named = rows.select("id_number", "birth_date", key=name_key(col("name")))
    told = named.join(persons.select("id_number", "person"), on="id_number")
    several = told.group_by("person").agg(col("key").drop_nulls().unique(), col("birth_date").drop_nulls().unique())
    doubtful = several.filter((col("key").list.len() > 1) | (col("birth_date").list.len() > 1))
    people = [
        row["person"]
        for row in doubtful.iter_rows(named=True)
        if len(row["birth_date"]) > 1 or any(compared(*pair) == DIFFERENT for pair in combinations(row["key"], 2))
    ]
    return _asked(people, TWO_PERSONS, [None] * len(people))


def _one_edit(persons: pl.DataFrame) -> pl.DataFrame:
    """Two numbers of one name that differ in one place: beginning, end or all around the middle are equal then."""
    named = persons.filter(col("name_key").is_not_null()).select("person", "id_number", "name_key")
    number = col("id_number").str
    rests = [number.slice(0, 12), number.slice(-9), number.slice(0, 8) + number.slice(-5)]
    parts = [_pairs(named.with_columns(rest=rest), ["name_key", "rest"]).drop("rest") for rest in rests]
    pairs = pl.concat(parts).unique(["person", "person other"]).sort("person", "person other")
    numbers = pairs.select("id_number", "id_number other").iter_rows()
    near = pl.Series("near", [OSA.distance(one, other) == 1 for one, other in numbers], dtype=pl.Boolean)
    met = pairs.filter(near)
    return _asked(met["person"].to_list(), TWO_NUMBERS, met["person other"].to_list())


def _pairs(persons: pl.DataFrame, same: list[str]) -> pl.DataFrame:
    """Every two people who are alike in `same`, the earlier first."""
    repeated = persons.filter(pl.len().over(same) > 1)
    return repeated.join(repeated, on=same, suffix=" other").filter(col("person") < col("person other"))


def _two_numbers(persons: pl.DataFrame) -> pl.DataFrame:
    """Two numbers with the same name, date of birth and sex, and the same phone or the same village."""
    same = ["name_key", "birth_date", "sex"]
    known = persons.filter(pl.all_horizontal(col(name).is_not_null() for name in same))
    pairs = _pairs(known, same)
    alike = (col("phone") == col("phone other")) | (col("region") == col("region other"))
    met = pairs.filter(alike.fill_null(value=False))
    return _asked(met["person"].to_list(), TWO_NUMBERS, met["person other"].to_list())


def _asked(people: list[int], kind: str, others: list[int | None]) -> pl.DataFrame:
    return pl.DataFrame({"person": people, "kind": [kind] * len(people), "other": others}, schema=QUESTIONS)


def duplicate_pensions(benefits: pl.DataFrame) -> pl.DataFrame:
    """Two pensions of one person in the register: asked about is the residents' one, else the later one.

    `start` is the first day on which both were drawn; where one had ended before the other began there was none.
    """
    drawn = benefits.filter(col("kind").is_in(PENSIONS), col("standing") != "stop", col("listed"))
    twice = drawn.filter(pl.len().over("person") > 1).with_columns(
        resident=(col("kind") == BenefitKind.PENSION_RESIDENT).cast(pl.Int8)
    )
    ordered = twice.sort("person", "resident", "first_month", "benefit_id")
    both = pl.max_horizontal(col("first_month"), col("first_month").first().over("person"))
    ended = pl.min_horizontal(col("last_month"), col("last_month").first().over("person"))
    later = pl.int_range(pl.len()).over("person") > 0
    asked = ordered.with_columns(both=both).filter(later, ended.is_null() | (ended >= col("both")))
    first_days = [first_day(month) for month in asked["both"]]
    return asked.select("person", "benefit_id", start=pl.Series(first_days, dtype=pl.Date)).sort("benefit_id")
