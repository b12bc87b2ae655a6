"""`zige simulate`: a city whose truth is known, as the files its departments would deliver."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from zige.cli.language import Language, LanguageOption, language_of_environment
from zige.simulation.city import PART, Plan, build_city
from zige.simulation.parameters import documented, load_parameters

EXAMPLES = {
    "simulate": """示例 / example:

  zige simulate --people 20000 --months 12 --seed 7 --out city

    --start 2025-12 --set death.false_share=0.01 --set signs.outpatient=1.2
""",
}


def _list_parameters(asked: bool) -> None:
    """Every parameter with its value, meaning and source."""
    if not asked:
        return
    chinese = language_of_environment() is Language.ZH
    for group, leaves in documented().items():
        for name, leaf in leaves.items():
            value = json.dumps(leaf["value"], ensure_ascii=False)
            print(f"{group}.{name} = {value}\n    {leaf['zh' if chinese else 'en']} [{leaf['source']}]")
    raise typer.Exit


def simulate(
    people: Annotated[int, typer.Option("--people", help="领取人数 / people who draw a benefit")],
    months: Annotated[int, typer.Option("--months", help="报送月数 / months of deliveries")],
    seed: Annotated[
        int, typer.Option("--seed", help="随机种子，相同则文件逐字节相同 / the same seed gives the same bytes")
    ],
    out: Annotated[Path, typer.Option("--out", help="空目录 / an empty folder")],
    lang: LanguageOption,
    start: Annotated[str, typer.Option("--start", help="首个报送月 / first month of delivery, YYYY-MM")] = "2025-12",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="改一个参数，可多次给出 / change a parameter, may be repeated")
    ] = None,
    part: Annotated[int, typer.Option("--part", help="一次在内存中的人数 / people held in memory at once")] = PART,
    as_json: Annotated[bool, typer.Option("--json", help="摘要用 JSON / the summary as JSON")] = False,
    list_parameters: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--parameters", callback=_list_parameters, is_eager=True, help="列出全部参数 / list all parameters and stop"
        ),
    ] = False,
) -> None:
    """造一座真相已知的城市：各部门逐月报送的文件，及只供评估使用的真相。

    Make a city with known truth: the files of all departments month by month, and the truth that only the evaluation
    reads. Files of a month stand in OUT/<month>, the truth in OUT/truth.
    """
    plan = Plan(people, months, seed, start, part)
    chosen = load_parameters(tuple(settings or ()))
    with _progress() as progress:
        task = progress.add_task("", total=plan.steps)
        build_city(out, plan, chosen, lambda step: progress.update(task, description=step, advance=1))
    _tell(plan, out, lang, as_json)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _tell(plan: Plan, out: Path, lang: Language, as_json: bool) -> None:
    folders = sorted(path.name for path in out.iterdir() if path.name != "truth")
    files = sum(1 for folder in folders for _ in (out / folder).iterdir()) - len(folders)
    if as_json:
        print(json.dumps({"out": str(out), "people": plan.people, "months": folders, "files": files}))
        return
    text = lang.choose(
        f"{plan.people} 名领取人，{folders[0]} 至 {folders[-1]}，共 {files} 个部门文件，写入 {out}；"
        f"真相在 {out / 'truth'}。",
        f"{plan.people} people, {folders[0]} to {folders[-1]}, {files} files of departments in {out}; "
        f"the truth is in {out / 'truth'}.",
    )
    print(text, file=sys.stderr)
