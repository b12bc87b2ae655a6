"""`zige run`, `runs` and `diff`: determine a month from the home, list the runs, compare two."""

import json
from collections import defaultdict
from typing import Annotated, Any

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from zige.cli.files import BackendOption, KnownByOption
from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import Language, LanguageOption
from zige.library import requested_day, requested_month
from zige.running.comparing import changes
from zige.running.conductor import RunRequest, result_of
from zige.running.conductor import run as run_month
from zige.running.deliveries import HELD, MISSING
from zige.running.writing import Result, open_candidates, receipt_of
from zige.store.home import Home, open_home
from zige.store.lock import held
from zige.store.runs import DETERMINATIONS, Run, all_runs, last_runs, run_of, runs_of

EXAMPLES = {
    "run": """示例 / example:

  zige run --month 2026-11 --home /srv/zige

  zige run --month 2026-11 --dry-run
""",
}
MonthOption = Annotated[str, typer.Option("--month", help="要认定的年月 / month to decide, YYYY-MM")]
FIRST = 20
"""Changes that a terminal shows of a dry run or a comparison; --json gives all."""


def run(
    month: MonthOption,
    lang: LanguageOption,
    home: HomeOption = None,
    backend: BackendOption = "duckdb",
    known_by: KnownByOption = None,
    full: Annotated[bool, typer.Option("--full", help="全部重算 / compute everything anew")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只显示差异，不写入 / show what differs, write nothing")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """认定一个月：谁续发、谁要核实、提醒谁、发放怎样变化，并写入数据目录。

    Decide a month: who continues, whom to verify and remind, what changes in payment; written into the home.
    """
    opened = open_home(home)
    request = RunRequest(requested_month(month), backend, requested_day(known_by), full)
    if dry_run:
        result = result_of(opened, request)
        receipt = receipt_of(result, open_candidates(opened, result.taken))
        differences = _against_last(opened, month, result)
        _tell_dry(receipt, differences, lang, as_json)
        return
    with held(opened.path, "zige run"):
        done = run_month(opened, request)
    print(json.dumps(done.receipt, ensure_ascii=False, indent=2)) if as_json else tell_run(done.receipt, lang)


def runs(lang: LanguageOption, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """列出各月的运行。

    List the runs.
    """
    found = all_runs(open_home(home))
    if as_json:
        print(json.dumps([_told(each) for each in found], ensure_ascii=False, indent=2))
        return
    if not found:
        print(
            lang.choose(
                "还没有运行过；请用 zige run --month 年月。", "No month was run yet; zige run --month M does it."
            )
        )
        return
    table = Table()
    for heading in (
        ("年月", "month"),
        ("次", "run"),
        ("待遇数", "benefits"),
        ("批次数", "batches"),
        ("本月认证", "certified"),
    ):
        table.add_column(lang.choose(*heading), justify="right")
    for each in found:
        told = each.receipt
        figures = [told["benefits"], len(told["batches"]), told["certified"]]
        table.add_row(each.month, f"{each.number}", *(f"{figure:,}" for figure in figures))
    Console(width=None if Console().is_terminal else 80).print(table)


def _told(run: Run) -> dict[str, Any]:
    return {"run": run.number, **run.receipt, "purged": not run.naming_people}


def diff(
    first: Annotated[str, typer.Argument(metavar="M1", help="年月 / month, YYYY-MM")],
    second: Annotated[str, typer.Argument(metavar="M2", help="年月 / month, YYYY-MM")],
    lang: LanguageOption,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """比较两个月的认定结果。

    Compare the determinations of two months.
    """
    opened = open_home(home)
    before, after = (run_of(opened, _checked(month)).table(DETERMINATIONS) for month in (first, second))
    found = changes(before, after)
    print(json.dumps(found.to_dicts(), ensure_ascii=False, indent=2)) if as_json else _tell_changes(found, lang)


def _checked(month: str) -> str:
    requested_month(month)
    return month


def _against_last(home: Home, month: str, result: Result) -> pl.DataFrame | None:
    """What differs from the run of the month that counts, else of the month run before; None before the first."""
    existing = runs_of(home, month)
    if existing:
        return changes(existing[-1].table(DETERMINATIONS), result.determinations)
    return result.changes if any(earlier < month for earlier in last_runs(home)) else None


def _tell_dry(receipt: dict[str, Any], differences: pl.DataFrame | None, lang: Language, as_json: bool) -> None:
    if as_json:
        told = {"receipt": receipt, "changes": None if differences is None else differences.to_dicts()}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    tell_run(receipt, lang)
    if differences is None:
        print(
            lang.choose(
                "此前没有运行过，没有可比较的结果。", "No month was run before, there is nothing to compare with."
            )
        )
    else:
        _tell_changes(differences, lang)
    print(lang.choose("以上为试算，没有写入任何内容。", "This was a dry run: nothing is written."))


def _tell_changes(found: pl.DataFrame, lang: Language) -> None:
    if found.is_empty():
        print(lang.choose("没有不同。", "Nothing differs."))
        return
    table = Table()
    for heading in (("待遇", "benefit"), ("项目", "column"), ("原来", "before"), ("现在", "after")):
        table.add_column(lang.choose(*heading), overflow="fold")
    for row in found.head(FIRST).to_dicts():
        table.add_row(row["benefit_id"], row["column"], row["before"] or "–", row["after"] or "–")
    Console(width=None if Console().is_terminal else 100).print(table)
    left = found.height - FIRST
    benefits = found["benefit_id"].n_unique()
    print(
        lang.choose(f"{benefits} 份待遇共 {found.height} 处不同", f"{found.height} differences in {benefits} benefits"),
        end="",
    )
    print(lang.choose(f"，另有 {left} 处未显示。", f", {left} more not shown.") if left > 0 else lang.choose("。", "."))


def tell_run(receipt: dict[str, Any], lang: Language) -> None:
    """What a run came to, in a few lines."""
    figures = {name.replace(" ", "_"): f"{count:,}" for name, count in receipt["counts"].items()}
    figures |= {name: f"{receipt[name]:,}" for name in FIGURES}
    told = defaultdict(lambda: "0", figures)
    print(lang.choose(TOLD_ZH, TOLD_EN).format_map(told | {"month": receipt["month"]}))
    late = [entry["dataset"] for entry in receipt["calendar"] if entry["state"] in (MISSING, HELD)]
    if late:
        print(lang.choose(f"未到的数据：{'、'.join(late)}。", f"Data not there: {', '.join(late)}."))


FIGURES = ("benefits", "certified", "certified_silently", "candidates", "questions", "deferrals")
TOLD_ZH = """\
{month}：{benefits} 份待遇。续发 {standing_continue}，暂停 {standing_suspend}，停止 {standing_stop}。
建议：暂停 {action_suspend}，停止 {action_stop}，恢复 {action_resume}。
须核实 {attention_verify}，相互矛盾 {attention_contradiction}，提醒 {attention_remind}。
本月认证 {certified} 人，其中 {certified_silently} 人无感。
待人工归属 {candidates} 行，待查 {questions} 件，因数据迟到缓停 {deferrals} 人。"""
TOLD_EN = """\
{month}: {benefits} benefits. {standing_continue} continue, {standing_suspend} suspended, {standing_stop} stopped.
Proposed: suspend {action_suspend}, stop {action_stop}, resume {action_resume}.
To verify {attention_verify}, contradictions {attention_contradiction}, to remind {attention_remind}.
Certified this month {certified}, of them silently {certified_silently}.
Rows to assign {candidates}, questions {questions}, suspensions put off since data are late {deferrals}."""
