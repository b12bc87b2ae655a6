"""`zige.determine` for tables a program holds: what comes in one kind goes out in the same, equal to the sample."""

import datetime as dt
import itertools
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import zige
from inputs.tables_given import sound
from running import Rows, as_texts, as_written
from zige.law.lawbook import load_lawbook
from zige.law.reading import load_rulebook
from zige.tables import AMOUNTS, BENEFITS, DETERMINATIONS, FACTS, INPUTS, PAID

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


# --- small tables, spoilt or written otherwise -------------------------------------------------------------------------

SOUND = {table: as_texts(table, sound()[table]) for table in INPUTS}
PLACE = {"benefits": BENEFITS, "facts": FACTS, "amounts": AMOUNTS, "paid": PAID}


def small(kind: str) -> dict[str, Any]:
    """Three benefits with their facts and payments, as tables of a kind."""
    return {table.name: KINDS[kind][0](pl.from_arrow(SOUND[table])) for table in INPUTS}


def written(found: Any, kind: str = "polars") -> Rows:
    """An answer as a text file has it, in the order of benefit_id."""
    rows = pl.from_arrow(KINDS[kind][2](found)).sort("benefit_id").to_dicts()
    return [as_written(row) for row in rows]


@pytest.fixture(scope="module")
def usual() -> Rows:
    """The answer to the small tables."""
    return written(zige.determine(**small("polars"), month="2026-06"))


ONE_KIND = ("pyarrow", "pandas", "polars", "duckdb")


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(ONE_KIND, 2)))
def test_no_two_kinds_are_mixed(one: str, other: str) -> None:
    with pytest.raises(zige.RequestRefused, match="all tables must be of one kind"):
        zige.determine(small(one)["benefits"], small(other)["facts"], month="2026-06")


def test_eager_and_lazy_tables_of_polars_are_of_one_kind_and_the_benefits_say_which(usual: Rows) -> None:
    lazy = zige.determine(**small("polars") | {"benefits": small("polars lazy")["benefits"]}, month="2026-06")
    eager = zige.determine(**small("polars lazy") | {"benefits": small("polars")["benefits"]}, month="2026-06")
    assert isinstance(eager, pl.DataFrame)
    assert (written(lazy, "polars lazy"), written(eager)) == (usual, usual)


@pytest.mark.parametrize("table", [[{}], {"benefit_id": ["B1"]}, "benefits.csv", pd.Series(["B1"]), None], ids=repr)
@pytest.mark.parametrize("name", ["benefits", "facts"])
def test_what_is_no_table_is_refused(name: str, table: Any) -> None:
    with pytest.raises(zige.RequestRefused):
        zige.determine(**small("polars") | {name: table}, month="2026-06")


@pytest.mark.parametrize("kind", ["pyarrow", "pandas"])
def test_a_column_that_stands_twice_is_refused(kind: str) -> None:
    given = small(kind)
    if kind == "pandas":
        given["facts"] = pd.concat([given["facts"], given["facts"][["start"]]], axis=1)
    else:
        given["facts"] = given["facts"].append_column("start", given["facts"]["start"])
    with pytest.raises(zige.ZigeError):
        zige.determine(**given, month="2026-06")


def test_a_missing_column_is_named() -> None:
    given = small("polars")
    with pytest.raises(zige.InputRefused, match=r"^facts, column received: this column is missing"):
        zige.determine(**given | {"facts": given["facts"].drop("received")}, month="2026-06")


def test_columns_may_stand_in_any_order_and_others_beside_them(usual: Rows) -> None:
    given = {
        name: frame.select(reversed(frame.columns)).with_row_index("line") for name, frame in small("polars").items()
    }
    assert written(zige.determine(**given, month="2026-06")) == usual


def test_pandas_types_say_the_same_as_text() -> None:
    """Columns of None and of NaN, days with a missing one, categories, an index that is no count of rows."""
    given = small("pandas")
    for name in ("last_month", "cycle_from", "relation"):
        given["benefits"][name] = None
    given["facts"] = given["facts"].assign(benefit_id=float("nan"), outcome=None)
    given["facts"].loc[given["facts"]["end"].notna(), "end"] = "2026-03-02"
    expected = written(zige.determine(**given, month="2026-06"), "pandas")
    facts, benefits = given["facts"], given["benefits"]
    otherwise = {
        "facts": facts.assign(
            **{day: pd.to_datetime(facts[day]) for day in ("start", "end", "received")},
            kind=facts["kind"].astype("category"),
            version=facts["version"].astype("int16"),
        ),
        "benefits": benefits.assign(
            incapacitated=benefits["incapacitated"] == "true",
            monthly_amount=[Decimal(amount) for amount in benefits["monthly_amount"]],
        ).set_index("kind", drop=False),
        "paid": given["paid"].assign(amount=[Decimal(amount) for amount in given["paid"]["amount"]]),
    }
    assert written(zige.determine(**given | otherwise, month="2026-06"), "pandas") == expected
    assert otherwise["benefits"].index.name == "kind"


@pytest.mark.parametrize("kind", ["duckdb", "polars lazy"])
def test_benefits_may_be_numbered(kind: str, usual: Rows) -> None:
    """Identifiers given as integers come back as text."""
    given = {}
    for name, table in PLACE.items():
        numbers = pl.col("benefit_id").str.strip_prefix("B").cast(pl.Int32)
        given[name] = KINDS[kind][0](pl.from_arrow(SOUND[table]).with_columns(numbers))
    expected = [row | {"benefit_id": row["benefit_id"].removeprefix("B")} for row in usual]
    assert written(zige.determine(**given, month="2026-06"), kind) == expected


