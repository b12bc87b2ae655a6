"""Level 5: no usable number, so name, date of birth, sex and place are weighed together (EXCHANGE §2).

After Fellegi and Sunter: each thing compared multiplies the odds by m/u, where m is how often rows of one and the same
person compare so, and u how often those of two people taken at random do. For equal names and dates of birth u is
counted in the register: a common name says less (term frequency). Nothing is learnt from the rows: the same row and
register give the same score on every day and machine, and what a score means can be looked up here. The figures are
estimates to be replaced when measured; a person decides about every candidate, so they only set the order and where the
list ends. Splink computes the pairs and the scores.
"""

from typing import Any

import polars as pl

from zige.backends.linking import scored_pairs
from zige.identity.comparable import comparable
from zige.identity.register import Register
from zige.identity.resemblance import NEARLY_SAME, ONE_OFF, PART, SOUNDS_SAME, resemblance
from zige.identity.syllables import MAY_BE_ALIKE

col, lit = pl.col, pl.lit

CANDIDATES = {
    "line": pl.Int64, "person": pl.Int64, "level": pl.Int8, "score": pl.Float64, "reason_zh": pl.String,
    "reason_en": pl.String,
}  # fmt: skip
MOST = 5
"""Candidates of a row: more than a person compares at a glance are no help."""
THRESHOLD = 0.25
"""One in four: to look at a name costs a minute, to miss a death months of payments
(docs/decisions/a-candidate-is-worth-a-look-from-one-in-four.md)."""
PRIOR = 1e-6
"""A register of some hundred thousand, and one in three rows about somebody in it."""

Level = tuple[str, float, float]
"""Condition in SQL, m, u."""

NAME = "resemblance(name_l, name_r) = "
NAME_LEVELS: list[Level] = [
    # Two people share a full name in 1e-5; the commonest is borne by three in ten thousand, which is counted.
    ("name_l = name_r", 0.83, 1e-5),
    # A character nobody could write fits many names, and toneless sounds about ten times as many as signs.
    (f"{NAME}{NEARLY_SAME}", 0.05, 1e-4),
    (f"{NAME}{SOUNDS_SAME}", 0.04, 1e-4),
    # Own names of the Yi repeat more than full names.
    (f"{NAME}{PART}", 0.03, 3e-4),
    # Same surname (one in twenty) and one of two given characters (one in fifty and more).
    (f"{NAME}{ONE_OFF}", 0.03, 2e-3),
    ("ELSE", 0.02, 0.99749),
]
BIRTH_LEVELS: list[Level] = [
    # 45 years of birthdays; those on which many were entered are counted.
    ("birth_l = birth_r", 0.94, 6e-5),
    # Only twelve days of a month can be taken for one.
    ("birth_l = birth_swapped_r", 0.01, 2.5e-5),
    # A date has some fifteen likely ones at one digit's distance.
    ("hamming(birth_l, birth_r) = 1", 0.04, 1e-3),
    ("ELSE", 0.01, 0.998915),
]
SEX_LEVELS: list[Level] = [("sex_l = sex_r", 0.98, 0.5), ("ELSE", 0.02, 0.5)]
PLACE_LEVELS: list[Level] = [
    # Eleven counties, some two hundred towns, some two thousand villages; half the rows give the registered village.
    ("village_l = village_r", 0.5, 1e-3),
    ("town_l = town_r", 0.2, 6e-3),
    ("county_l = county_r", 0.15, 0.1),
    ("ELSE", 0.15, 0.893),
]
COMPARED = {
    "name": (NAME_LEVELS, "name"),
    "birth": (BIRTH_LEVELS, "birth"),
    "sex": (SEX_LEVELS, "sex"),
    "place": (PLACE_LEVELS, "county"),
}
"""What is compared, and the column without which it says nothing."""
COUNTED = ("name", "birth")
"""Where these are equal, u is counted for the very name or date: the first level gives what holds before counting."""
PAIRED = (
    f"l.birth = r.birth AND {MAY_BE_ALIKE}",
    "l.sound = r.sound AND l.year = r.year",
    "l.name = r.name AND l.day = r.day",
)
"""Blocking: only pairs with one of these are weighed. What is lost: name and birth date both written wrong, unless the
name sounds the same and the year is right. Most who are born on one day have names that cannot be alike, for which no
place makes up: they are passed over beforehand, since comparing names takes the time."""
MEETING = (["birth"], ["sound", "year"], ["name", "day"])
"""The same as columns: people of the register whom no row can meet are left out beforehand."""

