"""What `zige law test` prints: a line for each file, and below it every case that did not come out as expected."""

from pathlib import Path
from typing import Any

from rich.text import Text

from zige.cli.law.look import Page
from zige.trials import Trial
from zige.words import Wording


def print_trials(page: Page, file: Path, trials: list[Trial]) -> None:
    """How many cases of a file came out as expected, and what each other one expected and found."""
    wrong = [trial for trial in trials if trial.differences]
    right = len(trials) - len(wrong)
    style, mark = ("bold red", "✗") if wrong else ("bold green", "✓")
    said = page.choose(
        f"{mark} {file.name}：{len(trials)} 个案例，{right} 个符合预期，{len(wrong)} 个不符",
        f"{mark} {file.name}: {len(trials)} scenarios, {right} as expected, {len(wrong)} not",
    )
    page.line(Text(said, style=style))
    for trial in wrong:
        _print_trial(page, trial)


def _print_trial(page: Page, trial: Trial) -> None:
    scenario = trial.scenario
    page.console.print()
    page.line(Text(f"{page.choose(scenario.name.zh, scenario.name.en)}", style="bold"), 2)
    place = f"scenarios[{trial.at}]  {scenario.clause}  {scenario.month}  {scenario.benefit.kind}"
    page.line(Text(place, style="dim"), 2)
    table = page.table(Wording("列", "column"), Wording("预期", "expected"), Wording("实得", "found"))
    for difference in trial.differences:
        table.add_row(difference.column, _shown(page, difference.expected), _shown(page, difference.found))
    page.show(table)


def _shown(page: Page, value: str) -> str:
    return value or page.choose("（空）", "(empty)")


def trials_as_data(file: Path, trials: list[Trial]) -> dict[str, Any]:
    """The same as JSON: the number of cases, and the ones that differ."""
    return {
        "file": str(file),
        "scenarios": len(trials),
        "failed": [
            {
                "at": trial.at,
                "name": trial.scenario.name.model_dump(),
                "clause": trial.scenario.clause,
                "month": trial.scenario.month,
                "differences": [difference._asdict() for difference in trial.differences],
            }
            for trial in trials
            if trial.differences
        ],
    }
