"""What linkage compares of a person: name and sound, date of birth, sex and place, as text (EXCHANGE §2, level 5).

Each distinct name, date and place is put into these words once.
"""

import polars as pl

from zige.identity.names import sounds
from zige.identity.syllables import syllable_bits

col, lit = pl.col, pl.lit


def comparable(table: pl.DataFrame, identity: str, name: str) -> pl.DataFrame:
    """What is compared of those with name and birth date, as text under the names that the model uses.

    `syllables` is no text but a set of bits, by which pairs of names that cannot be alike are passed over.
    """
    missing = [lit(None, pl.String).alias(each) for each in ("sex", "region") if each not in table.columns]
    known = table.with_columns(missing).filter(col(name).is_not_null(), col("birth_date").is_not_null())
    told = known.select("sex", "birth_date", "region", unique_id=identity, name=name)
    for distinct in (_names(told), _dates(told), _places(told)):
        told = told.join(distinct, on=distinct.columns[0], how="left", nulls_equal=True, maintain_order="left")
    return told.drop("birth_date", "region")


def _names(told: pl.DataFrame) -> pl.DataFrame:
    names = told.select("name").unique()
    spoken = sounds(names["name"])
    return names.with_columns(sound=spoken, syllables=syllable_bits(spoken))


def _dates(told: pl.DataFrame) -> pl.DataFrame:
    texts = {"birth": "%Y%m%d", "birth_swapped": "%Y%d%m", "year": "%Y", "day": "%m%d"}
    written = [col("birth_date").dt.strftime(form).alias(text) for text, form in texts.items()]
    return told.select("birth_date").unique().with_columns(written)


def _places(told: pl.DataFrame) -> pl.DataFrame:
    place = col("region").str.replace(r"^(.{6}|.{9})0+$", "$1")
    return (
        told.select("region")
        .unique()
        .with_columns(county=_digits(place, 6), town=_digits(place, 9), village=_digits(place, 12))
    )


def _digits(place: pl.Expr, count: int) -> pl.Expr:
    return pl.when(place.str.len_chars() >= count).then(place.str.slice(0, count))
