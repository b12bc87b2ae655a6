"""Whose row it was: every row that passes the checks has one result."""

import polars as pl

from evaluation.conftest import Tried
from zige.evaluation.matching import RESULTS, matches
from zige.evaluation.report import Evaluation

col = pl.col


def test_every_row_has_one_result_and_the_number_finds_the_right_person(tried: Tried) -> None:
    told = matches(tried.city, tried.done.home)
    assert set(told["result"]) <= set(RESULTS)
    plain = told.filter(col("flaw") == "", col("level") > 0)
    assert plain.height > 100
    assert set(plain["result"]) == {"right"}


def test_nobody_outside_the_register_is_missed(tried: Tried) -> None:
    holders = tried.city.benefits["person"].implode()
    told = matches(tried.city, tried.done.home)
    assert told.filter(col("result") == "missed", ~col("true_person").is_in(holders)).is_empty()
    assert told.filter(col("result") == "stranger").height > 0


def test_levels_and_datasets_count_the_same_rows(told: Evaluation) -> None:
    rows = {column: sum(row["rows"] for row in told["matches"][column]) for column in ("level", "dataset")}
    assert rows["level"] == rows["dataset"] > 0
