"""`zige explain BENEFIT`: why a benefit stands as it does in a month, for a clerk and for a citizen."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

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
from zige.cli.language import LanguageOption
from zige.errors import RequestRefused
from zige.explain import explain as explain_benefit
from zige.explain.page import as_page
from zige.explain.text import as_text
from zige.inputs.intake import take_in
from zige.law.lawbook import load_lawbook
from zige.law.rules import Rules
from zige.library import requested_day, requested_month

EXPLAIN_EXAMPLE = """示例 / example:

  zige explain B239 --month 2026-11 --benefits benefits.csv --facts facts.csv

    --amounts amounts.csv --paid paid.csv --html why.html --lang en
"""


def explain(
    benefit: Annotated[str, typer.Argument(metavar="BENEFIT", help="待遇编号 / the benefit_id")],
    benefits: BenefitsOption,
    facts: FactsOption,
    month: MonthOption,
    lang: LanguageOption,
    amounts: AmountsOption = None,
    paid: PaidOption = None,
    known_by: KnownByOption = None,
    rulebook: RulebookOption = None,
    backend: BackendOption = "duckdb",
    as_json: Annotated[bool, typer.Option("--json", help="用 JSON 输出 / print JSON")] = False,
    html: Annotated[Path | None, typer.Option("--html", help="另写一个网页 / write a page as well (.html)")] = None,
    hide_number: Annotated[
        bool,
        typer.Option("--hide-number", help="连遮盖后的公民身份号码也不显示 / leave out even the masked citizen number"),
    ] = False,
) -> None:
    """说明一份待遇为什么续发、暂停或停止：事实、情形、周期和清算。

    Explain why a benefit continues, is suspended or stops: facts, grounds, cycle and settlement.
    """
    rules = Rules(load_lawbook(rulebook), requested_month(month))
    known = requested_day(known_by)
    _check_html(html)
    with open_backend(backend) as engine:
        inputs = take_in(engine, given_files(engine, benefits, facts, amounts, paid), rules.month)
        why = explain_benefit(engine, inputs, rules, known, benefit, lang.value, with_number=not hide_number)
    if html is not None:
        _write(html, as_page(why))
        print(lang.choose(f"网页已写入 {html}。", f"The page is written to {html}."), file=sys.stderr)
    print(why.model_dump_json(indent=2) if as_json else as_text(why), end="\n" if as_json else "")


def _check_html(path: Path | None) -> None:
    if path is None:
        return
    if path.suffix not in (".html", ".htm"):
        raise RequestRefused(f"--html {path} 须以 .html 结尾", f"--html {path} must end in .html")
    if not path.parent.is_dir():
        raise RequestRefused(f"没有目录 {path.parent}；请先建立", f"there is no folder {path.parent}; make it first")


def _write(path: Path, page: str) -> None:
    """Under a temporary name, synced and renamed: a killed run leaves the old page or the new one."""
    partial = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
