"""The rulebook's own cases come out of the engine as expected, together as well as one by one."""

from pathlib import Path

import pytest
import yaml

from zige.backends import open_backend
from zige.law.lawbook import load_lawbook
from zige.law.scenarios import LESHAN_SCENARIOS, MOST_TOGETHER, Scenario, load_scenarios
from zige.trials import run_scenarios

LAWBOOK = load_lawbook()


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_every_packaged_case_comes_out_of_the_engine_as_expected(engine: str) -> None:
    with open_backend(engine) as backend:
        trials = run_scenarios(backend, LESHAN_SCENARIOS, LAWBOOK)
    assert [trial.at for trial in trials] == list(range(len(load_scenarios().scenarios)))
    assert {trial.scenario.name.en: trial.differences for trial in trials if trial.differences} == {}


def test_cases_share_nothing_that_could_touch_another() -> None:
    scenario = load_scenarios().scenarios[0]
    numbers = range(1, MOST_TOGETHER + 1)
    for identifiers in (
        [scenario.id_number(number) for number in numbers],
        [scenario.tables(number)[0][0]["benefit_id"] for number in numbers],
        [fact["fact_id"] for number in numbers for fact in scenario.tables(number)[1]],
    ):
        assert len(set(identifiers)) == len(identifiers)


def paid_for(*months: str) -> dict[str, object]:
    """A case in which nothing was paid for these months: all of them, and no other, are due."""
    return {
        "name": {"zh": f"未付 {months}", "en": f"unpaid {months}"},
        "clause": "7",
        "month": "2026-11",
        "benefit": {"kind": "unemployment", "first_month": "2026-01"},
        "paid": [{"month": month, "amount": "0.00"} for month in months],
        "expect": {"back_pay_months": list(months)},
    }


def test_a_ledger_covers_only_the_months_of_its_own_case(tmp_path: Path) -> None:
    file = tmp_path / "ledgers.yaml"
    cases = [paid_for("2026-09"), paid_for("2026-07", "2026-08"), paid_for("2026-10")]
    file.write_text(yaml.safe_dump({"rulebook": "leshan", "scenarios": cases}, allow_unicode=True), "utf-8")
    with open_backend("polars") as backend:
        assert [trial.differences for trial in run_scenarios(backend, file, LAWBOOK)] == [[], [], []]


def test_many_alike_cases_are_all_determined(tmp_path: Path) -> None:
    case = load_scenarios().scenarios[0].model_dump(mode="json", exclude_unset=True)
    cases = [case | {"name": {"zh": f"案例 {n}", "en": f"case {n}"}} for n in range(MOST_TOGETHER + 1)]
    file = tmp_path / "many.yaml"
    file.write_text(yaml.safe_dump({"rulebook": "leshan", "scenarios": cases}, allow_unicode=True), "utf-8")
    with open_backend("polars") as backend:
        trials = run_scenarios(backend, file, LAWBOOK)
    assert len(trials) == MOST_TOGETHER + 1
    assert all(trial.differences == [] for trial in trials)
    assert isinstance(trials[-1].scenario, Scenario)
