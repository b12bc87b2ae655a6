"""The officer and the door: what is verified changes payment, what is only reported does not."""

from pathlib import Path

import polars as pl
import pytest

from evaluation.conftest import Tried, unseen
from zige.errors import RequestRefused
from zige.evaluation.driving import drive
from zige.evaluation.measures import judged
from zige.evaluation.officer import Officer
from zige.evaluation.outcomes import outcomes
from zige.evaluation.replaying import Variant
from zige.store.batches import all_batches
from zige.store.runs import EVENTS

col = pl.col
WITHOUT_A_FACT = {"unconfirmed", "opening_stop", "opening_suspend", "survivor_of_age", "term_ended"}


def grounds_of(table: pl.DataFrame) -> set[str]:
    return set(table["grounds"].drop_nulls().str.split("|").explode())


def test_an_officer_without_error_leaves_nobody_wrongly_stopped(tried: Tried) -> None:
    last = tried.outcomes.filter(col("month") == tried.city.months[-1])
    assert last.filter(col("said") == "stop", col("withheld"), col("cause") == "fact").is_empty()
    assert tried.done.answers["wrong"].sum() == 0


def test_what_the_officer_confirms_stops_payment_in_the_next_month(tried: Tried) -> None:
    assert "death" in grounds_of(tried.outcomes)
    assert "death" not in grounds_of(tried.outcomes.filter(col("month") == tried.city.months[0]))


def test_reports_about_the_living_are_refuted(tried: Tried) -> None:
    refuted = tried.done.answers.filter(col("kind") == "death", col("status") == "refuted")
    events = tried.done.runs[-1].table(EVENTS).join(refuted.select("fact_id"), on="fact_id")
    assert refuted.height > 0
    assert set(events["status"]) == {"refuted"}


def test_without_an_officer_nothing_that_is_only_reported_changes_payment(tried: Tried, tmp_path: Path) -> None:
    again = tried.again(tmp_path / "home", None)
    said = outcomes(tried.city, again, tried.truth)
    assert grounds_of(said) <= WITHOUT_A_FACT
    assert judged(said)["asked"].any()


def test_a_replay_without_change_says_what_the_drive_said(tried: Tried, tmp_path: Path) -> None:
    said = judged(outcomes(tried.city, tried.again(tmp_path / "home", Officer(0.0)), tried.truth))
    assert said.equals(tried.outcomes)


def test_an_officer_who_is_always_wrong_confirms_what_is_false_and_refutes_what_is_true(
    tried: Tried, tmp_path: Path
) -> None:
    again = tried.again(tmp_path / "home", Officer(1.0))
    first = col("day") == col("day").min()
    right = tried.done.answers.filter(first, col("occasion") == "verify").select("fact_id", "status")
    wrong = again.answers.filter(first, col("occasion") == "verify").select("fact_id", wrong="status")
    both = right.join(wrong, on="fact_id")
    assert both.height == right.height > 0
    assert both.filter(col("status") == col("wrong")).is_empty()


def test_a_missing_source_is_not_there_and_a_late_one_is_known_later(tried: Tried, tmp_path: Path) -> None:
    variant = Variant(missing=frozenset(["police.deaths"]), late={"civil.cremations": 31})
    home = tried.again(tmp_path / "home", None, variant).home
    late = {batch.id: batch.received for batch in all_batches(home) if batch.dataset == "civil.cremations"}
    then = {batch.id: batch.received for batch in all_batches(tried.done.home) if batch.id in late}
    assert {batch.dataset for batch in all_batches(home)}.isdisjoint({"police.deaths", "casework.facts"})
    assert late
    assert all((late[each] - then[each]).days == 31 for each in late)


def test_a_home_that_was_used_is_refused(tried: Tried) -> None:
    with pytest.raises(RequestRefused, match="an evaluation needs a new one"):
        drive(tried.done.home, tried.city, None, unseen)


def test_no_number_and_no_name_stays_outside_the_home_s_sealed_files(tried: Tried) -> None:
    assert list(tried.done.home.path.glob("*.csv")) == []
