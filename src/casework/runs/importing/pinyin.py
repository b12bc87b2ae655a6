"""How names sound, for search: each distinct character is looked up once, whatever number of people bear it."""

import polars as pl
from pypinyin import lazy_pinyin

from zige.identity.names import DOT

col = pl.col

SURNAMES = {"单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "任": "ren", "区": "ou", "朴": "piao",
            "盖": "ge", "种": "chong", "尉": "yu", "乐": "yue", "缪": "miao", "翟": "zhai", "洗": "xian", "覃": "qin",
            "员": "yun", "折": "she", "祭": "zhai", "万": "wan"}  # fmt: skip
"""Characters that sound otherwise where they begin a name."""


def with_sounds(people: pl.DataFrame) -> pl.DataFrame:
    """The people with `pinyin` (zhangguifang) and `initials` (zgf) of their `name`; empty where there is none."""
    names = people.select("name").unique().drop_nulls()
    characters = names.with_columns(character=col("name").str.split("")).explode("character", empty_as_null=True)
    spoken = characters.filter(col("character") != "").with_columns(first=pl.int_range(pl.len()).over("name") == 0)
    sounds = _sounds(spoken["character"].unique())
    told = spoken.with_columns(
        sound=pl.when("first").then(col("character").replace_strict(sounds | SURNAMES, default=None))
        .otherwise(col("character").replace_strict(sounds, default=None))
    ).filter(col("sound") != "")  # fmt: skip
    each = told.group_by("name", maintain_order=True).agg(
        pinyin=col("sound").str.join(""), initials=col("sound").str.slice(0, 1).str.join("")
    )
    joined = people.join(each, on="name", how="left", maintain_order="left")
    return joined.with_columns(col("pinyin", "initials").fill_null(""))


def _sounds(characters: pl.Series) -> dict[str, str]:
    return {each: "" if each == DOT else lazy_pinyin(each)[0].lower() for each in characters}
