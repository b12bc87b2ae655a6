"""Whose row it truly was, beside whose it was taken for: the ladder of EXCHANGE §2 tried on deliveries once more.

A home keeps of a row only what it gives, so the files of the last months are checked and matched here again, against
the register as it stands at the end.
"""

from collections.abc import Iterator

import polars as pl

from zige.evaluation.city import Arrival, City, plain_name
from zige.evaluation.outcomes import true_persons
from zige.exchange.catalogue import load_catalogue
from zige.exchange.checking import check
from zige.exchange.contract import Contract, Role
from zige.exchange.deliveries import open_delivery
from zige.exchange.recognising import columns_of
from zige.exchange.sheets import Sheet
from zige.identity.ladder import match
from zige.identity.register import Register
from zige.law.months import format_month
from zige.receiving.registers import register_now
from zige.store.home import Home

col, lit, when = pl.col, pl.lit, pl.when

PART = 200_000
MONTHS = 2
"""How many of the last months are looked at."""
RESULTS = ("right", "wrong", "offered", "offered_wrong", "missed", "stranger")
"""Given to the right person, to a wrong one; offered to a person to decide with and without the right one among the
candidates; lost, though the person is in the register (blocking included); rightly left, since nobody there has it."""
MATCHES = {
    "dataset": pl.String, "line": pl.Int64, "true_person": pl.Int64, "flaw": pl.String, "level": pl.Int64,
    "result": pl.String,
}  # fmt: skip


def matches(city: City, home: Home) -> pl.DataFrame:
    """One row for each delivered row of the last months that passes the checks, in the columns of MATCHES."""
    catalogue, register = load_catalogue(home.contracts), register_now(home)
    truly = true_persons(city, register)
    parts = [pl.DataFrame(schema=MATCHES)]
    for month in city.months[-MONTHS:]:
        for file in city.arrivals(format_month(month)):
            if catalogue[file.dataset].role is Role.FACTS:
                parts += _of_file(city, file, catalogue[file.dataset], register, truly)
    return pl.concat(parts)


def _of_file(
    city: City, file: Arrival, contract: Contract, register: Register, truly: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    records = city.records.filter(col("file") == plain_name(file.path.name), col("dataset") == contract.dataset)
    for sheet in open_delivery(file.path):
        for found, candidates in _matched(sheet, file, contract, register):
            yield _judged(found, candidates, records, truly)


def _matched(
    sheet: Sheet, file: Arrival, contract: Contract, register: Register
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    places = columns_of(contract, sheet.header, sheet.name).places
    for part in sheet.parts(PART):
        rows = check(contract, part, places, file.day).rows
        found = match(rows, register, name_needed=contract.name_needed)
        yield found.rows, found.candidates


def _judged(found: pl.DataFrame, candidates: pl.DataFrame, records: pl.DataFrame, truly: pl.DataFrame) -> pl.DataFrame:
    """Each row with the truth about it."""
    taken = truly.rename({"true_person": "taken"})
    offered = candidates.join(taken, on="person", how="left").group_by("line").agg(offers=col("taken"))
    about = records.filter(col("truth") != "dirty").select("dataset", "line", "flaw", true_person="person")
    told = found.join(about, on="line").join(taken, on="person", how="left").join(offered, on="line", how="left")
    known = col("true_person").is_in(truly["true_person"].implode())
    among = col("offers").list.contains(col("true_person")).fill_null(value=False)
    result = (
        when(col("person").is_not_null())
        .then(when(col("taken").eq_missing(col("true_person"))).then(lit("right")).otherwise(lit("wrong")))
        .when(col("offers").is_not_null())
        .then(when(among).then(lit("offered")).otherwise(lit("offered_wrong")))
        .otherwise(when(known).then(lit("missed")).otherwise(lit("stranger")))
    )
    return told.with_columns(result=result, level=col("level").cast(pl.Int64)).select(*MATCHES)
