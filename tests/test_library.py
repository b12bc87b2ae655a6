"""`zige.determine` for tables a program holds: what comes in one kind goes out in the same, equal to the sample."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import zige
from zige.law.lawbook import load_lawbook
from zige.tables import DETERMINATIONS

CASES = Path(__file__).parent / "data" / "cases"
RULEBOOK = Path(zige.__file__).parent / "law" / "rulebooks" / "leshan.yaml"
EXPECTED = (CASES / "expected-2026-11.csv").read_text("utf-8")
NAMES = ("benefits", "facts", "amounts", "paid")


@pytest.fixture(scope="module")
def sample() -> list[pl.DataFrame]:
    return [pl.read_csv(CASES / f"{name}.csv", infer_schema=False) for name in NAMES]


def as_text(table: pa.Table) -> str:
    """The table as `zige determine` writes it."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame.sort("benefit_id").write_csv()


KINDS = {
    "pyarrow": (lambda frame: frame.to_arrow(), pa.Table, lambda table: table),
    "pandas": (lambda frame: frame.to_pandas(), pd.DataFrame, pa.Table.from_pandas),
    "polars": (lambda frame: frame, pl.DataFrame, pl.DataFrame.to_arrow),
    "polars lazy": (lambda frame: frame.lazy(), pl.LazyFrame, lambda frame: frame.collect().to_arrow()),
    "duckdb": (
        lambda frame: duckdb.from_arrow(frame.to_arrow()),
        duckdb.DuckDBPyRelation,
        lambda r: r.to_arrow_table(),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_is_equal_and_of_the_kind_given(kind: str, sample: list[pl.DataFrame]) -> None:
    give, type_, arrow = KINDS[kind]
    found = zige.determine(*map(give, sample), month="2026-11")
    assert isinstance(found, type_)
    assert as_text(arrow(found)) == EXPECTED


def test_the_columns_have_the_types_the_manual_says(sample: list[pl.DataFrame]) -> None:
    found = zige.determine(*sample, month="2026-11")
    assert found.columns == DETERMINATIONS.names
    assert found.schema["last_certified"] == pl.Date
    assert isinstance(found.schema["settlement"], pl.Decimal)
    assert found.schema["settlement"].scale == 2
    assert found.filter(pl.col("grounds") == "").is_empty()
    assert found.filter(pl.col("grounds").is_null(), standing="continue").height > 0


def test_typed_columns_say_the_same_as_text(sample: list[pl.DataFrame]) -> None:
    benefits, facts, amounts, paid = sample
    yuan = pl.Decimal(12, 2)
    typed = [
        benefits.with_columns(
            pl.col("monthly_amount").cast(yuan),
            pl.col("incapacitated") == "true",
            pl.col("kind", "standing_before").cast(pl.Categorical),
            pl.lit(1.5).alias("another column"),
        ),
        facts.with_columns(
            pl.col("version").cast(pl.Int32), pl.col("start", "end").str.to_date(), pl.col("received").str.to_datetime()
        ),
        amounts.with_columns(pl.col("amount").cast(yuan)),
        paid.with_columns(pl.col("amount").cast(yuan)),
    ]
    for give in (lambda frame: frame, lambda frame: frame.to_arrow()):
        found = zige.determine(*map(give, typed), month="2026-11")
        assert as_text(found if isinstance(found, pa.Table) else found.to_arrow()) == EXPECTED


def test_a_day_may_be_a_date_or_text(sample: list[pl.DataFrame]) -> None:
    expected = (CASES / "expected-2026-11-known-by-2026-10-15.csv").read_text("utf-8")
    for day in ("2026-10-15", dt.date(2026, 10, 15)):
        found = zige.determine(*sample, month="2026-11", known_by=day)
        assert as_text(found.to_arrow()) == expected


def test_a_rulebook_may_be_a_path_or_one_that_was_read(sample: list[pl.DataFrame]) -> None:
    lawbook = load_lawbook()
    for rulebook in (RULEBOOK, [RULEBOOK], lawbook, lawbook.at(24322)):
        found = zige.determine(*sample, month="2026-11", rulebook=rulebook)
        assert as_text(found.to_arrow()) == EXPECTED


def test_nothing_given_is_changed(sample: list[pl.DataFrame]) -> None:
    given = [frame.to_pandas() for frame in sample]
    copies = [frame.copy() for frame in given]
    zige.determine(*given, month="2026-11")
    for frame, copy in zip(given, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


def refusal(**changed: Any) -> str:
    """What is said of one sound benefit with some of its columns changed."""
    benefit: dict[str, Any] = {
        "benefit_id": ["B1"], "id_number": ["511123194304237242"], "kind": ["pension.civil"],
        "first_month": ["2020-01"], "last_month": pa.nulls(1), "cycle_from": pa.nulls(1), "monthly_amount": ["1.00"],
        "relation": pa.nulls(1), "incapacitated": [False], "standing_before": ["continue"],
    }  # fmt: skip
    facts = {column: pa.array([], pa.string()) for column in zige.tables.FACTS.names}
    with pytest.raises(zige.ZigeError) as caught:
        zige.determine(pa.table(benefit | changed), pa.table(facts), month="2026-11")
    return str(caught.value)


def test_money_in_floating_point_is_refused() -> None:
    assert refusal(monthly_amount=[1.1]).startswith("benefits, column monthly_amount: type Float64 cannot hold")


def test_money_with_three_places_is_refused() -> None:
    amounts = pa.array([Decimal("1.125")], pa.decimal128(10, 3))
    assert refusal(monthly_amount=amounts).startswith("benefits, column monthly_amount: type Decimal")


def test_a_wrong_value_is_named_without_a_line() -> None:
    found = refusal(kind=["pension.moon"])
    assert found.startswith("benefits, column kind, value 'pension.moon': not one of pension.enterprise, ")


@pytest.mark.parametrize(("month", "known_by"), [("2026-1", None), ("november", None), ("2026-11", "yesterday")])
def test_what_is_no_month_or_day_is_refused(month: str, known_by: str | None, sample: list[pl.DataFrame]) -> None:
    with pytest.raises(zige.RequestRefused, match="is not a"):
        zige.determine(*sample, month=month, known_by=known_by)


def test_tables_of_several_kinds_or_of_none_are_refused(sample: list[pl.DataFrame]) -> None:
    benefits, facts, *_ = sample
    with pytest.raises(zige.RequestRefused, match="one kind"):
        zige.determine(benefits, facts.to_arrow(), month="2026-11")
    with pytest.raises(zige.RequestRefused, match="type list are not supported"):
        zige.determine([], [], month="2026-11")