@pytest.mark.parametrize("kind", ["pandas", "polars lazy", "duckdb"])
def test_money_in_floating_point_is_refused_of_every_kind(kind: str) -> None:
    amounts = KINDS[kind][0](pl.from_arrow(SOUND[AMOUNTS]).with_columns(pl.col("amount").cast(pl.Float64)))
    with pytest.raises(zige.InputRefused) as caught:
        zige.determine(**small(kind) | {"amounts": amounts}, month="2026-06")
    assert str(caught.value) == (
        "amounts, column amount: type Float64 cannot hold this column exactly; give text (yuan, at most two decimal places)"
    )
    assert caught.value.zh == "amounts，amount 列：类型 Float64 不能准确表示此列；请改用文本"


@pytest.mark.parametrize("kind", ["pandas", "polars lazy", "duckdb"])
def test_tables_without_rows_give_one_without_rows(kind: str) -> None:
    empty = {
        name: KINDS[kind][0](pl.DataFrame(schema=dict.fromkeys(table.names, pl.String)))
        for name, table in PLACE.items()
    }
    found = KINDS[kind][2](zige.determine(**empty, month="2026-06"))
    assert (found.num_rows, found.column_names) == (0, DETERMINATIONS.names)


@pytest.mark.parametrize("kind", ["pyarrow", "duckdb"])
def test_an_answer_has_the_same_types_of_every_engine(kind: str) -> None:
    found = KINDS[kind][2](zige.determine(**small(kind), month="2026-06"))
    types = {name: str(type_) for name, type_ in zip(found.schema.names, found.schema.types, strict=True)}
    assert types.pop("last_certified") == "date32[day]"
    assert re.fullmatch(r"decimal128\(\d+, 2\)", types.pop("settlement"))
    assert set(types.values()) == {"string"}
    assert "" not in [value for row in found.to_pylist() for value in row.values()]


def last_certified_of_li(given: dict[str, Any], kind: str, **asked: Any) -> str:
    """The day, or `refused`."""
    try:
        return written(zige.determine(**given, month="2026-06", **asked), kind)[0]["last_certified"]
    except zige.ZigeError:
        return "refused"


@pytest.mark.parametrize("kind", ["pyarrow", "polars"])
def test_a_time_with_a_zone_is_the_day_in_that_zone_or_refused(kind: str) -> None:
    """Half past midnight in Shanghai is the day before in UTC, and may be another month."""
    shanghai = dt.timezone(dt.timedelta(hours=8))
    times = [dt.datetime(2026, 6, 1, 0, 30, tzinfo=shanghai), *[dt.datetime(2026, 1, 5, tzinfo=shanghai)] * 3]
    facts = SOUND[FACTS].set_column(4, "start", pa.array(times, pa.timestamp("us", tz="Asia/Shanghai")))
    given = small(kind) | {"facts": KINDS[kind][0](pl.from_arrow(facts))}
    assert last_certified_of_li(given, kind) in ("2026-06-01", "refused")


# --- what is asked for -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "month", ["2026-00", "0000-01", " 2026-06", "２０２６-06", "", dt.date(2026, 6, 1), 202606, None], ids=repr
)
def test_a_month_is_written_in_one_way(month: Any) -> None:
    with pytest.raises(zige.RequestRefused, match="write it like 2026-11"):
        zige.determine(**small("polars"), month=month)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-06", "", "20260630", "2026-W26-1", 20260630], ids=repr)
def test_a_day_is_written_in_one_way(day: Any) -> None:
    with pytest.raises(zige.RequestRefused, match="write it like 2026-11-20"):
        zige.determine(**small("polars"), month="2026-06", known_by=day)


@pytest.mark.parametrize("zone", [None, dt.timezone(dt.timedelta(hours=8))], ids=["no zone", "a zone"])
def test_a_moment_means_its_day_or_is_refused(zone: dt.tzinfo | None) -> None:
    """The certification of Li was received on 2026-03-06."""
    moment = dt.datetime(2026, 3, 6, 0, 30, tzinfo=zone)
    assert last_certified_of_li(small("polars"), "polars", known_by=moment) in ("2026-03-05", "refused")


def test_several_rulebooks_each_judge_their_months(tmp_path: Path) -> None:
    """Li certified in March: certified for twelve months under the old rules, for two under those from 2026-06 on."""
    text = RULEBOOK.read_text("utf-8")
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    in_force = '{from: "2022-01", until: null}'
    assert (text.count(in_force), text.count("\n  months: 12\n")) == (1, 1)
    old.write_text(text.replace(in_force, '{from: "2022-01", until: "2026-05"}'), "utf-8")
    shorter = text.replace("\n  months: 12\n", "\n  months: 2\n")
    new.write_text(shorter.replace(in_force, '{from: "2026-06", until: null}'), "utf-8")
    for rulebook in ([new, old], [str(old), load_rulebook(new)], load_lawbook([old, new])):
        found = {
            month: written(zige.determine(**small("polars"), month=month, rulebook=rulebook))[0]
            for month in ("2026-05", "2026-06")
        }
        assert {month: (row["standing"], row["grounds"]) for month, row in found.items()} == {
            "2026-05": ("continue", ""),
            "2026-06": ("suspend", "unconfirmed"),
        }


def test_a_wrong_rulebook_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(RULEBOOK.read_text("utf-8").replace("\n  months: 12\n", "\n  months: twelve\n"), "utf-8")
    for rulebook, message in (
        (broken, "^broken.yaml, cycle.months, value 'twelve'"),
        ([RULEBOOK, RULEBOOK], "overlaps"),
    ):
        with pytest.raises(zige.RulebookRefused, match=message):
            zige.determine(**small("polars"), month="2026-06", rulebook=rulebook)
