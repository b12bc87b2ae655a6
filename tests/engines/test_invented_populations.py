"""Invented populations: every engine answers word for word what the oracle computes in plain Python.

Engines can agree and be wrong, so each is held against the oracle, not against another.
"""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from engines.batches import ENGINES, answer, differing, extreme_batch, seeds, usual_batch
from reference.population import Run, extreme_runs, random_population, runs

# A batch shows the people who differ, so there is nothing to shrink.
FOUND = (Phase.explicit, Phase.reuse, Phase.generate)


def assert_equal_to_the_oracle(engine: str, run: Run) -> None:
    assert not (difference := differing(answer("reference", run), answer(engine, run), run)), difference


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("seed", "month", "known_by"), [(11, "2026-11", None), (12, "2024-02", "2024-02-15")])
def test_a_population_of_a_thousand_people(engine: str, seed: int, month: str, known_by: str | None) -> None:
    population = random_population(seed, 1000, month)
    assert_equal_to_the_oracle(engine, Run(**population, month=month, known_by=known_by))


@settings(max_examples=4, deadline=None, phases=FOUND)
@given(seed=seeds)
def test_many_small_runs_on_duckdb(seed: int) -> None:
    assert_equal_to_the_oracle("duckdb", usual_batch(seed, 40))


@settings(max_examples=4, deadline=None, phases=FOUND)
@given(seed=seeds)
def test_many_runs_with_extreme_values_on_duckdb(seed: int) -> None:
    assert_equal_to_the_oracle("duckdb", extreme_batch(seed, 40))


@settings(max_examples=10, deadline=None, phases=FOUND)
@given(seed=seeds, size=st.sampled_from([5, 40]))
def test_many_small_runs_on_polars(seed: int, size: int) -> None:
    assert_equal_to_the_oracle("polars", usual_batch(seed, size))


@settings(max_examples=10, deadline=None, phases=FOUND)
@given(seed=seeds, size=st.sampled_from([5, 40]))
def test_many_runs_with_extreme_values_on_polars(seed: int, size: int) -> None:
    assert_equal_to_the_oracle("polars", extreme_batch(seed, size))


@settings(max_examples=15, deadline=None)
@given(run=runs())
def test_single_runs_on_polars(run: Run) -> None:
    """One run at a time: with its own ledger, without amounts, without payments; Hypothesis shrinks what differs."""
    assert_equal_to_the_oracle("polars", run)


@settings(max_examples=15, deadline=None)
@given(run=extreme_runs())
def test_single_runs_with_extreme_values_on_polars(run: Run) -> None:
    assert_equal_to_the_oracle("polars", run)
