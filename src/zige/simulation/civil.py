"""What civil, labour and tax offices, villages, employers and families report about events other than crime."""

import numpy as np
import polars as pl

from zige.simulation.calendar import first_days, months_of
from zige.simulation.dice import Floats
from zige.simulation.people import World
from zige.simulation.reports import Rows, closed, delays, plain, reported, with_versions

OWN_DATASET = {
    "emigration": ("police.emigration", 0.8, 20.0),
    "enlistment": ("police.enlistment", 0.95, 10.0),
    "marriage": ("civil.marriages", 0.97, 2.0),
    "adoption": ("civil.adoptions", 0.95, 5.0),
    "employment": ("hrss.employments", 0.8, 25.0),
    "pension_received": ("hrss.pensions", 0.95, 15.0),
    "duplicate_pension": ("hrss.duplicates", 0.9, 40.0),
    "offer_refused": ("hrss.offers", 0.95, 5.0),
    "retirement": ("hrss.retirements", 0.97, 10.0),
}
"""Kind of event: the dataset of the office in charge, its coverage and the median delay in days."""
CONCLUSIONS = {
    "disability_grade_lost": "伤残等级不再符合",
    "care_grade_lost": "护理等级不再符合",
    "assessment_refused": "拒不接受鉴定",
    "treatment_refused": "拒绝治疗",
    "capacity_regained": "恢复劳动能力",
}
_GRASSROOTS = {"emigration": "移居境外", "imprisonment": "服刑", "missing": "失踪"}
_EMPLOYERS = {"imprisonment": "判刑", "missing": "失踪", "duplicate_pension": "重复领取"}
_DECLARED = {
    "emigration": "移居境外", "employment": "就业", "marriage": "结婚", "enlistment": "参军", "imprisonment": "服刑",
}  # fmt: skip
_MONITORED = {"imprisonment": "疑似服刑", "duplicate_pension": "疑似重复领取", "employment": "疑似就业"}
_DEATH_WORDS = {
    "grassroots.reports": "死亡", "employers.reports": "死亡", "declarations": "死亡",
    "monitoring.findings": "疑似死亡",
}  # fmt: skip


def civil_records(world: World, events: pl.DataFrame, people: pl.DataFrame) -> Rows:
    """The rows of the offices in charge of each kind, and of labour assessment and wages."""
    rows = {}
    for kind, (dataset, coverage, median) in OWN_DATASET.items():
        happened = _of_kind(events, kind)
        first = reported(world, happened, dataset, coverage, delays(world, happened, dataset, median, 0.5))
        rows[dataset] = _detailed(world, first, dataset)
    rows["civil.marriages"] = pl.concat([rows["civil.marriages"], _other_registrations(world, people)])
    rows["hrss.offers"] = pl.concat([rows["hrss.offers"], _excused(world, rows["hrss.offers"])])
    rows["hrss.assessments"] = _assessments(world, events, people)
    ids = people["person"].to_numpy()
    versions = {dataset: with_versions(world, each, dataset, "start", ids) for dataset, each in rows.items()}
    finished = {dataset: plain(each, *_columns(dataset)) for dataset, each in versions.items()}
    return finished | {"tax.wages": _wages(world, events, people)}


def _columns(dataset: str) -> tuple[str, ...]:
    return {
        "civil.marriages": ("start", "type"),
        "hrss.employments": ("start", "end", "employer"),
        "hrss.pensions": ("month", "scheme"),
        "hrss.duplicates": ("benefit_id", "start", "end", "result"),
        "hrss.offers": ("start", "justified"),
        "hrss.assessments": ("start", "conclusion", "amount"),
    }.get(dataset, ("start",))


def _of_kind(events: pl.DataFrame, *kinds: str) -> pl.DataFrame:
    return events.filter(pl.col("kind").is_in(list(kinds)))


