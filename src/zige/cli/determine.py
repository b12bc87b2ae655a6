"""`zige determine`: files in, one file of determinations out."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from zige.backends import open_backend
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
from zige.law.lawbook import load_lawbook
from zige.law.rules import Rules
from zige.library import requested_day, requested_month
from zige.monthly import determine_month

EXAMPLE = """示例 / example:

  zige determine --benefits benefits.csv --facts facts.csv --amounts amounts.csv --paid paid.csv
                 --month 2026-11 --out determinations.csv
"""


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
        determinations = determine_month(engine, inputs, rules, known).determinations
        partial = out.with_name(f".{out.stem}.{os.getpid()}{out.suffix}")
        try:
            engine.write(determinations, partial, "benefit_id")
            partial.replace(out)
        finally:
            partial.unlink(missing_ok=True)
    _print_summary(out, month, inputs.strangers, lang, as_json)


def _check_out(out: Path) -> None:
    if out.suffix not in SUFFIXES:
        raise RequestRefused(
            f"--out {out} 须以 .csv 或 .parquet 结尾", f"--out {out} must end in .csv or .parquet"
        )
    if not out.parent.is_dir():
        raise RequestRefused(
            f"没有目录 {out.parent}；请先建立", f"there is no folder {out.parent}; make it first"
        )


def _print_summary(out: Path, month: str, strangers: int, lang: Language, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"month": month, "out": str(out), "ignored_facts": strangers}, ensure_ascii=False))
        return
    Console(stderr=True).print(
        lang.choose(
            f"{month} 的认定结果已写入 {out}；{strangers} 行事实所涉人员不在待遇名册中，未使用。",
            f"{month} is determined, see {out}; {strangers} rows of facts are about people without a benefit, not used.",
        )
    )
