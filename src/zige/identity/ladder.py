"""EXCHANGE §2: whose row is it, on a ladder from equal number and name (1) to no usable number (5).

Levels 1 to 3 find a person by the number; 4 and 5 only name candidates, among whom a person decides.
"""

from dataclasses import replace
from typing import NamedTuple

import polars as pl
from rapidfuzz.distance import OSA

from zige.identity.linkage import CANDIDATES, linked
from zige.identity.names import CLOSE, EQUAL, compared, name_key
from zige.identity.register import Register

__all__ = ["CANDIDATES", "MATCHED", "Matches", "match", "said"]

col, lit, when = pl.col, pl.lit, pl.when

MATCHED = {"line": pl.Int64, "person": pl.Int64, "level": pl.Int8}
CITIZEN = r"^[0-9]{17}[0-9X]$"
"""Numbers of 18 characters; permits and travel documents of older forms have others (FACTS §7.1)."""
ONE_EDIT = "号码相差一处，姓名与出生日期一致", "the number differs in one place, name and date of birth are equal"
BAD_NUMBER = "号码校验不符，姓名与出生日期一致", "the number fails its check, name and date of birth are equal"
SHARED = "名册中有两人使用此号码", "two people in the register have this number"


class Matches(NamedTuple):
    """`rows`: line, person (null where none is found), level (0 where none is); `candidates` for a person to decide."""

    rows: pl.DataFrame
    candidates: pl.DataFrame


def match(rows: pl.DataFrame, register: Register, *, name_needed: bool, for_decision: bool = True) -> Matches:
    """Whose each typed row is, in the order given.

    `name_needed` says that a row without a name is not level 1 on its number alone; `for_decision` that candidates are
    looked for, which only adverse facts need: at levels 4 and 5 a sign of life does not count.
    """
    met = _by_number(rows, register, name_needed)
    shared = register.questions.filter(col("kind") == "two_persons_one_number")["person"]
    stopped = met.filter(col("person").is_in(shared.implode()))
    candidates = [_stopped(stopped)]
    if for_decision:
        rest = rows.filter(met["person"].is_null())
        rest = rest.with_columns(_key(rest))
        near = _near(rest, register)
        unlinked = rest.join(near, on="line", how="anti", maintain_order="left")
        candidates += [near, *_linked(unlinked, register)]
    return _told(met, pl.concat(candidates))


def said(rows: pl.DataFrame, people: pl.DataFrame) -> Matches:
    """Whose each row is where an officer has said it (line, person): as sure as an equal number and name."""
    told = rows.select("line").join(people, on="line", how="left", maintain_order="left")
    return Matches(told.with_columns(level=lit(1, pl.Int8)), pl.DataFrame(schema=CANDIDATES))


def _told(met: pl.DataFrame, candidates: pl.DataFrame) -> Matches:
    """A row with candidates belongs to nobody yet."""
    levels = candidates.group_by("line").agg(least=col("level").min())
    joined = met.join(levels, on="line", how="left", maintain_order="left")
    person = when(col("least").is_null()).then("person").alias("person")
    level = pl.coalesce("least", "level").fill_null(0).alias("level")
    return Matches(joined.select("line", person, level), candidates.sort("line", "level", "person"))


def _linked(rows: pl.DataFrame, register: Register) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Level 5: rows without a usable number, and those whose person may be held under a document of another form."""
    other_form = (~col("id_number").str.contains(CITIZEN)).fill_null(value=True)
    unusable = col("number_state").is_not_null() | other_form
    held_otherwise = replace(register, persons=register.persons.filter(other_form))
    if "birth_date" not in rows.columns or held_otherwise.persons.is_empty():
        return linked(rows.filter(unusable), register), pl.DataFrame(schema=CANDIDATES)
    born = rows.filter(~unusable).join(held_otherwise.persons, on="birth_date", how="semi", maintain_order="left")
    return linked(rows.filter(unusable), register), linked(born, held_otherwise)


def _key(rows: pl.DataFrame) -> pl.Expr:
    name = name_key(col("name")) if "name" in rows.columns else lit(None, pl.String)
    return name.alias("key")


def _by_number(rows: pl.DataFrame, register: Register, name_needed: bool) -> pl.DataFrame:
    """Every row with the person of its number and the level, 1 to 3; null where nobody has the number.

    Most names are written as the register has them; only the others are folded and compared.
    """
    people = register.persons.select("id_number", "person", "name_key", held="name")
    name = col("name") if "name" in rows.columns else lit(None, pl.String)
    numbered = rows.select("line", "id_number", name.alias("name"))
    met = numbered.join(people, on="id_number", how="left", maintain_order="left")
    as_held = (col("name") == col("held")).fill_null(value=False)
    met = met.with_columns(level=when(as_held & col("person").is_not_null()).then(lit(1, pl.Int8)))
    judged = _by_name(met.filter(col("person").is_not_null(), col("level").is_null()), name_needed)
    joined = met.join(judged, on="line", how="left", maintain_order="left")
    return joined.select("line", "person", level=pl.coalesce("level", "judged"))


def _by_name(met: pl.DataFrame, name_needed: bool) -> pl.DataFrame:
    """The level of rows whose number is known and whose name is written otherwise: line, judged."""
    keyed = met.with_columns(_key(met))
    pairs = keyed.select("key", "name_key").unique()
    found = [_level(written, held, name_needed) for written, held in pairs.iter_rows()]
    levels = pl.Series(found, dtype=pl.Int8)
    names = pairs.with_columns(judged=levels)
    joined = keyed.join(names, on=["key", "name_key"], how="left", nulls_equal=True)
    return joined.select("line", "judged")


def _level(written: str | None, held: str | None, name_needed: bool) -> int:
    if written is None or held is None:
        return 3 if name_needed else 1
    if written == held:
        return 1
    return 2 if compared(written, held) in (EQUAL, CLOSE) else 3


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
