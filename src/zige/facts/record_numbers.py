"""What a record's number means where it is given again: departments count anew each month, or number a couple once.

A new row about somebody of whom the number has not spoken yet is another record; it takes the place of nobody else's. A
correction or withdrawal is about the record of the person it names; of somebody new, about the one given out last.
"""

import polars as pl

col = pl.col


def given_again(rows: pl.DataFrame, number: str, new: pl.Expr) -> pl.DataFrame:
    """`rows`, in the order in which they came, with `again`: how often their number had been given out anew before.

    Rows with the same `number` and the same `again` are versions of one record; without a number it is 0. `person` says
    whom a row is about, `new` that it corrects and withdraws nothing.
    """
    several = (
        rows.drop_nulls(number)
        .group_by(number)
        .agg(people=col("person").n_unique())
        .filter(col("people") > 1)
        .select(number)
    )
    if several.is_empty():
        return rows.with_columns(again=pl.lit(0, pl.UInt32))
    shared = rows.join(several, on=number, how="semi", maintain_order="left").with_columns(
        first=pl.int_range(pl.len()).over(number) == 0,
        unheard=pl.int_range(pl.len()).over(number, "person") == 0,
    )
    shared = shared.with_columns(again=(new & col("unheard") & ~col("first")).cast(pl.UInt32).cum_sum().over(number))
    by_person = shared.filter("unheard").select(number, "person", "again")
    told = rows.join(by_person, on=[number, "person"], how="left", maintain_order="left")
    return told.with_columns(col("again").fill_null(0))
