"""The payment system's own extracts: who draws what, and what was paid, at the beginning of a month."""

import numpy as np
import polars as pl

from zige.simulation.money import amounts_in, payments_for
from zige.simulation.people import World
from zige.simulation.reports import NEW

SCHEMES = {
    "enterprise": "企业职工养老",
    "civil": "机关事业养老",
    "resident": "城乡居民养老",
    "land": "被征地生活补贴",
    "unemployment": "失业",
    "disability": "伤残津贴",
    "care": "生活护理费",
    "survivor": "供养亲属抚恤金",
}
NUMBERS_CORRECTED_AFTER = 3
"""In the fourth month the roster shows the right numbers."""


def roster_rows(world: World, people: pl.DataFrame, benefits: pl.DataFrame, month: int) -> dict[str, pl.DataFrame]:
    """The three extracts of a month: persons, benefits, and the ledger of the month before (at first of all months)."""
    begun = benefits.filter(pl.col("first_month") <= month)
    first = month == world.span.start
    paid = range(world.span.origin if first else month - 1, month)
    return {
        "roster.persons": _persons(people.filter(pl.col("person").is_in(begun["person"].implode()))),
        "roster.benefits": _benefits(world, begun, month),
        "roster.payments": _about(pl.concat([payments_for(world, benefits, each) for each in paid])),
    }


def _about(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        event=pl.lit(None, pl.Int64), known=pl.lit(None, pl.Int64), record=pl.lit(None, pl.Int64),
        status=pl.lit(NEW), truth=pl.lit("true"), flaw=pl.lit(""),
    )  # fmt: skip


def _persons(people: pl.DataFrame) -> pl.DataFrame:
    yi = people["yi"].to_numpy()
    rows = people.select(
        "person",
        "residence",
        "mobility",
        ethnicity=pl.Series(np.where(yi, "彝族", "汉族").tolist(), dtype=pl.String),
        place=pl.when(pl.col("residence") == "境外").then(None).otherwise(pl.col("region")),
        phone=pl.when(pl.col("person") % 29 != 0).then(pl.col("phone")),
        disability=pl.when(pl.col("disabled")).then(pl.lit("是")).otherwise(pl.lit("否")),
    )
    return _about(rows)


def _benefits(world: World, benefits: pl.DataFrame, month: int) -> pl.DataFrame:
    """As of the month before, after which the file is named."""
    rows = benefits.with_columns(
        amounts_in(world, benefits, month - 1),
        scheme=pl.col("kind").replace_strict(SCHEMES),
        incapacitated=pl.when(pl.col("kind") == "survivor").then(
            pl.when(pl.col("incapacitated")).then(pl.lit("是")).otherwise(pl.lit("否"))
        ),
    )
    return _about(rows)
