"""A person whose number changes stays one person: old papers become new ones, a wrong digit is put right (FACTS §7.1).

Only what is sure is carried over, and even that is asked about; whoever might be the same person is left as two and
asked about (EXCHANGE §3: the register itself yields a changed number).
"""

from collections.abc import Collection
from typing import NamedTuple

import polars as pl
from rapidfuzz.distance import OSA

from zige.identity.questions import CHANGED_NUMBER, QUESTIONS

col = pl.col

CITIZEN_FORM = r"^[0-9]{17}[0-9X]$"
SAME = ["name_key", "birth_date", "sex"]
RENUMBERED = ("person", "id_number")


class Renumbering(NamedTuple):
    """`sure`: person and the id_number that is theirs now; `doubted`: person and the new_number that may be theirs."""

    sure: pl.DataFrame
    doubted: pl.DataFrame


def renumbered(persons: pl.DataFrame, told: pl.DataFrame, beside: Collection[str] = ()) -> Renumbering:
    """Who of the register has left the roster `told` while a new number with the same name, birth date and sex came.

    Whose number is one of `beside` has not left, though no row is about it.

    Sure where there is one such pair, the phone or the place is the same too, and the old number is one of old papers
    or was off by one edit; a pair of which less is known is doubted.
    """
    left = persons.join(told.select("id_number"), on="id_number", how="anti", maintain_order="left")
    left = left.filter(~col("id_number").is_in(beside))
    came = told.join(persons.select("id_number"), on="id_number", how="anti", maintain_order="left")
    known = pl.all_horizontal(col(name).is_not_null() for name in SAME)
    pairs = came.filter(known).join(left.filter(known), on=SAME, suffix=" before", maintain_order="left_right")
    only = (pl.len().over("person") == 1) & (pl.len().over("id_number") == 1)
    alike = (col("phone") == col("phone before")) | (col("region") == col("region before"))
    judged = pairs.with_columns(sure=only & alike.fill_null(value=False) & _replaceable(pairs))
    sure = judged.filter("sure").select(*RENUMBERED)
    return Renumbering(sure, judged.filter(~col("sure") & _old_papers()).select("person", new_number="id_number"))


def _replaceable(pairs: pl.DataFrame) -> pl.Series:
    """The old number is of another form of papers than the new one, or differs from it in one place."""
    numbers = pairs.select("id_number", "id_number before").iter_rows()
    near = pl.Series("near", [OSA.distance(one, other) == 1 for one, other in numbers], dtype=pl.Boolean)
    return pairs.select(_old_papers() | near).to_series()


def _old_papers() -> pl.Expr:
    """The old number is none of 18 characters and the new one is."""
    return col("id_number").str.contains(CITIZEN_FORM) & ~col("id_number before").str.contains(CITIZEN_FORM)


def moved_benefits(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Questions about benefits that the roster now gives to another person: did the number change, or the holder?"""
    both = before.select("benefit_id", "person").join(now.select("benefit_id", other="person"), on="benefit_id")
    moved = both.filter(col("person") != col("other")).with_columns(kind=pl.lit(CHANGED_NUMBER))
    return moved.select(*QUESTIONS).unique().sort("person", "other")
