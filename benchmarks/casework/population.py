"""A home with a register and two runs of any size, without receiving and determining anything."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何罗高林"
GIVEN = "桂芳国强玉珍建华小妹秀英淑兰志明素清德贵春梅光荣永福成勇仕万琼碧"
COUNTIES = [f"5111{n:02d}" for n in (2, 11, 12, 13, 23, 24, 26, 29, 32, 33, 81)]
TOWNS, VILLAGES = 20, 10
"""Of a county, and of a town."""
MONTHS = ("2026-10", "2026-11")


def fill(home: Path, benefits: int) -> None:
    """The register of so many people with a benefit each, and a run of each of MONTHS."""
    register = made_register(benefits)
    made_batch(home, register)
    for at, month in enumerate(MONTHS):
        made_run(home, register, month, at)


def made_register(count: int) -> Any:
    """People as a roster has them: twenty surnames, two hundred villages to a county, one employer in ten."""
    from zige.identity.names import name_key
    from zige.identity.questions import DUPLICATES, QUESTIONS
    from zige.identity.register import AMOUNTS, BENEFITS, CHANGES, PERSONS, Register

    dice = np.random.default_rng(1)
    number = np.arange(1, count + 1)
    pick = lambda words: np.array(list(words))[dice.integers(0, len(words), count)]  # noqa: E731
    county = np.array(COUNTIES)[dice.integers(0, len(COUNTIES), count)]
    frame = pl.DataFrame(
        {
            "person": number,
            "county": county,
            "village": dice.integers(0, TOWNS * VILLAGES, count),
            "one": pick(SURNAMES),
            "two": pick(GIVEN),
            "three": pick(GIVEN),
            "born": dice.integers(-14000, -3600, count),
            "amount": dice.integers(10_000, 600_000, count),
            "employer": dice.integers(0, 3000, count),
        }
    ).with_columns(
        region=pl.col("county")
        + (pl.col("village") // VILLAGES + 1).cast(pl.String).str.zfill(3)
        + (pl.col("village") % VILLAGES + 1).cast(pl.String).str.zfill(3)
    )
    persons = frame.select(
        "person", "region", id_number=pl.col("county") + pl.col("person").cast(pl.String).str.zfill(12),
        name=pl.col("one") + pl.col("two") + pl.col("three"), birth_date=pl.col("born").cast(pl.Int32).cast(pl.Date),
        phone="139" + pl.col("person").cast(pl.String).str.zfill(8), sex=pl.lit("female"), residence=pl.lit("local"), mobility=pl.lit("normal"),
    ).with_columns(name_key=name_key(pl.col("name")))  # fmt: skip
    held = frame.select(
        "person", benefit_id="B" + pl.col("person").cast(pl.String).str.zfill(9), kind=pl.lit("pension.resident"),
        first_month=pl.lit(2015 * 12, pl.Int64), monthly_amount="amount", standing=pl.lit("continue"), office="county",
        employer=pl.when(pl.col("person") % 10 == 0).then("E" + pl.col("employer").cast(pl.String)), listed=pl.lit(value=True), incapacitated=pl.lit(value=False),
    )  # fmt: skip
    empty = (pl.DataFrame(schema=schema) for schema in (AMOUNTS, CHANGES, QUESTIONS, DUPLICATES))
    return Register(shaped(persons, PERSONS), shaped(held, BENEFITS), *empty)


def shaped(rows: pl.DataFrame, schema: dict[str, Any]) -> pl.DataFrame:
    """The rows with all columns of a table."""
    return pl.concat([pl.DataFrame(schema=schema), rows.cast({c: schema[c] for c in rows.columns})], how="diagonal")


def made_batch(path: Path, register: Any) -> None:
    """A batch with the register, as receiving a roster leaves it."""
    from zige.receiving.registers import write_register
    from zige.store.batches import RECEIPT
    from zige.store.home import Home
    from zige.store.writing import write_json

    folder = path / "store" / "batches" / "000001-roster.benefits-2026-10-abcdefabcdef"
    folder.mkdir(parents=True)
    write_json(
        folder / RECEIPT,
        {
            "batch": "abcdefabcdef",
            "dataset": "roster.benefits",
            "month": "2026-10",
            "received": "2026-10-01",
            "status": "accepted",
            "header": [],
        },
    )
    write_register(Home(path), folder, register)


def made_run(path: Path, register: Any, month: str, later: int) -> None:
    """What a run finds: in the later one, one in twelve was certified anew and one flag in fifty fell."""
    from zige.identity.ladder import CANDIDATES
    from zige.store import runs
    from zige.store.home import Home
    from zige.store.sealing import seal_table
    from zige.store.writing import write_json

    folder = path / "store" / "runs" / month / "001"
    folder.mkdir(parents=True)
    person, new = pl.col("person"), (pl.col("person") % 12 == 3) & pl.lit(later == 1)
    fell = (person % 50 == 7) & pl.lit(later == 1)
    day = pl.when(new).then(pl.lit(dt.date(2026, 10, 9))).otherwise(pl.lit(dt.date(2025, 12, 9)))
    told = register.benefits.select(
        "benefit_id", "person", month=pl.lit(month), standing=pl.when(person % 40 == 1).then(pl.lit("suspend")).otherwise(pl.lit("continue")),
        grounds=pl.when(person % 40 == 1).then(pl.lit("7.overdue")), action=pl.when(person % 200 == 1).then(pl.lit("suspend")).otherwise(pl.lit("none")),
        last_certified=day, cycle_start=pl.lit("2026-01"), due_month=pl.when(new).then(pl.lit("2027-10")).otherwise(pl.lit("2026-12")),
        attention=pl.when(fell).then(None).when(person % 6 == 1).then(pl.lit("remind")).when(person % 50 == 2).then(pl.lit("verify")),
        back_pay_months=pl.lit(None, pl.String), overpaid_months=pl.lit(None, pl.String), settlement=pl.lit(0).cast(pl.Decimal(19, 2)),
    )  # fmt: skip
    events = register.persons.filter(person % 8 == 2).select(
        "person", fact_id=pl.concat_str(pl.lit("detention"), person, pl.lit(3), person, separator="-"), kind=pl.lit("detention"),
        start=pl.lit(dt.date(2026, 9, 3)), end=pl.lit(None, pl.Date), outcome=pl.lit(None, pl.String), department=pl.lit("police"),
        status=pl.lit("pending"), received=pl.lit(dt.date(2026, 10, 2)), benefit_id=pl.lit(None, pl.String),
    )  # fmt: skip
    rows = events.select(
        "fact_id",
        number=pl.lit(3, pl.Int64),
        line="person",
        dataset=pl.lit("police.custody"),
        start="start",
        end="end",
        status="status",
        level=pl.lit(1, pl.Int8),
    )
    certified = told.filter(new | pl.lit(later == 0) & (person % 12 == 5)).select(
        "person", day="last_certified", by=pl.lit("life.outpatient"), silently=pl.lit(value=True)
    )
    questions = pl.DataFrame(
        schema={
            "person": pl.Int64,
            "kind": pl.String,
            "other": pl.Int64,
            "dataset": pl.String,
            "day": pl.Date,
            "number": pl.Int64,
            "line": pl.Int64,
        }
    )
    tables = {
        runs.DETERMINATIONS: told,
        runs.EVENTS: events,
        runs.EVIDENCE: rows,
        runs.CERTIFIED: certified,
        runs.QUESTIONS: questions,
    }
    for name, table in tables.items():
        table.write_parquet(folder / name)
    seal_table(
        pl.DataFrame(schema={"number": pl.Int64, "dataset": pl.String, **CANDIDATES}),
        folder / runs.OPEN_CANDIDATES,
        Home(path).keys,
    )
    write_json(folder / runs.RUN_RECEIPT, {"batches": [1], "counts": {"benefits": told.height}, "month": month})
