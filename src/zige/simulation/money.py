"""What the people draw and what was paid for each month; nobody decides here, so only the opening stops pay."""

import numpy as np
import polars as pl

from zige.simulation.calendar import first_day, first_days, months_of
from zige.simulation.dice import Dice, Floats, Ints
from zige.simulation.people import PENSIONS, World
from zige.simulation.places import CITY

CODES = {
    "enterprise": "pension.enterprise",
    "civil": "pension.civil",
    "resident": "pension.resident",
    "land": "pension.land",
    "unemployment": "unemployment",
    "disability": "injury.disability",
    "care": "injury.care",
    "survivor": "injury.survivor",
}
"""Short names of kinds, and the codes that the truth uses."""
LETTERS = dict(zip(CODES, "QJCZSAHG", strict=True))
SECOND = {"disability": "care", "land": "resident", "enterprise": "resident"}
ADJUSTED = list(PENSIONS)
JULY = 6


def benefits_of(world: World, people: pl.DataFrame, stopped: pl.DataFrame) -> pl.DataFrame:
    """One row per benefit of the recipients.

    `stopped` has person and month: whose death was known before the start, and when. Months are whole numbers, amount
    is whole fen before any adjustment. Columns: benefit_id, person, kind, first_month, last_month, amount, office,
    relation, incapacitated, standing, last_certified (day), employer, account.
    """
    recipients = people.filter(~pl.col("stranger"))
    first = recipients.with_columns(slot=pl.lit(0, pl.Int64))
    chance = np.array([world.parameters.population.second.get(kind, 0.0) for kind in recipients["kind"]])
    second = recipients.filter(pl.Series(world.dice.chosen("second", _ids(recipients), chance)))
    second = second.with_columns(slot=pl.lit(1, pl.Int64), kind=pl.col("kind").replace_strict(SECOND))
    benefits = pl.concat([first, second]).sort("person", "slot")
    benefits = benefits.with_columns(_terms(world, benefits)).with_columns(_survivors(world.dice, benefits))
    return _standing(world, benefits.join(stopped, on="person", how="left")).select(
        "benefit_id", "person", "kind", "first_month", "last_month", "amount", "office", "relation", "incapacitated",
        "standing", "stopped_from", "last_certified", "employer", "account",
    )  # fmt: skip


def _ids(frame: pl.DataFrame) -> Ints:
    return frame["person"].to_numpy()


def _terms(world: World, benefits: pl.DataFrame) -> list[pl.Series | pl.Expr]:
    dice, ids, slot = world.dice, _ids(benefits), benefits["slot"].to_numpy()
    key = ids * 2 + slot
    kind = benefits["kind"].to_numpy()
    mean = np.array([world.parameters.money.mean[each] for each in benefits["kind"]])
    amount = mean * 100 * np.exp(world.parameters.money.spread * dice.normal("amount", key))
    first_month = _first_months(world, benefits, key)
    term = 12 + 6 * dice.whole("term", key, 0, 2) - 1
    city = (kind == "civil") & dice.chosen("office.city", ids, 0.2)
    letter = benefits["kind"].replace_strict(LETTERS)
    return [
        (pl.lit(letter) + pl.col("person").cast(pl.String).str.zfill(9) + (pl.col("slot") + 1).cast(pl.String)).alias(
            "benefit_id"
        ),
        pl.Series("amount", np.rint(amount).astype(np.int64)),
        pl.Series("first_month", first_month),
        pl.Series("last_month", np.where(kind == "unemployment", first_month + term, 0)).replace(0, None),
        pl.Series("office", np.where(city, CITY, benefits["county"].to_numpy())),
        pl.Series("employer", 510_000 + dice.whole("employer", ids, 0, 800)).cast(pl.String),
        pl.Series("account", 6_217_000_000_000_000 + key * 7).cast(pl.String),
    ]


def _first_months(world: World, benefits: pl.DataFrame, key: Ints) -> Ints:
    """Before the start, since the age of drawing; newcomers within the first twelve months."""
    dice, kind, start = world.dice, benefits["kind"].to_numpy(), world.span.start
    age = benefits["age"].to_numpy()
    since = np.where(benefits["male"].to_numpy() | (kind == "resident"), 60.0, 50.0)
    share = dice.uniform("drawn.since", key)
    share = np.where(np.isin(kind, PENSIONS), 0.8 + 0.2 * share, share)
    years = np.clip(age - since, 0.3, None) * share
    before = start - 1 - np.floor(years * 12).astype(np.int64)
    before = np.where(kind == "unemployment", start - 1 - dice.whole("drawn.unemployed", key, 0, 20), before)
    newcomer = dice.chosen("newcomer", _ids(benefits), world.parameters.population.newcomers) & ~_child(benefits)
    return np.where(newcomer, start + dice.whole("newcomer.month", key, 0, 11), before)


