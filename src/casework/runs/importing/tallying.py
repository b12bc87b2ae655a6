"""How many benefits of a kind each place had in a month: counted once, so that a page of figures counts nothing.

A benefit is counted where its holder lives, in the village, town and county; and among those seen by a county or the
city, once, whether by residence or by its agency (`casework.people.scope`).
"""

import polars as pl

from casework.runs.models import Tally
from casework.runs.wording import Certified
from zige.kinds import Standing

col, lit, when = pl.col, pl.lit, pl.when
Measure = Tally.Measure
LEVELS = (6, 9, 12)
"""Digits of a county, a town, a village: what people live in."""
SEEING = (4, 6)
"""Digits of the city and of an agency: who sees by agency, too."""
KEY = ("place", "residents", "month", "measure", "code", "kind")
GROUP = ("region", "office", "kind", "code")


def tallies(month: int, determined: pl.DataFrame, flags: pl.DataFrame, certified: pl.DataFrame) -> pl.DataFrame:
    """Rows of `Tally` for a run's determinations, open flags and people certified anew."""
    benefits = determined.with_columns(region=pl.coalesce("region", "office"))
    measured = {
        Measure.STANDING: benefits.with_columns(code="standing"),
        Measure.CERTIFIED: _by_certification(month, benefits, certified),
        Measure.FLAG: flags,
    }
    grouped = [_counted(rows, measure.value) for measure, rows in measured.items()]
    counts = pl.concat(grouped).with_columns(month=lit(month))
    placed = pl.concat([_where_they_live(counts), _who_sees_them(counts)]).filter(col("place") != "")
    return placed.group_by(KEY).agg(col("count").sum()).sort(KEY)


def _by_certification(month: int, benefits: pl.DataFrame, certified: pl.DataFrame) -> pl.DataFrame:
    """Of what is not stopped: certified anew by data alone or with the person, else due by now or later."""
    newly = certified.select(person="person_id", silently="silently", newly=lit(value=True))
    told = benefits.filter(col("standing") != Standing.STOP).join(newly, on="person", how="left")
    code = (
        when(col("newly") & col("silently").fill_null(value=False))
        .then(lit(Certified.SILENTLY.value))
        .when(col("newly"))
        .then(lit(Certified.WITH_THE_PERSON.value))
        .when(col("due_month") <= month)
        .then(lit(Certified.DUE.value))
        .otherwise(lit(Certified.LATER.value))
    )
    return told.with_columns(code=code)


def _counted(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    texts = rows.select(col(GROUP).fill_null(""))
    return texts.group_by(GROUP).agg(count=pl.len().cast(pl.Int64)).with_columns(measure=lit(measure))


def _where_they_live(counts: pl.DataFrame) -> pl.DataFrame:
    return _at(counts, [_cut("region", digits) for digits in LEVELS], residents=True)


def _who_sees_them(counts: pl.DataFrame) -> pl.DataFrame:
    return _at(counts, [_cut(name, digits) for name in ("region", "office") for digits in SEEING], residents=False)


def _cut(name: str, digits: int) -> pl.Expr:
    """A code cut to a level, nothing where it does not reach so far."""
    return when(col(name).str.len_chars() >= digits).then(col(name).str.slice(0, digits)).otherwise(lit(""))


def _at(counts: pl.DataFrame, places: list[pl.Expr], *, residents: bool) -> pl.DataFrame:
    """The counts at each of the places, at each once."""
    told = counts.with_columns(place=pl.concat_list(places).list.unique()).explode("place")
    return told.with_columns(residents=lit(residents)).select(*KEY, "count")
