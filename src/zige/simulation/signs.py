"""Signs of life month by month, of the living, and of the dead whose cards and faces others use (FACTS §2)."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from zige.simulation.calendar import first_day, months_of
from zige.simulation.dice import Bools, Floats, Ints
from zige.simulation.people import World
from zige.simulation.reports import Rows

LATE = 32
_FAR = ("省外", "境外")


@dataclass(frozen=True)
class Sign:
    """One kind of sign: its dataset, the words it is written with, and whether one must go out for it."""

    name: str
    dataset: str
    words: tuple[str, ...]
    outing: bool = True


SIGNS = (
    Sign("inpatient", "medical.settlements", ("住院",), outing=False),
    Sign("outpatient", "medical.settlements", ("门诊",)),
    Sign("pharmacy", "medical.settlements", ("购药",)),
    Sign("health_exam", "health.visits", ("体检", "随访"), outing=False),
    Sign("vaccination", "health.visits", ("接种",)),
    Sign("phone_visit", "health.visits", ("随访",), outing=False),
    Sign("rail_air", "transport.trips", ("铁路", "民航", "客运")),
    Sign("bus", "transport.trips", ("公交",)),
    Sign("id_card", "police.id_cards", ("换领",)),
    Sign("border", "police.border", ("出境", "入境")),
    Sign("face_login", "digital.logins", ("通过",), outing=False),
    Sign("bank", "bank.counter", ("取款", "换存折", "激活社保卡")),
)
_CHANNELS = {
    "本地": ("国家平台", "掌上12333", "四川人社", "四川e社保", "电子社保卡"),
    "川渝": ("重庆人社", "川渝窗口", "四川人社"),
    "省外": ("掌上12333", "异地协助", "国家平台"),
    "境外": ("中国领事",),
}


def signs_of(world: World, people: pl.DataFrame, events: pl.DataFrame, month: int) -> Rows:
    """All rows of one calendar month by dataset: person, known, word, start, end, mode, discharge, refund, aid, …"""
    free = people.filter(pl.col("death") > first_day(month), ~_held(people, events, month))
    activity = _activity(world, free)
    frames = [_sign(world, free, activity, sign, month) for sign in SIGNS]
    frames += [_used_cards(world, people, month), _failed_logins(world, free, month)]
    rows = pl.concat(frames)
    by_dataset = rows.partition_by("dataset", as_dict=True, include_key=False)
    return {str(key[0]): frame for key, frame in by_dataset.items()}


def _held(people: pl.DataFrame, events: pl.DataFrame, month: int) -> pl.Series:
    """Who is in custody, in prison or missing at the beginning of the month."""
    away = events.filter(
        pl.col("kind").is_in(["detention", "imprisonment", "missing", "declared_missing", "declared_dead"]),
        pl.col("start") <= first_day(month),
        pl.col("end").is_null() | (pl.col("end") >= first_day(month)),
    )
    return people["person"].is_in(away["person"].implode())


def _activity(world: World, people: pl.DataFrame) -> Floats:
    spread = world.parameters.signs.spread
    return np.exp(spread * world.dice.normal("activity", people["person"].to_numpy()) - spread * spread / 2)


def _chance(world: World, people: pl.DataFrame, activity: Floats, sign: Sign) -> Floats:
    """The chance of at least one such sign in a month."""
    signs = world.parameters.signs
    rate = float(getattr(signs, sign.name)) * activity
    if sign.outing or sign.name == "face_login":
        rate = rate * np.where(people["age"].to_numpy() >= 80, signs.elder, 1.0)
    if sign.outing:
        rate = rate * np.where((people["mobility"] == "卧床").to_numpy(), signs.bedridden, 1.0)
    if sign.name != "border":
        rate = rate * np.where(people["residence"].is_in(list(_FAR)).to_numpy(), signs.outside, 1.0)
        rate = rate * np.where((people["residence"] == "境外").to_numpy(), 0.05, 1.0)
    return 1.0 - np.exp(-rate / 12)


def _sign(world: World, people: pl.DataFrame, activity: Floats, sign: Sign, month: int) -> pl.DataFrame:
    dice, stream = world.dice, f"sign.{sign.name}"
    chance = _chance(world, people, activity, sign)
    happens = dice.chosen(stream, people["person"].to_numpy(), chance, month)
    there = people.filter(pl.Series(happens))
    ids = there["person"].to_numpy()
    day = first_day(month) + dice.whole(stream + ".day", ids, 0, first_day(month + 1) - first_day(month) - 1, month)
    rows = _written(world, ids, sign, day, month)
    return rows.filter(pl.Series(day < there["death"].to_numpy(), dtype=pl.Boolean))


def _written(world: World, ids: Ints, sign: Sign, day: Ints, month: int, flaw: str = "") -> pl.DataFrame:
    """The columns of all sign datasets; each file takes those it has."""
    dice, stream = world.dice, f"sign.{sign.name}"
    word = np.array(sign.words, dtype=object)[dice.whole(stream + ".word", ids, 0, len(sign.words) - 1, month)]
    stay = dice.whole(stream + ".stay", ids, 3, 20, month) * (sign.name == "inpatient")
    late = dice.chosen(stream + ".late", ids, world.parameters.delivery.late_rows, month)
    refund = dice.chosen(stream + ".refund", ids, 0.01, month) & (sign.dataset == "medical.settlements")
    aid = dice.chosen(stream + ".aid", ids, 0.05, month) & (sign.name == "pharmacy")
    healed = np.array(["治愈", "好转", "未愈"], dtype=object)[
        dice.place(stream + ".discharge", ids, [0.4, 0.5, 0.1], month)
    ]
    return pl.DataFrame(
        {
            "dataset": pl.Series([sign.dataset] * len(ids), dtype=pl.String),
            "person": ids,
            "known": day + LATE * late,
            "word": pl.Series(word.tolist(), dtype=pl.String),
            "start": day - stay,
            "end": day,
            "mode": pl.Series(["电话" if sign.name == "phone_visit" else "当面"] * len(ids), dtype=pl.String),
            "discharge": pl.Series(healed.tolist() if sign.name == "inpatient" else [None] * len(ids), dtype=pl.String),
            "refund": refund.astype(np.int64),
            "aid": 5000 * aid.astype(np.int64),
            "flaw": pl.Series([flaw] * len(ids), dtype=pl.String),
        }
    )


def _used_cards(world: World, people: pl.DataFrame, month: int) -> pl.DataFrame:
    """Cards of the dead, used for half a year in every other month, at pharmacies and now and then in a surgery."""
    since = pl.lit(first_day(month)) - pl.col("death")
    chosen = pl.Series(world.dice.chosen("fraud.card", people["person"].to_numpy(), world.parameters.fraud.card))
    again = pl.Series(world.dice.chosen("fraud.card.used", people["person"].to_numpy(), 0.5, month))
    ids = people.filter(chosen, again, since > 0, since < 190)["person"].to_numpy()
    day = first_day(month) + world.dice.whole("fraud.card.day", ids, 0, 27, month)
    visit = world.dice.chosen("fraud.card.visit", ids, 0.2, month)
    bought = _written(world, ids[~visit], SIGNS[2], day[~visit], month, "fraud_card")
    return pl.concat([bought, _written(world, ids[visit], SIGNS[1], day[visit], month, "fraud_card")])


def _failed_logins(world: World, people: pl.DataFrame, month: int) -> pl.DataFrame:
    """Logins in which the face was not recognised: no sign of anything."""
    failed = Sign("face_failed", "digital.logins", ("未通过",))
    ids = people.filter(pl.Series(world.dice.chosen("login.failed", people["person"].to_numpy(), 0.004, month)))
    day = first_day(month) + world.dice.whole("login.failed.day", ids["person"].to_numpy(), 0, 27, month)
    rows = _written(world, ids["person"].to_numpy(), failed, day, month)
    return rows.filter(pl.Series(day < ids["death"].to_numpy(), dtype=pl.Boolean))


def certifications_of(world: World, people: pl.DataFrame, benefits: pl.DataFrame, hidden: pl.DataFrame) -> pl.DataFrame:
    """Self-service certifications of the whole city's time: near the end of each cycle, and those done for the dead.

    `hidden` are the deaths that families conceal. Columns: person, known, channel, result, flaw.
    """
    dice, signs = world.dice, world.parameters.signs
    last = benefits.group_by("person", maintain_order=True).agg(pl.col("last_certified").max())
    frame = people.join(last, on="person", how="inner").filter(pl.col("kind") != "unemployment")
    ids = frame["person"].to_numpy()
    since = frame["last_certified"].fill_null(world.span.first_day).to_numpy()
    anniversary = months_of(since) + 12 - dice.whole("self.early", ids, 0, 1)
    due = np.where(anniversary < world.span.start - 1, anniversary + 12, anniversary)
    day = (due - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    day = day + dice.whole("self.day", ids, 0, 27)
    does = dice.chosen("self", ids, signs.self_certified) & (day < frame["death"].to_numpy())
    honest = _attempts(world, frame, day, does, "")
    failed = _attempts(world, frame, day, does & dice.chosen("self.failed", ids, signs.self_failed), "")
    false = _false_certifications(world, frame, hidden)
    rows = pl.concat([honest, failed.with_columns(result=pl.lit("未通过")), *false])
    first = first_day(world.span.start - 1)
    return rows.filter(pl.col("known") >= first, pl.col("known") <= world.span.last_day).sort("known", "person")


def _attempts(world: World, frame: pl.DataFrame, day: Ints, does: Bools, flaw: str) -> pl.DataFrame:
    which = world.dice.uniform("self.channel", frame["person"].to_numpy())
    channel = [
        _CHANNELS[residence][int(draw * len(_CHANNELS[residence]))]
        for residence, draw in zip(frame["residence"], which, strict=True)
    ]
    rows = frame.select("person", known=pl.Series(day), channel=pl.Series(channel, dtype=pl.String))
    return rows.filter(pl.Series(does)).with_columns(result=pl.lit("通过"), flaw=pl.lit(flaw))


def _false_certifications(world: World, frame: pl.DataFrame, hidden: pl.DataFrame) -> list[pl.DataFrame]:
    """A relative's own face or a stored photo, some weeks after the death."""
    ids = frame["person"].to_numpy()
    concealed = frame["person"].is_in(hidden["person"].implode()).to_numpy()
    fraud, draw = world.parameters.fraud, world.dice.uniform("fraud.way", ids)
    day = frame["death"].to_numpy() + world.dice.whole("fraud.day", ids, 10, 90)
    relative = concealed & (draw < fraud.relative)
    photo = concealed & (draw >= fraud.relative) & (draw < fraud.relative + fraud.photo)
    return [
        _attempts(world, frame, day, relative, "fraud_relative"),
        _attempts(world, frame, day, photo, "fraud_photo"),
    ]
