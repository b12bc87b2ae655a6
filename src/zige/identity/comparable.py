"""What linkage compares of a person: name and sound, date of birth, sex and place, as text (EXCHANGE §2, level 5)."""

import polars as pl

from zige.identity.names import sounds

col, lit = pl.col, pl.lit


def comparable(table: pl.DataFrame, identity: str, name: str) -> pl.DataFrame:
    """What is compared of those with name and birth date, as text under the names that the model uses."""
    missing = [lit(None, pl.String).alias(each) for each in ("sex", "region") if each not in table.columns]
    known = table.with_columns(missing).filter(col(name).is_not_null(), col("birth_date").is_not_null())
    place = col("region").str.replace(r"^(.{6}|.{9})0+$", "$1")
    return known.select(
        "sex",
        unique_id=identity,
        name=name,
        sound=sounds(known[name]),
        birth=col("birth_date").dt.strftime("%Y%m%d"),
        birth_swapped=col("birth_date").dt.strftime("%Y%d%m"),
        year=col("birth_date").dt.strftime("%Y"),
        day=col("birth_date").dt.strftime("%m%d"),
        county=_digits(place, 6),
        town=_digits(place, 9),
        village=_digits(place, 12),
    )


def _digits(place: pl.Expr, count: int) -> pl.Expr:
    return pl.when(place.str.len_chars() >= count).then(place.str.slice(0, count))
