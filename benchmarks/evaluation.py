"""docs/reference/evaluation.md: what one evaluation came to, with the city and the commit it was measured on.

    python -m benchmarks.evaluation [PEOPLE] [MONTHS]

Simulates a city with seed 7 (20,000 people over twelve months unless said otherwise), evaluates it with an officer who is
wrong in 2 % of the verifications and with none, and writes the page.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from zige.evaluation.city import open_city
from zige.evaluation.officer import Officer
from zige.evaluation.page import figure, share
from zige.evaluation.report import Evaluation, Question, evaluate
from zige.evaluation.wording import HEADLINE, RESULTS, ground_name, scenario_name
from zige.law.lawbook import load_lawbook
from zige.law.months import parse_month
from zige.simulation.city import Plan, build_city
from zige.simulation.parameters import load_parameters
from zige.store.home import make_home

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "evaluation.md"
SEED, ERROR = 7, 0.02
OPENING = """# What an evaluation came to

Written by `python -m benchmarks.evaluation` on commit {commit}: a simulated city of {people:,} people, {first_month} to
{last_month}, seed {seed}, an officer who is wrong in {error:.0%} of the verifications. [How it is
measured](../how-to/evaluate.md). An invented city proves what the program does with such files, not what a real city's
files are like."""


def main(people: int = 20_000, months: int = 12) -> None:
    """Measure and write the page."""
    say = Console(stderr=True).print
    with TemporaryDirectory() as folder:
        place = Path(folder)
        build_city(place / "city", Plan(people, months, SEED), load_parameters(()), say)
        home = make_home(place / "home", "zige evaluate", "511100", "")
        told = evaluate(open_city(place / "city"), home, Question(Officer(ERROR)), say)
    PAGE.write_text("\n\n".join([_opening(told), *_scenarios(told), *_grounds(told), *_matches(told)]) + "\n", "utf-8")


def _opening(told: Evaluation) -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    return OPENING.format(commit=commit, error=ERROR, **told["city"])


def _scenarios(told: Evaluation) -> list[str]:
    names = [scenario_name(each["name"]).en for each in told["scenarios"]]
    rows = [
        [wording.en, *(figure(name, each["headline"][name]) for each in told["scenarios"])]
        for name, wording in HEADLINE.items()
    ]
    return ["## With an officer and without", _table(["", *names], rows)]


def _grounds(told: Evaluation) -> list[str]:
    book = load_lawbook().at(parse_month(told["city"]["last_month"]))
    rows = [
        [ground_name(row["ground"], book).en, f"{row['true']:,}", share(row["recall"]), figure("", row["delay_mean"])]
        for row in told["scenarios"][0]["grounds"]
    ]
    return ["## Grounds found", _table(["ground", "true", "recall", "months late"], rows)]


def _matches(told: Evaluation) -> list[str]:
    rows = [
        [str(row["level"]), f"{row['rows']:,}", *(f"{row[name]:,}" for name in RESULTS), share(row["missed_share"])]
        for row in told["matches"]["level"]
    ]
    headings = ["level", "rows", *(wording.en for wording in RESULTS.values()), "missed share"]
    return [f"## Whose row, {' and '.join(told['matched_months'])}", _table(headings, rows)]


def _table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
