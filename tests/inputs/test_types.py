"""What columns may be made of: the types that hold their values exactly, in Parquet files and in tables in memory."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from inputs.tables_given import refusal_of_files, sound, sound_ones, taken_in_files, taken_in_frames
from running import Rows, as_texts
from zige import InputRefused, determine
from zige.tables import AMOUNTS, BENEFITS, FACTS, INPUTS, PAID, Table, ValueType

ENGINES = ("duckdb", "polars")

MONEY, DAY = pa.decimal128(12, 2), pa.date32()
EXACT_TYPES = {ValueType.MONEY: MONEY, ValueType.DATE: DAY, ValueType.INTEGER: pa.int64(), ValueType.TRUTH: pa.bool_()}


def cast(table: pa.Table, **types: pa.DataType) -> pa.Table:
    """The table with other types in some columns."""
    for name, type_ in types.items():
        table = table.set_column(table.column_names.index(name), name, _cast(table.column(name), type_))
    return table


def _cast(values: pa.ChunkedArray, type_: pa.DataType) -> pa.ChunkedArray | pa.Array:
    if pa.types.is_null(type_):
        return pa.nulls(len(values))
    through = pa.decimal128(18, 0) if pa.types.is_integer(type_) else type_
    return values.cast(through).cast(type_)


def texts(table: Table) -> pa.Table:
    return as_texts(table, sound()[table])


def typed(table: Table) -> pa.Table:
    """The sound table with money, days, versions and truth values in types of their own."""
    types = {
        column.name: EXACT_TYPES[column.value_type] for column in table.columns if column.value_type in EXACT_TYPES
    }
    return cast(texts(table), **types)


def answered(**tables: Any) -> Rows:
    """The answer to sound tables of which some are others, through the library."""
    given = {table.name: texts(table) for table in INPUTS} | tables
    return determine(**given, month="2026-06").sort_by("benefit_id").to_pylist()


TYPES = [
    ({}, "typed"),
    ({BENEFITS: {"monthly_amount": pa.decimal128(5, 0)}}, "whole decimals"),
    ({BENEFITS: {"monthly_amount": pa.int16()}, PAID: {"amount": pa.int64()}}, "integers"),
    ({BENEFITS: {"monthly_amount": pa.decimal128(38, 2)}, PAID: {"amount": pa.decimal128(18, 2)}}, "wide decimals"),
    ({FACTS: {"version": pa.int8()}}, "narrow versions"),
    ({FACTS: {"version": pa.uint32()}}, "unsigned versions"),
    ({FACTS: {"start": pa.timestamp("us"), "end": pa.timestamp("ns"), "received": pa.timestamp("s")}}, "timestamps"),
    ({FACTS: {"start": pa.date64()}}, "days in milliseconds"),
    ({table: dict.fromkeys(["benefit_id"], pa.large_string()) for table in INPUTS}, "large text"),
    ({table: dict.fromkeys(["benefit_id"], pa.string_view()) for table in INPUTS}, "text views"),
    ({FACTS: {"kind": pa.dictionary(pa.int32(), pa.string())}}, "a dictionary of kinds"),
    ({BENEFITS: {"relation": pa.dictionary(pa.int8(), pa.string())}}, "a dictionary with nulls"),
    ({PAID: {"benefit_id": pa.dictionary(pa.int32(), pa.string()), "month": pa.dictionary(pa.int8(), pa.string())}}, "dictionaries in the ledger"),
    ({FACTS: {"id_number": pa.dictionary(pa.int32(), pa.string()), "start": pa.dictionary(pa.int8(), pa.string())}}, "dictionaries of people and days"),
]  # fmt: skip


def written_in(types: dict[Table, dict[str, pa.DataType]]) -> dict[str, pa.Table]:
    """The sound tables, typed where no types are asked for, else text with these types."""
    return {table.name: cast(texts(table), **types[table]) if table in types else typed(table) for table in INPUTS}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("types", [pytest.param(types, id=name) for types, name in TYPES])
def test_a_parquet_file_may_have_any_type_that_is_exact(engine: str, types: Any, tmp_path: Path) -> None:
    assert taken_in_files(engine, tmp_path, **written_in(types)) == sound_ones(engine)


@pytest.mark.parametrize("types", [pytest.param(types, id=name) for types, name in TYPES])
def test_a_table_in_memory_may_have_any_type_that_is_exact(types: Any) -> None:
    assert taken_in_frames(**written_in(types)) == sound_ones("duckdb")


FLOATS = [(BENEFITS, "monthly_amount"), (AMOUNTS, "amount"), (PAID, "amount"), (FACTS, "version")]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("table", "column"), FLOATS, ids=lambda given: getattr(given, "name", given))
def test_floating_point_is_refused_in_files(engine: str, table: Table, column: str, tmp_path: Path) -> None:
    """LAW §6: money is exact; 0.1 + 0.2 is not, so floating point never becomes money, whole or not."""
    refused = refusal_of_files(engine, tmp_path, **{table.name: cast(texts(table), **{column: pa.float64()})})
    assert refused is not None
    assert (refused.file, refused.column) == (f"{table.name}.parquet", column)


@pytest.mark.parametrize(("table", "column"), FLOATS, ids=lambda given: getattr(given, "name", given))
def test_floating_point_is_refused_in_memory(table: Table, column: str) -> None:
    tables = {each.name: texts(each) for each in INPUTS}
    tables[table.name] = cast(tables[table.name], **{column: pa.float64()})
    with pytest.raises(InputRefused) as caught:
        taken_in_frames(**tables)
    assert (caught.value.file, caught.value.column) == (table.name, column)


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
@pytest.mark.parametrize("amount", ["0.005", "1000.001", "1000.010"])
def test_an_amount_with_more_than_two_places_is_refused_and_never_rounded(kind: str, amount: str) -> None:
    """1000.010 is exact as a value, but its column may hold what is not."""
    exact = pa.array([Decimal(amount), Decimal("1.000"), Decimal("2.000")], pa.decimal128(10, 3))
    benefits = texts(BENEFITS).set_column(6, "monthly_amount", exact)
    facts = texts(FACTS)
    if kind == "polars":
        benefits, facts = pl.from_arrow(benefits), pl.from_arrow(facts)
    with pytest.raises(InputRefused) as caught:
        determine(benefits, facts, month="2026-06")
    assert caught.value.column == "monthly_amount"


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
@pytest.mark.parametrize(
    ("type_", "amount"),
    [(pa.int64(), 10**17), (pa.decimal128(38, 2), Decimal(10) ** 20), (pa.decimal128(20, 2), Decimal(10) ** 17)],
    ids=str,
)
def test_an_amount_beyond_all_money_is_refused_in_our_words(kind: str, type_: pa.DataType, amount: Any) -> None:
    benefits = texts(BENEFITS).set_column(6, "monthly_amount", pa.array([amount, 1, 2], type_))
    facts = texts(FACTS)
    if kind == "polars":
        benefits, facts = pl.from_arrow(benefits), pl.from_arrow(facts)
    with pytest.raises(InputRefused) as caught:
        determine(benefits, facts, month="2026-06")
    assert caught.value.column == "monthly_amount"


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
def test_a_column_of_nothing_has_no_type_and_is_empty(kind: str) -> None:
    """A caller's list of None has the type null."""
    tables = sound()
    for row in tables[BENEFITS]:
        row |= {"last_month": "", "cycle_from": "", "relation": ""}
    for row in tables[FACTS]:
        row |= {"end": "", "outcome": "", "benefit_id": ""}
    given = {table: as_texts(table, tables[table]) for table in (BENEFITS, FACTS)}
    untyped = {
        BENEFITS.name: cast(given[BENEFITS], last_month=pa.null(), cycle_from=pa.null(), relation=pa.null()),
        FACTS.name: cast(given[FACTS], end=pa.null(), outcome=pa.null(), benefit_id=pa.null()),
    }
    expected = determine(given[BENEFITS], given[FACTS], month="2026-06").sort_by("benefit_id").to_pylist()
    if kind == "polars":
        answer = determine(**{name: pl.from_arrow(table) for name, table in untyped.items()}, month="2026-06")
        assert answer.sort("benefit_id").to_dicts() == expected
    else:
        assert determine(**untyped, month="2026-06").sort_by("benefit_id").to_pylist() == expected


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
@pytest.mark.parametrize("column_type", [pa.string(), pa.null()], ids=str)
def test_tables_without_rows_give_a_table_without_rows(kind: str, column_type: pa.DataType) -> None:
    empty = {table.name: pa.schema(dict.fromkeys(table.names, column_type)).empty_table() for table in INPUTS}
    if kind == "polars":
        answer = determine(**{name: pl.from_arrow(table) for name, table in empty.items()}, month="2026-06")
        assert answer.is_empty()
    else:
        assert determine(**empty, month="2026-06").num_rows == 0


