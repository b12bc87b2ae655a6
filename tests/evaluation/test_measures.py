"""The measures are right: recomputed in plain Python for 200 people, and on small invented tables."""

from collections import defaultdict
from typing import Any

import polars as pl
import pytest

from evaluation.conftest import Tried
from zige.evaluation.measures import by_ground, by_group, by_match, headline, judged

COLUMNS = {"all": None, "scheme": "kind", "county": "county", "age": "age", "names": "names"}
Row = dict[str, Any]


def by_hand(rows: list[Row], last: int) -> Row:
    """The figures of a group, counted row by row."""
    figures: dict[str, Any] = defaultdict(int)
    suspended, stopped, still = set(), set(), set()
    for row in rows:
        facts = set((row["grounds"] or "").split("|")) - {"", "unconfirmed", "opening_stop", "opening_suspend"}
        if row["said"] == "continue" and row["due"] != "continue":
            figures["overpaid_months"] += 1
            figures["overpaid_fen"] += row["amount"]
        if row["said"] != "continue" and row["due"] == "continue":
            opening = "opening" in (row["grounds"] or "")
            cause = "fact" if facts else "opening" if opening else "overdue"
            figures[f"withheld_{cause}_months"] += 1
            figures[f"withheld_{cause}_fen"] += row["amount"]
            if cause == "fact":
                (suspended if row["said"] == "suspend" else stopped).add(row["benefit_id"])
                still |= {row["benefit_id"]} if row["month"] == last else set()
    cases = 0
    for benefit in {row["benefit_id"] for row in rows}:
        before = False
        for row in sorted((row for row in rows if row["benefit_id"] == benefit), key=lambda row: row["month"]):
            asked = bool({"verify", "contradiction"} & set(row["attention"].split("|")))
            cases += asked and not before
            before = asked
    return figures | {
        "people": len({row["person"] for row in rows}), "benefit_months": len(rows), "cases": cases,
        "wrongly_suspended": len(suspended), "wrongly_stopped": len(stopped), "still_wrong": len(still),
    }  # fmt: skip


def of_200_people(tried: Tried) -> pl.DataFrame:
    people = tried.outcomes["person"].unique().sort().head(200)
    return tried.outcomes.filter(pl.col("person").is_in(people.implode()))


@pytest.mark.parametrize("grouping", COLUMNS)
def test_the_figures_of_200_people_are_those_counted_by_hand(tried: Tried, grouping: str) -> None:
    some = of_200_people(tried)
    rows, column = some.to_dicts(), COLUMNS[grouping]
    told = {row["group"]: row for row in by_group(some, tried.certifications)[grouping]}
    groups = {str(row[column]) if column else "all" for row in rows}
    assert set(told) == groups
    for group in groups:
        own = [row for row in rows if column is None or str(row[column]) == group]
        expected = by_hand(own, max(row["month"] for row in rows))
        for name, value in expected.items():
            assert told[group][name] == value, (group, name)
        named = {name for name in told[group] if name.endswith(("_months", "_fen"))} - {"benefit_months"}
        assert all(told[group][name] == 0 for name in named - set(expected)), group


def test_the_share_certified_silently_is_that_counted_by_hand(tried: Tried) -> None:
    some = of_200_people(tried)
    rows, last = some.to_dicts(), some["month"].max()
    living = {
        row["person"] for row in rows if row["month"] == last and row["alive"] and row["kind"] != "unemployment"
    }  # fmt: skip
    silent = {row["person"] for row in tried.certifications.to_dicts() if row["silently"]} & living
    proven = {row["person"] for row in tried.certifications.to_dicts()} & living
    told = by_group(some, tried.certifications)["all"][0]
    assert told["living"] == len(living)
    assert told["silent"] == pytest.approx(len(silent) / len(living))
    assert told["themselves"] == pytest.approx(len(proven - silent) / len(living))
    assert 0 < told["silent"] < 1