def _detailed(world: World, rows: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """The columns that only this dataset has."""
    if dataset in ("hrss.employments", "hrss.duplicates"):
        rows = closed(world, rows, dataset, "end", 25.0)
        rows = rows.with_columns(end=pl.when(pl.col("status") != "新增").then(pl.col("end")))
    employer = pl.Series(world.dice.whole("job.employer", rows["person"].to_numpy(), 0, 800), dtype=pl.Int64)
    settled = rows["event"].to_numpy()
    ended = pl.Series(world.dice.chosen("duplicate.ended", settled, 0.6))
    kept = pl.when(pl.col("end").is_not_null()).then(pl.lit("保留")).when(ended).then(pl.lit("终止"))
    return rows.with_columns(
        type=pl.lit("结婚"),
        employer=(employer + 510_000).cast(pl.String),
        scheme=pl.lit("企业职工养老"),
        month=pl.Series(months_of(rows["start"].to_numpy()), dtype=pl.Int64),
        justified=pl.lit("否"),
        result=kept,
    )


def _other_registrations(world: World, people: pl.DataFrame) -> pl.DataFrame:
    """Divorces and new copies of certificates: no event, but a sign of life."""
    frames = []
    for word in ("离婚", "补领"):
        waiting = world.dice.waiting(f"registry.{word}", people["person"].to_numpy()) / world.parameters.rates.marriage
        day = pl.Series(world.span.first_day + np.floor(np.minimum(waiting, 1e3) * 365).astype(np.int64))
        frames.append(_eventless(people, 7).with_columns(start=day, known=day + 2, type=pl.lit(word)))
    rows = pl.concat(frames).filter(
        pl.col("start") < pl.col("death"), pl.col("age") >= 22, pl.col("start") <= world.span.last_day
    )
    extra = {"employer": pl.String, "scheme": pl.String, "month": pl.Int64, "justified": pl.String, "result": pl.String}
    return (
        _like_events(rows)
        .with_columns(pl.lit(None, kind).alias(name) for name, kind in extra.items())
        .select(*_EVENT_COLUMNS, "type", "employer", "scheme", "month", "justified", "result")
    )


_EVENT_COLUMNS = (
    "event", "person", "kind", "start", "end", "outcome", "note", "benefit_id", "sure", "known", "status", "truth",
    "flaw", "record",
)  # fmt: skip


def _eventless(people: pl.DataFrame, digit: int) -> pl.DataFrame:
    """Rows that stem from no event, one for each person."""
    return people.select(
        "person", "death", "age", event=pl.lit(None, pl.Int64), record=pl.col("person") * 640 + 500 + digit,
        status=pl.lit("新增"), truth=pl.lit("true"), flaw=pl.lit(""),
    )  # fmt: skip


def _like_events(rows: pl.DataFrame) -> pl.DataFrame:
    empty = {"kind": pl.String, "end": pl.Int64, "outcome": pl.String, "note": pl.String, "benefit_id": pl.String}
    return rows.with_columns(*(pl.lit(None, kind).alias(name) for name, kind in empty.items()), sure=pl.lit(False))


def _excused(world: World, refused: pl.DataFrame) -> pl.DataFrame:
    """Offers declined for a good reason, about as many."""
    excused = pl.Series(world.dice.chosen("offer.excused", refused["person"].to_numpy(), 0.5))
    return refused.filter(excused).with_columns(
        event=pl.lit(None, pl.Int64), record=pl.col("record") + 3, justified=pl.lit("是"), start=pl.col("start") - 9
    )


def _assessments(world: World, events: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Conclusions, the end of a refusal, and lower grades, which only change the amount."""
    judged = _of_kind(events, *CONCLUSIONS)
    rows = reported(world, judged, "hrss.assessments", 0.97, delays(world, judged, "hrss.assessments", 8.0, 0.5))
    rows = rows.with_columns(conclusion=pl.col("kind").replace_strict(CONCLUSIONS, return_dtype=pl.String))
    again = rows.filter(pl.col("end").is_not_null()).with_columns(
        start=pl.col("end"), known=pl.col("end") + 6, record=pl.col("record") + 1, conclusion=pl.lit("恢复配合")
    )
    injured = people.filter(pl.col("kind") == "disability")
    waiting = world.dice.waiting("grade.lower", injured["person"].to_numpy()) / (2 * world.parameters.rates.assessment)
    day = pl.Series(world.span.first_day + np.floor(np.minimum(waiting, 1e3) * 365).astype(np.int64), dtype=pl.Int64)
    lower = _eventless(injured, 8).with_columns(start=day, known=day + 6, conclusion=pl.lit("等级下降"))
    lower = _like_events(lower.filter(pl.col("start") <= world.span.last_day, pl.col("start") < pl.col("death")))
    all_rows = pl.concat([rows, again, lower.select(rows.columns)])
    return all_rows.with_columns(amount=pl.when(pl.col("conclusion") == "等级下降").then(pl.lit(320_000, pl.Int64)))


def _wages(world: World, events: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """A row a month for everyone in work, and for pensioners whom somebody still pays."""
    dice, chance = world.dice, world.parameters.signs.pensioner_wage
    ids = people["person"].to_numpy()
    worked = people.filter(pl.Series(dice.chosen("wage.pensioner", ids, chance)), pl.col("age") >= 20)
    side = worked.select("person", "death", event=pl.lit(None, pl.Int64), start=pl.lit(0), end=pl.lit(None, pl.Int64))
    jobs = _of_kind(events, "employment").join(people.select("person", "death"), on="person")
    rows = pl.concat([jobs.select(side.columns), side.with_columns(pl.col("start").cast(pl.Int64))])
    frames = [
        _wages_of(world, rows, month) for month in range(world.span.start - 1, world.span.start + world.span.months)
    ]
    return pl.concat(frames)


def _wages_of(world: World, rows: pl.DataFrame, month: int) -> pl.DataFrame:
    """The wages of a month, declared by the fifteenth of the next, so delivered with it."""
    day = int(first_days(np.array([month]))[0])
    at_work = rows.filter(pl.col("start") < day + 28, pl.col("end").fill_null(day) >= day, pl.col("death") > day)
    ids = at_work["person"].to_numpy()
    nothing = world.dice.chosen("wage.nothing", ids, 0.03, month)
    income: Floats = np.where(nothing, 0.0, 180_000 + 400_000 * world.dice.uniform("wage", ids))
    employer = 510_000 + world.dice.whole("job.employer", ids, 0, 800)
    return at_work.select(
        "person", "event", known=pl.lit(day + 20, pl.Int64), record=pl.lit(None, pl.Int64), status=pl.lit("新增"),
        truth=pl.lit("true"), flaw=pl.lit(""), month=pl.lit(month, pl.Int64),
        employer=pl.Series(employer, dtype=pl.Int64).cast(pl.String),
        income=pl.Series(np.rint(income).astype(np.int64), dtype=pl.Int64),
    )  # fmt: skip


def told_records(world: World, events: pl.DataFrame, people: pl.DataFrame, deaths: Rows) -> Rows:
    """Villages, employers, families and the network's monitoring, about deaths and everything else they may tell."""
    told = {
        "grassroots.reports": (_GRASSROOTS, 0.5, 25.0),
        "employers.reports": (_EMPLOYERS, 0.4, 30.0),
        "declarations": (_DECLARED, 0.2, 20.0),
        "monitoring.findings": (_MONITORED, 0.4, 60.0),
    }
    rows = {}
    for dataset, (words, coverage, median) in told.items():
        happened = _of_kind(events, *words)
        first = reported(world, happened, dataset, coverage, delays(world, happened, dataset, median))
        first = first.with_columns(situation=pl.col("kind").replace_strict(words, return_dtype=pl.String))
        dead = deaths[dataset].with_columns(situation=pl.lit(_DEATH_WORDS[dataset]), benefit_id=pl.lit(None, pl.String))
        frames = [plain(first, "start", "situation", "benefit_id"), plain(dead, "start", "situation", "benefit_id")]
        rows[dataset] = pl.concat([*frames, _odd(world, people, dataset)])
    rows["declarations"] = pl.concat([rows["declarations"], _returned(world, events)])
    return {dataset: each.with_columns(declarant=_declarant(world, each)) for dataset, each in rows.items()}


def _odd(world: World, people: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """其他, a report that needs reading; from monitoring a suspicion that proves nothing."""
    word = "疑似就业" if dataset == "monitoring.findings" else "其他"
    waiting = world.dice.waiting(f"{dataset}.odd", people["person"].to_numpy()) / 0.002
    day = pl.Series(world.span.first_day + np.floor(np.minimum(waiting, 1e3) * 365).astype(np.int64), dtype=pl.Int64)
    rows = _eventless(people, 4).with_columns(start=day, known=day + 12, situation=pl.lit(word))
    rows = rows.filter(pl.col("start") <= world.span.last_day, pl.col("start") < pl.col("death"), pl.col("age") >= 20)
    rows = rows.with_columns(benefit_id=pl.lit(None, pl.String), truth=pl.lit("false" if word != "其他" else "true"))
    return plain(rows, "start", "situation", "benefit_id")


def _returned(world: World, events: pl.DataFrame) -> pl.DataFrame:
    """Some who went missing say themselves that they are back."""
    back = _of_kind(events, "missing").filter(pl.col("end").is_not_null()).with_columns(start=pl.col("end"))
    rows = reported(world, back, "declarations", 0.5, np.full(back.height, 6.0))
    return plain(
        rows.with_columns(record=pl.col("record") + 2, situation=pl.lit("返回")), "start", "situation", "benefit_id"
    )


def _declarant(world: World, rows: pl.DataFrame) -> pl.Series:
    who = world.dice.place("declarant", rows["person"].to_numpy(), [0.3, 0.3, 0.4])
    return pl.Series(np.array(["本人", "配偶", "子女"], dtype=object)[who].tolist(), dtype=pl.String)