WRONG_TYPES = [
    (BENEFITS, "first_month", pa.array([dt.date(2020, 1, 1)] * 3)),
    (BENEFITS, "first_month", pa.array([202001] * 3)),
    (BENEFITS, "incapacitated", pa.array([0, 1, 0])),
    (BENEFITS, "kind", pa.array([1, 2, 3])),
    (BENEFITS, "id_number", pa.array([511102195001010019] * 3)),
    (FACTS, "start", pa.array([20260101] * 4)),
    (FACTS, "status", pa.array([True] * 4)),
]


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
@pytest.mark.parametrize(("table", "column", "values"), WRONG_TYPES, ids=lambda given: getattr(given, "name", None))
def test_a_column_of_another_type_is_refused_in_our_words(
    kind: str, table: Table, column: str, values: pa.Array
) -> None:
    given = {each.name: texts(each) for each in INPUTS}
    given[table.name] = given[table.name].set_column(table.names.index(column), column, values)
    if kind == "polars":
        given = {name: pl.from_arrow(each) for name, each in given.items()}
    with pytest.raises(InputRefused) as caught:
        determine(**given, month="2026-06")
    assert (caught.value.file, caught.value.column) == (table.name, column)


def test_a_day_with_a_time_of_day_is_that_day() -> None:
    """A certification at eleven at night lies in its own month."""
    times = pa.array([dt.datetime(2026, 5, 31, 23, 0), *[dt.datetime(2026, 1, 5)] * 3], pa.timestamp("us"))  # noqa: DTZ001
    facts = texts(FACTS).set_column(4, "start", times)
    row = answered(facts=facts)[0]
    assert (row["last_certified"], row["cycle_start"]) == (dt.date(2026, 5, 31), "2026-06")
