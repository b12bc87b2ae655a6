"""`zige determine`: files in, one file of determinations out."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import narwhals as nw
import typer

from zige.backends import Backend, Frame, open_backend
from zige.cli.files import (
    AmountsOption,
    BackendOption,
    BenefitsOption,
    FactsOption,
    KnownByOption,
    MonthOption,
    PaidOption,
    RulebookOption,
    given_files,
)
from zige.cli.language import Language, LanguageOption
from zige.errors import RequestRefused
from zige.inputs.given import SUFFIXES
from zige.inputs.intake import take_in
from zige.kinds import Standing
from zige.law.lawbook import load_lawbook
from zige.law.rules import Rules
from zige.library import requested_day, requested_month
from zige.monthly import determine_month
from zige.store.writing import whole_file
from zige.tables import Action

EXAMPLES = {
    "determine": """示例 / example:

  zige determine --month 2026-11 --benefits benefits.csv --facts facts.csv

    --amounts amounts.csv --paid paid.csv --out determinations.csv
""",
}


def determine(
    benefits: BenefitsOption,
    facts: FactsOption,
    month: MonthOption,
    out: Annotated[Path, typer.Option("--out", help="结果文件 / file to write (.csv, .parquet)")],
    lang: LanguageOption,
    amounts: AmountsOption = None,
    paid: PaidOption = None,
    known_by: KnownByOption = None,
    rulebook: RulebookOption = None,
    backend: BackendOption = "duckdb",
    as_json: Annotated[bool, typer.Option("--json", help="摘要用 JSON / the summary as JSON")] = False,
) -> None:
    """认定一个月的待遇状态：续发、暂停、停止，以及补发与追回。

    Decide a month: continue, suspend or stop each benefit, and what is to be paid back or recovered.
    """
    rules = Rules(load_lawbook(rulebook), requested_month(month))
    known = requested_day(known_by)
    _check_out(out)
    with open_backend(backend) as engine:
        inputs = take_in(engine, given_files(engine, benefits, facts, amounts, paid), rules.month)
        found = determine_month(engine, inputs, rules, known)
        _write(engine, found.determinations, out)
        summary = Summary(month, str(out), _counted(engine, found.report), inputs.strangers)
    print(json.dumps(asdict(summary), ensure_ascii=False)) if as_json else _tell(summary, lang)


@dataclass(frozen=True)
class Summary:
    """What the run came to: benefits by standing and by action, and the rows of facts that were not used."""

    month: str
    out: str
    benefits: dict[str, int]
    ignored_facts: int


def _write(engine: Backend, determinations: Frame, out: Path) -> None:
    """The whole file or none."""
    try:
        with whole_file(out) as partial:
            engine.write(determinations, partial, "benefit_id")
    except engine.errors:
        raise RequestRefused(
            f"无法写入 {out}：请检查文件名、目录权限与磁盘空间",
            f"cannot write {out}: check the name, the folder's permissions and the disk's space",
        ) from None


def _counted(engine: Backend, report: Frame) -> dict[str, int]:
    """The number of benefits of each standing, and of each action that changes something."""
    counts = engine.collect(report.group_by("standing", "action").agg(benefits=nw.len())).to_pylist()
    standings = {str(word): _sum(counts, "standing", word) for word in Standing}
    return standings | {f"to {word}": _sum(counts, "action", word) for word in Action if word is not Action.NONE}


def _sum(counts: list[dict[str, Any]], column: str, word: str) -> int:
    return sum(row["benefits"] for row in counts if row[column] == word)


def _check_out(out: Path) -> None:
    if out.suffix not in SUFFIXES:
        raise RequestRefused(f"--out {out} 须以 .csv 或 .parquet 结尾", f"--out {out} must end in .csv or .parquet")
    if not out.parent.is_dir():
        raise RequestRefused(f"没有目录 {out.parent}；请先建立", f"there is no folder {out.parent}; make it first")


def _tell(summary: Summary, lang: Language) -> None:
    """The summary in two sentences, on standard error."""
    counts, unused = summary.benefits, summary.ignored_facts
    sentences = lang.choose(
        f"{summary.month}：续发 {counts['continue']}，暂停 {counts['suspend']}，停止 {counts['stop']}。"
        f"与现状相比：应暂停 {counts['to suspend']}，应停止 {counts['to stop']}，应恢复 {counts['to resume']}。"
        f"\n结果已写入 {summary.out}；另有 {unused} 行事实所涉人员不在待遇名册中，未使用。",
        f"{summary.month}: {counts['continue']} continue, {counts['suspend']} suspended, {counts['stop']} stopped. "
        f"To change: suspend {counts['to suspend']}, stop {counts['to stop']}, resume {counts['to resume']}."
        f"\nWritten to {summary.out}; {unused} rows of facts are about people without a benefit and were not used.",
    )
    print(sentences, file=sys.stderr)
