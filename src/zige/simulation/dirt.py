"""What is wrong in files: a department's own idea of a number or a name, and rows that must come back with a code."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from zige.simulation.datasets import FileKind
from zige.simulation.dice import Floats, Ints
from zige.simulation.names import RARE, homophone, other_spelling, without_rare
from zige.simulation.numbers import mistyped, of_somebody_else, old_number, with_impossible_birth, with_wrong_check
from zige.simulation.people import World

MARK = "·"
ASCII_DIGITS, FULL_WIDTH = "0123456789X", "０１２３４５６７８９Ｘ"
Cells = dict[str, str | None]


@dataclass(frozen=True)
class Bad:
    """A way to spoil a row so that it is set aside with this code."""

    code: str
    cells: tuple[tuple[str, str], ...] = ()
    number: str = ""


BAD_ROWS = {
    "police.deaths": (
        Bad("id_missing", (("number", ""), ("birth", ""))),
        Bad("date_missing", (("cancelled_on", ""),)),
        Bad("date_future", (("cancelled_on", "20991231"),)),
        Bad("name_missing", (("name", " "),)),
    ),
    "police.border": (Bad("date_invalid", (("end", "20260231"),)),),
    "police.custody": (Bad("dates_reversed", (("end", "19990101"),)),),
    "civil.cremations": (Bad("id_shape", (("number", "5111021950"),)), Bad("row_shape")),
    "health.visits": (Bad("value_unknown", (("word", "义诊"),)),),
    "medical.settlements": (
        Bad("row_shape"),
        Bad("id_check_digit", (("name", ""),), "check"),
        Bad("dates_reversed", (("end", "19990101"),)),
        Bad("date_invalid", (("end", "20261340"),)),
    ),
    "transport.trips": (Bad("value_missing", (("word", ""),)), Bad("row_shape")),
    "tax.wages": (Bad("value_missing", (("employer", ""),)),),
    "digital.logins": (Bad("id_shape", (("number", "无"),)),),
    "bank.counter": (Bad("id_birth_date", (), "birth"),),
    "channels.certifications": (Bad("value_unknown", (("channel", "其他渠道"),)),),
    "grassroots.reports": (Bad("name_missing", (("name", ""),)),),
    "hrss.duplicates": (Bad("benefit_unknown", (("benefit_id", "Q999999999"),)),),
    "roster.payments": (Bad("benefit_unknown", (("benefit_id", "C999999999"),)),),
}
"""Where each code of EXCHANGE §1 is found; dates are spelt so that every department could have typed them."""
EXTRA_FIELD = "见附件"


def identities(world: World, people: pl.DataFrame, department: str) -> pl.DataFrame:
    """What a department has of some people that is not as it should be: person, their_name, their_number, id_flaw."""
    rows = [_number_flaws(world, people, department), _name_flaws(world, people, department)]
    found = (
        pl.concat(rows)
        .group_by("person", maintain_order=True)
        .agg(
            pl.col("their_number").drop_nulls().first(),
            pl.col("their_name").drop_nulls().first(),
            pl.col("id_flaw").str.join("|"),
        )
    )
    return found.sort("person")


def registered(world: World, people: pl.DataFrame) -> pl.DataFrame:
    """The numbers that the roster itself has wrong until they are put right, in the columns of `identities`."""
    wrong = world.dice.chosen("register.wrong", _ids(people), world.parameters.dirt.register_wrong)
    frame = people.filter(pl.Series(wrong))
    numbers = [of_somebody_else(number) for number in frame["number"]]
    return _found(frame, numbers, None, "register_number_wrong")


def _ids(people: pl.DataFrame) -> Ints:
    return people["person"].to_numpy()


def _found(frame: pl.DataFrame, numbers: list[str] | None, names: list[str] | None, flaw: str) -> pl.DataFrame:
    return frame.select(
        "person",
        their_number=pl.Series(numbers or [None] * frame.height, dtype=pl.String),
        their_name=pl.Series(names or [None] * frame.height, dtype=pl.String),
        id_flaw=pl.lit(flaw),
    )


def _number_flaws(world: World, people: pl.DataFrame, department: str) -> pl.DataFrame:
    dirt, draw = world.parameters.dirt, world.dice.uniform(f"{department}.number", _ids(people))
    edges = np.cumsum([dirt.number_missing, dirt.number_wrong, dirt.number_old])
    missing, wrong, old = (_between(people, draw, low, high) for low, high in zip((0.0, *edges), edges, strict=False))
    exact = world.dice.uniform(f"{department}.mistyped", _ids(wrong))
    typed = [mistyped(number, each) for number, each in zip(wrong["number"], exact, strict=True)]
    old = old.filter(pl.col("number").str.slice(6, 2) == "19")
    return pl.concat(
        [
            _found(missing, [""] * missing.height, None, "number_missing"),
            _found(wrong, typed, None, "number_wrong"),
            _found(old, [old_number(number) for number in old["number"]], None, "number_old"),
        ]
    )


def _between(people: pl.DataFrame, draw: Floats, low: float, high: float) -> pl.DataFrame:
    return people.filter(pl.Series((draw >= low) & (draw < high)))


def _name_flaws(world: World, people: pl.DataFrame, department: str) -> pl.DataFrame:
    """Homophones, other people's names, rare characters lost, Yi names in the office's own spelling."""
    dirt, ids = world.parameters.dirt, _ids(people)
    draw, way = world.dice.uniform(f"{department}.name", ids), world.dice.uniform(f"{department}.spelling", ids)
    rare = pl.col("name").str.contains_any(list(RARE))
    people = people.with_columns(draw=pl.Series(draw), way=pl.Series(way), rare=rare)
    alike = people.filter(pl.col("draw") < dirt.name_homophone, ~pl.col("yi"))
    other = people.filter(pl.col("draw") > 1 - dirt.name_other)
    lost = people.filter(pl.col("rare"), pl.col("draw").is_between(dirt.name_homophone, dirt.rare_lost), ~pl.col("yi"))
    yi = people.filter(pl.col("yi"), pl.col("draw") < dirt.yi_variant)
    lost_names = [without_rare(name, each) for name, each in lost.select("name", "way").iter_rows()]
    spelt = [other_spelling(name, each) for name, each in yi.select("name", "way").iter_rows()]
    return pl.concat(
        [
            _found(alike, None, [homophone(name) for name in alike["name"]], "name_homophone"),
            _found(other, None, ["王" + name[:0:-1] for name in other["name"]], "name_other"),
            _found(lost, None, lost_names, "name_rare"),
            _found(yi, None, spelt, "name_spelling"),
        ]
    ).filter(pl.col("their_name").is_not_null())


def widened(world: World, cells: pl.DataFrame, kind: FileKind, month: int) -> pl.DataFrame:
    """Small x where the department writes it so, and full-width digits where a form was filled in by hand."""
    if not kind.has("number"):
        return cells
    number = pl.col("number").str.to_lowercase() if kind.lower_x else pl.col("number")
    chosen = world.dice.chosen(f"{kind.dataset}.wide", _ids(cells), world.parameters.dirt.full_width, month)
    wide = pl.col("number").str.replace_many(list(ASCII_DIGITS), list(FULL_WIDTH))
    flaws = pl.concat_str([pl.col("flaw"), pl.lit("full_width")], separator="|").str.strip_chars("|")
    return cells.with_columns(
        number=pl.when(pl.Series(chosen)).then(wide).otherwise(number),
        flaw=pl.when(pl.Series(chosen)).then(flaws).otherwise(pl.col("flaw")),
    )


def with_repeats(world: World, cells: pl.DataFrame, kind: FileKind, month: int) -> pl.DataFrame:
    """Some rows once more, equal in every column."""
    place = np.arange(cells.height, dtype=np.int64)
    again = world.dice.chosen(f"{kind.dataset}.repeat", place, world.parameters.dirt.duplicate_row, month)
    repeats = cells.filter(pl.Series(again & (len(place) > 1), dtype=pl.Boolean))
    return pl.concat([cells, repeats.with_columns(flaw=pl.lit("duplicate_row"))])


def with_bad_rows(world: World, cells: pl.DataFrame, kind: FileKind, month: int, at_least: int) -> pl.DataFrame:
    """Spoilt copies of rows at the end of the file, for each code that this dataset carries."""
    frames = [cells]
    for place, bad in enumerate(BAD_ROWS.get(kind.dataset, ())):
        chance = world.dice.once(f"{kind.dataset}.bad.{place}", month)
        wanted = int(np.floor(cells.height * world.parameters.dirt.bad_row + chance))
        sound = cells.filter(pl.col("flaw") == "").tail(min(max(at_least, wanted), cells.height))
        frames.append(_spoilt(sound, bad, kind))
    return pl.concat(frames)


def _spoilt(cells: pl.DataFrame, bad: Bad, kind: FileKind) -> pl.DataFrame:
    put = [pl.lit(value).alias(name) for name, value in bad.cells if kind.has(name)]
    marks = [pl.lit("dirty").alias("truth"), pl.lit(bad.code).alias("code"), pl.lit("bad_row").alias("flaw")]
    spoilt = cells.with_columns(*put, *marks)
    if bad.code == "row_shape":
        return spoilt.with_columns(extra=pl.lit(EXTRA_FIELD))
    if bad.number:
        spoil = with_wrong_check if bad.number == "check" else with_impossible_birth
        return spoilt.with_columns(number=pl.Series([spoil(each) for each in spoilt["number"]], dtype=pl.String))
    return spoilt
