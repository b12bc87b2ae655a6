"""What police, prosecutors, courts and prisons write about criminal cases, missing people and declarations of death."""

import numpy as np
import polars as pl

from zige.simulation.crime import PAROLE, UNTIL_REVOKED, stories_of
from zige.simulation.life import floored
from zige.simulation.people import World
from zige.simulation.reports import Rows, closed, delays, plain, reported, with_versions

_PENALTIES = {
    "acquitted": "无罪",
    "imprisoned": "有期徒刑",
    "probation": "缓刑",
    "minor": "附加刑",
}
_EXECUTION = {"imprisoned": "收监", "probation": "社区矫正"}
_WAYS_OUT = {
    "acquitted": "无罪释放",
    "not_prosecuted": "不起诉",
    "imprisoned": "判决送监",
    "probation": "取保候审",
    "minor": "其他",
}
_SHARES = {
    "police.custody": 0.97, "police.wanted": 0.95, "procuratorate.arrests": 0.9, "court.judgments": 0.95,
    "justice.prison": 0.98, "justice.parole": 0.95, "justice.corrections": 0.97,
}  # fmt: skip


def justice_records(world: World, events: pl.DataFrame, people: pl.DataFrame) -> Rows:
    """The rows of the nine datasets of police, prosecutors, courts and justice about these events."""
    cases = stories_of(world, people, floored(world, people)).drop("sure")
    cases = cases.rename({"wanted": "wanted_since"})
    told = events.join(cases, on="person", how="left").with_columns(
        case=pl.lit("（2025）川11刑") + (pl.col("person") % 100_000).cast(pl.String) + pl.lit("号")
    )
    ids = people["person"].to_numpy()
    rows = _cases(world, told) | _missing(world, events)
    checked = {dataset: with_versions(world, each, dataset, _DAYS[dataset], ids) for dataset, each in rows.items()}
    checked["justice.reports"] = _reporting(world, told)
    return {dataset: plain(each, *_COLUMNS[dataset]) for dataset, each in checked.items()}


_DAYS = {
    "police.custody": "start", "police.wanted": "start", "procuratorate.arrests": "start", "court.judgments": "start",
    "justice.prison": "start", "justice.parole": "start", "justice.corrections": "start",
    "police.missing": "start", "court.declarations": "start",
}  # fmt: skip
_COLUMNS = {
    "police.custody": ("start", "end", "reason", "case"),
    "police.wanted": ("start", "end", "reason"),
    "procuratorate.arrests": ("start", "end", "result", "case"),
    "court.judgments": ("start", "end", "penalty", "execution", "case"),
    "justice.prison": ("start", "end", "release", "case"),
    "justice.parole": ("start", "end", "case"),
    "justice.corrections": ("start", "end", "category"),
    "justice.reports": ("start", "mode"),
    "police.missing": ("start", "report", "reported_on", "end"),
    "court.declarations": ("start", "type", "end"),
}


def _cases(world: World, told: pl.DataFrame) -> Rows:
    held = told.filter(pl.col("kind") == "detention")
    prison = told.filter(pl.col("kind") == "imprisonment")
    milder = told.filter(pl.col("kind") == "noncustodial_sentence")
    return {
        "police.custody": _custody(world, held),
        "police.wanted": _wanted(world, told.filter(pl.col("kind") == "wanted")),
        "procuratorate.arrests": _arrests(world, held),
        "court.judgments": _judgments(world, held),
        "justice.prison": _prison(world, prison),
        "justice.parole": _closing(world, told.filter(pl.col("kind") == "parole_revoked"), "justice.parole"),
        "justice.corrections": _corrections(world, milder),
    }


def _first(world: World, events: pl.DataFrame, dataset: str, median: float = 6.0) -> pl.DataFrame:
    return reported(world, events, dataset, _SHARES[dataset], delays(world, events, dataset, median))


