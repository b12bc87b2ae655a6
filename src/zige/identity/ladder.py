"""EXCHANGE §2: whose row is it, on a ladder from equal number and name (1) to no usable number (5).

Levels 1 to 3 find a person by the number; 4 and 5 only name candidates, among whom a person decides.
"""

from typing import NamedTuple

import polars as pl
from rapidfuzz.distance import OSA

from zige.identity.linkage import linked
from zige.identity.names import CLOSE, EQUAL, compared, name_key
from zige.identity.register import Register

col, lit, when = pl.col, pl.lit, pl.when

MATCHED = {"line": pl.Int64, "person": pl.Int64, "level": pl.Int8}
CANDIDATES = {
    "line": pl.Int64, "person": pl.Int64, "level": pl.Int8, "score": pl.Float64, "reason_zh": pl.String,
    "reason_en": pl.String,
}  # fmt: skip
ONE_EDIT = "号码相差一处，姓名与出生日期一致", "the number differs in one place, name and date of birth are equal"
BAD_NUMBER = "号码校验不符，姓名与出生日期一致", "the number fails its check, name and date of birth are equal"
SHARED = "名册中有两人使用此号码", "two people in the register have this number"


class Matches(NamedTuple):
    """`rows`: line, person (null where none is found), level (0 where none is); `candidates` for a person to decide."""

    rows: pl.DataFrame
    candidates: pl.DataFrame


def match(rows: pl.DataFrame, register: Register, *, name_needed: bool) -> Matches:
    """Whose each typed row is; `name_needed` says that a row without a name is not level 1 on its number alone."""
    keyed = rows.with_columns(_key(rows))
    by_number = _by_number(keyed, register, name_needed)
    rest = keyed.join(by_number, on="line", how="anti", maintain_order="left")
    shared = pl.Series("person", register.questions.filter(col("kind") == "two_persons_one_number")["person"])
    stopped = by_number.filter(col("person").is_in(shared.implode()))
    candidates = pl.concat([_stopped(stopped), _near(rest, register)])
    unusable = rest.filter(col("number_state").is_not_null())
    unlinked = unusable.join(candidates, on="line", how="anti", maintain_order="left")
    candidates = pl.concat([candidates, linked(unlinked, register)])
    found = by_number.join(stopped, on="line", how="anti")
    levels = candidates.group_by("line").agg(level=col("level").min(), person=lit(None, pl.Int64))
    told = pl.concat([found, levels.select(*MATCHED)])
    every = rows.select("line").join(told, on="line", how="left", maintain_order="left")
    return Matches(every.with_columns(col("level").fill_null(0)), candidates.sort("line", "level", "person"))


def _key(rows: pl.DataFrame) -> pl.Expr:
    name = name_key(col("name")) if "name" in rows.columns else lit(None, pl.String)
    return name.alias("key")


def _by_number(rows: pl.DataFrame, register: Register, name_needed: bool) -> pl.DataFrame:
    """Levels 1 to 3: line, person, level of the rows whose number is in the register."""
    people = register.persons.select("id_number", "person", "name_key")
    met = rows.join(people, on="id_number", how="inner", maintain_order="left")
    unnamed = col("key").is_null() | col("name_key").is_null()
    same = (col("key") == col("name_key")).fill_null(value=False)
    level = when(same).then(1).when(unnamed).then(3 if name_needed else 1)
    judged = met.with_columns(level=level.cast(pl.Int8))
    open_ = judged.filter(col("level").is_null()).select("key", "name_key").unique()
    how = [2 if compared(*pair) in (EQUAL, CLOSE) else 3 for pair in open_.iter_rows()]
    names = open_.with_columns(compared=pl.Series(how, dtype=pl.Int8))
    joined = judged.join(names, on=["key", "name_key"], how="left", maintain_order="left")
    return joined.select("line", "person", level=pl.coalesce("level", "compared"))


def _stopped(rows: pl.DataFrame) -> pl.DataFrame:
    """Two people with one number stop and ask."""
    return rows.select(
        "line",
        "person",
        "level",
        score=lit(1.0),
        reason_zh=lit(SHARED[0]),
        reason_en=lit(SHARED[1]),
    )


def _near(rows: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Level 4: name and date of birth equal, and the number off by one edit or failing its check."""
    if rows.is_empty() or "birth_date" not in rows.columns:
        return pl.DataFrame(schema=CANDIDATES)
    people = register.persons.select("person", "name_key", "birth_date", held="id_number")
    met = rows.filter(col("id_number").is_not_null(), col("key").is_not_null()).join(
        people, left_on=["key", "birth_date"], right_on=["name_key", "birth_date"]
    )
    distances = [OSA.distance(one, other) for one, other in met.select("id_number", "held").iter_rows()]
    near = met.with_columns(distance=pl.Series(distances, dtype=pl.Int64)).filter(
        (col("distance") == 1) | (col("number_state") == "id_check_digit")
    )
    edit = col("distance") == 1
    return near.select(
        "line",
        "person",
        level=lit(4, pl.Int8),
        score=when(edit).then(lit(0.99)).otherwise(lit(0.9)),
        reason_zh=when(edit).then(lit(ONE_EDIT[0])).otherwise(lit(BAD_NUMBER[0])),
        reason_en=when(edit).then(lit(ONE_EDIT[1])).otherwise(lit(BAD_NUMBER[1])),
    )