ZH = {
    "gamma_name": ("姓名不同", "姓名差一个字", "姓名部分相同", "姓名同音", "姓名仅间隔号或一个生僻字不同", "姓名一致"),
    "gamma_birth": ("出生日期不同", "出生日期差一位数字", "出生月日颠倒", "出生日期一致"),
    "gamma_sex": ("性别不同", "性别一致"),
    "gamma_place": ("不同区县", "同一区县", "同一镇", "同一村"),
}
EN = {
    "gamma_name": (
        "name different", "name differs in one character", "name equal in part", "name sounds the same",
        "name differs only by a dot or one rare character", "name equal",
    ),
    "gamma_birth": (
        "date of birth different", "date of birth off by one digit", "month and day of birth swapped",
        "date of birth equal",
    ),
    "gamma_sex": ("sex different", "sex equal"),
    "gamma_place": ("other county", "same county", "same town", "same village"),
}  # fmt: skip


def linked(rows: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Candidates (`CANDIDATES`) for typed rows with their `key`: at most five of each, the likeliest first.

    `score` is the match probability. A row without name or birth date has none.
    """
    if rows.is_empty() or not {"key", "birth_date"} <= set(rows.columns):
        return pl.DataFrame(schema=CANDIDATES)
    ours = comparable(rows, "line", "key")
    if ours.is_empty():
        return pl.DataFrame(schema=CANDIDATES)
    people = _who_can_be_met(register.comparable, ours)
    if people.is_empty():
        return pl.DataFrame(schema=CANDIDATES)
    shares = {column: _shares(register.comparable, ours, column).to_arrow() for column in COUNTED}
    pairs = scored_pairs(ours.to_arrow(), people.to_arrow(), _model(), {"resemblance": resemblance}, shares, THRESHOLD)
    scored = pl.DataFrame(pl.from_arrow(pairs)).select(
        line="unique_id_l", person="unique_id_r", level=lit(5, pl.Int8),
        score=col("match_probability").round(6), reason_zh=_reason(ZH, "，"), reason_en=_reason(EN, ", "),
    )  # fmt: skip
    ranked = scored.sort("line", "score", "person", descending=[False, True, False])
    return ranked.group_by("line", maintain_order=True).head(MOST).select(*CANDIDATES)


def _who_can_be_met(people: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    found = [people.select("unique_id", *by).join(rows.select(by), on=by, how="semi") for by in MEETING]
    met = pl.concat([each.select("unique_id") for each in found])
    return people.join(met, on="unique_id", how="semi", maintain_order="left")


def _shares(people: pl.DataFrame, rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """For each value of the rows, how likely somebody else of the register has it: `tf_` and the column's name.

    To the people of the register are added so many that the first level's u is one of them: a small register has little
    to say, and the one bearer that a row may be about stands for that one.
    """
    levels, _ = COMPARED[column]
    usual = levels[0][2]
    borne = people.join(rows.select(column), on=column, how="semi").group_by(column).len().sort(column)
    return borne.select(column, (col("len") / (people.height + 1 / usual)).alias(f"tf_{column}"))


def _model() -> dict[str, Any]:
    return {
        "link_type": "link_only",
        "probability_two_random_records_match": PRIOR,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in PAIRED],
        "comparisons": [_comparison(name, *how) for name, how in COMPARED.items()],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def _comparison(name: str, levels: list[Level], needed: str) -> dict[str, Any]:
    silent = {"sql_condition": f"{needed}_l IS NULL OR {needed}_r IS NULL", "is_null_level": True}
    weighed = [
        {"sql_condition": condition, "m_probability": m, "u_probability": u, "label_for_charts": condition}
        for condition, m, u in levels
    ]
    if name in COUNTED:
        weighed[0]["tf_adjustment_column"] = name
    return {"output_column_name": name, "comparison_levels": [silent | {"label_for_charts": "null"}, *weighed]}


def _reason(words: dict[str, tuple[str, ...]], comma: str) -> pl.Expr:
    """What was found of each thing compared, in words; what a side does not say is left out."""
    told = [
        col(gamma).cast(pl.Int64).replace_strict(dict(enumerate(texts)), default=None, return_dtype=pl.String)
        for gamma, texts in words.items()
    ]
    return pl.concat_str(told, separator=comma, ignore_nulls=True)