def _closing(world: World, events: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Reported open, and again when it has ended."""
    return _open_first(closed(world, _first(world, events, dataset), dataset, "end", 6.0))


def _open_first(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(end=pl.when(pl.col("status") != "新增").then(pl.col("end")))


def _custody(world: World, held: pl.DataFrame) -> pl.DataFrame:
    rows = _closing(world, held, "police.custody")
    way_out = pl.col("story").replace_strict(_WAYS_OUT, return_dtype=pl.String)
    return rows.with_columns(reason=pl.when(pl.col("end").is_not_null()).then(way_out))


def _wanted(world: World, wanted: pl.DataFrame) -> pl.DataFrame:
    rows = _closing(world, wanted, "police.wanted")
    word = pl.when(pl.col("withdrawn")).then(pl.lit("撤案")).otherwise(pl.lit("归案"))
    return rows.with_columns(reason=pl.when(pl.col("end").is_not_null()).then(word))


def _arrests(world: World, held: pl.DataFrame) -> pl.DataFrame:
    """The arrest some days after custody; the decision two thirds of the way to the judgment."""
    dropped = pl.col("story") == "not_prosecuted"
    charged = (pl.col("start") + (pl.col("judged") - pl.col("start")) * 2 / 3).floor().cast(pl.Int64)
    result = pl.when(dropped).then(pl.lit("不起诉")).otherwise(pl.lit("起诉"))
    decided = pl.when(dropped).then(pl.col("judged") - 1).otherwise(charged)
    rows = _closing(world, held.with_columns(end=decided), "procuratorate.arrests")
    return rows.with_columns(start=pl.col("start") + 3, result=pl.when(pl.col("end").is_not_null()).then(result))


def _judgments(world: World, held: pl.DataFrame) -> pl.DataFrame:
    """Of those that came to judgment, with the end of the sentence as planned."""
    judged = held.filter(pl.col("story").is_in(list(_PENALTIES)), pl.col("judged") <= world.span.last_day)
    sentenced = pl.col("story").is_in(list(_EXECUTION))
    judged = judged.with_columns(
        start=pl.col("judged"),
        end=pl.when(sentenced).then(pl.col("free")),
        penalty=pl.col("story").replace_strict(_PENALTIES, return_dtype=pl.String),
        execution=pl.col("story").replace_strict(_EXECUTION, default="监外执行", return_dtype=pl.String),
    )
    return _first(world, judged, "court.judgments", 12.0)


def _prison(world: World, prison: pl.DataFrame) -> pl.DataFrame:
    rows = _closing(world, prison, "justice.prison")
    way = pl.when(pl.col("paroled")).then(pl.lit("假释")).otherwise(pl.lit("刑满"))
    return rows.with_columns(release=pl.when(pl.col("end").is_not_null()).then(way))


def _corrections(world: World, milder: pl.DataFrame) -> pl.DataFrame:
    """Corrections know the planned end from the first day."""
    probation = pl.col("story") == "probation"
    planned = pl.when(probation).then(pl.col("free")).otherwise(pl.col("free") + PAROLE)
    category = pl.when(probation).then(pl.lit("缓刑")).otherwise(pl.lit("假释"))
    return _first(world, milder.with_columns(end=planned, category=category), "justice.corrections")


def _reporting(world: World, told: pl.DataFrame) -> pl.DataFrame:
    """Everybody in corrections reports about once a month, mostly in person, until the end or a revocation."""
    milder = told.filter(pl.col("kind") == "noncustodial_sentence")
    frames = []
    for month in range(20):
        ids = milder["event"].to_numpy()
        day = pl.Series(milder["start"].to_numpy() + month * 30 + world.dice.whole("reporting", ids, 3, 12, month))
        phone = pl.Series(world.dice.chosen("reporting.phone", ids, 0.3, month))
        until = pl.when((pl.col("story") == "imprisoned") & pl.col("revoked")).then(pl.col("free") + UNTIL_REVOKED)
        rows = milder.with_columns(
            limit=pl.min_horizontal(pl.col("end").fill_null(world.span.last_day), until, pl.col("death"))
        )
        rows = rows.with_columns(
            start=day, known=day + 1, mode=pl.when(phone).then(pl.lit("电话")).otherwise(pl.lit("当面"))
        )
        frames.append(rows.filter((pl.col("start") <= pl.col("limit")) | (pl.col("sure") & (month == 0))))
    return pl.concat(frames).with_columns(
        record=pl.lit(None, pl.Int64), status=pl.lit("新增"), truth=pl.lit("true"), flaw=pl.lit("")
    )


def _missing(world: World, events: pl.DataFrame) -> Rows:
    """The missing, declared by relatives or struck off for a time, and what courts declare and revoke."""
    lost = events.filter(pl.col("kind") == "missing")
    wait = delays(world, lost, "police.missing", 20.0)
    rows = reported(world, lost, "police.missing", 0.85, wait)
    struck = pl.Series(world.dice.chosen("missing.struck", rows["event"].to_numpy(), 0.4))
    rows = rows.with_columns(
        reported_on=pl.col("known"), report=pl.when(struck).then(pl.lit("户口暂注销")).otherwise(pl.lit("亲属申报"))
    )
    declared = events.filter(pl.col("kind").is_in(["declared_missing", "declared_dead"])).with_columns(
        type=pl.when(pl.col("kind") == "declared_dead").then(pl.lit("宣告死亡")).otherwise(pl.lit("宣告失踪"))
    )
    rulings = reported(world, declared, "court.declarations", 0.95, np.full(declared.height, 10.0))
    return {
        "police.missing": _open_first(closed(world, rows, "police.missing", "end", 15.0)),
        "court.declarations": _open_first(closed(world, rulings, "court.declarations", "end", 15.0)),
    }