def _child(benefits: pl.DataFrame) -> Ints:
    return ((benefits["kind"] == "survivor") & (benefits["age"] < 25)).to_numpy()


def _survivors(dice: Dice, benefits: pl.DataFrame) -> list[pl.Series]:
    """Relation and incapacity of survivors; a few relations are missing, as in life."""
    ids, age = _ids(benefits), benefits["age"].to_numpy()
    survivor = (benefits["kind"] == "survivor").to_numpy()
    draw = dice.uniform("relation", ids)
    young = np.where(draw < 0.8, "子女", np.where(draw < 0.95, "孙子女", "兄弟姐妹"))
    old = np.where(draw < 0.55, "配偶", np.where(draw < 0.9, "父母", "祖父母"))
    relation = np.where(age < 25, young, old)
    known = survivor & (dice.uniform("relation.known", ids) > 0.01)
    unable = survivor & dice.chosen("incapacitated", ids, np.where((age >= 17.5) & (age < 25), 0.8, 0.3))
    return [
        pl.Series("relation", np.where(known, relation, "").tolist(), dtype=pl.String).replace("", None),
        pl.Series("incapacitated", unable),
    ]


def _standing(world: World, benefits: pl.DataFrame) -> pl.DataFrame:
    """续发, or 停止 from the month after a death known, or 暂停 from the thirteenth month without certification.

    Adds standing, last_certified and stopped_from: the first month not paid, or null.
    """
    dice, opening, start = world.dice, world.parameters.opening, world.span.start
    draw = dice.uniform("certified.before", _ids(benefits))
    cycle = ~benefits["kind"].is_in(["unemployment"]).to_numpy()
    overdue = cycle & (draw < opening.overdue)
    back = np.where(overdue, dice.whole("overdue.by", _ids(benefits), 370, 600), _days_back(dice, _ids(benefits)))
    last = first_day(start) - back
    last = np.maximum(last, first_days(benefits["first_month"].to_numpy()) + 3)
    last = np.minimum(last, benefits["death"].to_numpy() - 3)
    new = benefits["first_month"].to_numpy() >= start - 1
    never = (draw > 1 - opening.never_certified) | new | ~cycle
    overdue = overdue & ~never & (months_of(last) + 12 < start - 1)
    return benefits.with_columns(
        last_certified=pl.when(pl.Series(never)).then(None).otherwise(pl.Series(last)),
        standing=pl.when(pl.col("stopped").is_not_null())
        .then(pl.lit("停止"))
        .when(pl.Series(overdue))
        .then(pl.lit("暂停"))
        .otherwise(pl.lit("续发")),
        stopped_from=pl.when(pl.col("stopped").is_not_null())
        .then(pl.col("stopped"))
        .when(pl.Series(overdue))
        .then(pl.Series(months_of(last) + 13)),
    )


def _days_back(dice: Dice, ids: Ints) -> Ints:
    """Certified once in the last twelve months; a third of it silently, so that days spread evenly."""
    return dice.whole("certified.day", ids, 5, 355)


def amounts_in(world: World, benefits: pl.DataFrame, month: int) -> pl.Series:
    """The monthly amount in fen: every July since the start lifts pensions."""
    julys = sum(1 for each in range(world.span.start, month + 1) if each % 12 == JULY)
    factor: Floats = np.where(
        benefits["kind"].is_in(ADJUSTED).to_numpy(), (1 + world.parameters.money.adjustment) ** julys, 1.0
    )
    return pl.Series("amount", np.rint(benefits["amount"].to_numpy() * factor).astype(np.int64))


def payments_for(world: World, benefits: pl.DataFrame, month: int) -> pl.DataFrame:
    """What was paid for a month: benefit_id, person, month, amount; the system pays whom nobody has stopped."""
    paid = benefits.with_columns(amounts_in(world, benefits, month)).filter(
        pl.col("first_month") <= month,
        pl.col("last_month").is_null() | (pl.col("last_month") >= month),
        pl.col("stopped_from").is_null() | (pl.col("stopped_from") > month),
    )
    return paid.select("benefit_id", "person", pl.lit(month).alias("month"), "amount")