def test_recall_and_delay_are_those_counted_by_hand(tried: Tried) -> None:
    some = of_200_people(tried)
    since: dict[tuple[str, str], int] = {}
    rows = sorted(some.to_dicts(), key=lambda row: row["month"])
    for row in rows:
        for ground in filter(None, (row["true_grounds"] or "").split("|")):
            since.setdefault((row["benefit_id"], ground), row["month"])
    delays = defaultdict(list)
    for (benefit, ground), first in since.items():
        own = [row for row in rows if row["benefit_id"] == benefit]
        if ground == "death" and first == rows[0]["month"] and "opening" in (own[0]["grounds"] or ""):
            continue
        later = [row for row in own if row["month"] >= first]
        found = [row["month"] for row in later if ground in (row["grounds"] or "").split("|")]
        delays[ground].append(found[0] - first if found else None)
    told = {row["ground"]: row for row in by_ground(some)}
    assert set(told) == set(delays)
    for ground, all_ in delays.items():
        found = [delay for delay in all_ if delay is not None]
        assert (told[ground]["true"], told[ground]["found"]) == (len(all_), len(found)), ground
        assert told[ground]["delay_mean"] == (pytest.approx(sum(found) / len(found)) if found else None), ground


def outcome(**changed: Any) -> Row:
    row: Row = {
        "benefit_id": "B1", "month": 100, "person": 1, "kind": "pension.enterprise", "county": 511102, "age": "60",
        "names": "han", "said": "continue", "due": "continue", "grounds": None, "true_grounds": None, "attention": "",
        "amount": 100, "alive": True,
    }  # fmt: skip
    return row | changed


def test_a_death_is_found_by_a_verified_fact_and_never_by_what_go_live_took_over() -> None:
    """Of two dead people one was stopped in the first roster already; the other is found a month late, or never."""
    taken_over = [outcome(month=at, true_grounds="death", grounds="opening_stop") for at in (100, 101)]
    later = [
        outcome(month=at, true_grounds="death", benefit_id="B2", grounds=ground)
        for at, ground in ((100, None), (101, "death"))
    ]
    never = [row | {"grounds": None} for row in later]
    for rows, (found, recall, delay) in ((later, (1, 1.0, 1.0)), (never, (0, 0.0, None))):
        table = judged(pl.DataFrame([*taken_over, *rows], infer_schema_length=None))
        (death,) = by_ground(table)
        assert (death["true"], death["found"], death["recall"], death["delay_mean"]) == (1, found, recall, delay)


@pytest.mark.parametrize(
    ("changed", "overpaid", "cause"),
    [
        ({}, False, None),
        ({"due": "stop", "true_grounds": "death"}, True, None),
        ({"said": "stop", "grounds": "death", "due": "suspend", "true_grounds": "missing"}, False, None),
        ({"said": "stop", "grounds": "death"}, False, "fact"),
        ({"said": "suspend", "grounds": "unconfirmed"}, False, "overdue"),
        ({"said": "suspend", "grounds": "unconfirmed|opening_suspend"}, False, "opening"),
        ({"said": "suspend", "grounds": "wanted|unconfirmed"}, False, "fact"),
    ],
)
def test_a_month_is_overpaid_or_withheld_for_a_cause(changed: Row, overpaid: bool, cause: str | None) -> None:
    told = judged(pl.DataFrame([outcome(**changed)], infer_schema_length=None)).row(0, named=True)
    assert (told["overpaid"], told["cause"]) == (overpaid, cause)


def test_a_case_is_counted_when_it_is_raised_not_as_long_as_it_is_open() -> None:
    codes = ["", "verify", "remind|verify", "", "contradiction", "remind"]
    rows = [outcome(month=100 + place, attention=code) for place, code in enumerate(codes)]
    assert judged(pl.DataFrame(rows, infer_schema_length=None))["case"].to_list() == [
        False, True, False, False, True, False,
    ]  # fmt: skip


def test_missed_is_a_share_of_the_rows_about_people_of_the_register() -> None:
    schema = {"dataset": pl.String, "flaw": pl.String, "level": pl.Int64, "result": pl.String}
    rows = [("a", "", 1, "right")] * 3 + [("a", "number_wrong", 0, "missed"), ("a", "", 0, "stranger")]
    (told,) = by_match(pl.DataFrame(rows, schema=schema, orient="row"), "dataset")
    assert (told["rows"], told["right"], told["missed"], told["stranger"]) == (5, 3, 1, 1)
    assert told["missed_share"] == pytest.approx(1 / 4)


def test_the_headline_is_per_thousand_benefit_months(tried: Tried) -> None:
    groups, grounds = by_group(tried.outcomes, tried.certifications), by_ground(tried.outcomes)
    months = tried.outcomes.filter("overpaid").height
    assert headline(groups, grounds)["overpaid"] == pytest.approx(1000 * months / tried.outcomes.height)
