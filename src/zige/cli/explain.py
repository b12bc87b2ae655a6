"""`zige explain BENEFIT`: why a benefit stands as it does in a month, for a clerk and for a citizen."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from zige.backends import open_backend
from zige.cli.files import (
    BENEFITS_OPTION,
    FACTS_OPTION,
    AmountsOption,
    BackendOption,
    KnownByOption,
    MonthOption,
    PaidOption,
    RulebookOption,
    given_files,
)
from zige.cli.home_option import HomeOption
from zige.cli.language import LanguageOption
from zige.errors import RequestRefused
from zige.explain import explain as explain_benefit
from zige.explain.page import as_page
from zige.explain.text import as_text
from zige.inputs.intake import take_in
from zige.law.lawbook import load_lawbook
from zige.law.rules import Rules
from zige.library import requested_day, requested_month
from zige.running.explaining import explain_from_home
from zige.store.home import open_home
from zige.store.writing import whole_file

EXAMPLES = {
    "explain": """示例 / example:

  zige explain B239 --month 2026-11 --benefits benefits.csv --facts facts.csv

    --amounts amounts.csv --paid paid.csv --html why.html --lang en

  zige explain B239 --month 2026-11 --home /srv/zige
""",
}


def explain(
    benefit: Annotated[str, typer.Argument(metavar="BENEFIT", help="待遇编号 / the benefit_id")],
    month: MonthOption,
    lang: LanguageOption,
    home: HomeOption = None,
    benefits: Annotated[Path | None, BENEFITS_OPTION] = None,
    facts: Annotated[Path | None, FACTS_OPTION] = None,
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
    asked, known = requested_month(month), requested_day(known_by)
    _check_html(html)
    if benefits is None and facts is None:
        _check_only_home(amounts, paid, rulebook)
        why = explain_from_home(open_home(home), benefit, asked, known, backend, lang.value)
    else:
        rules = Rules(load_lawbook(rulebook), asked)
        with open_backend(backend) as engine:
            inputs = take_in(engine, given_files(engine, *_both(benefits, facts), amounts, paid), rules.month)
            why = explain_benefit(engine, inputs, rules, known, benefit, lang.value, with_number=not hide_number)
    if html is not None:
        with whole_file(html) as partial:
            partial.write_text(as_page(why), encoding="utf-8", newline="\n")
        print(lang.choose(f"网页已写入 {html}。", f"The page is written to {html}."), file=sys.stderr)
    print(why.model_dump_json(indent=2) if as_json else as_text(why), end="\n" if as_json else "")


def _both(benefits: Path | None, facts: Path | None) -> tuple[Path, Path]:
    if benefits is None or facts is None:
        raise RequestRefused(
            "--benefits 与 --facts 须同时给出；都不给则从数据目录说明",
            "give both --benefits and --facts, or neither to explain from the home",
        )
    return benefits, facts


def _check_only_home(*of_files: object) -> None:
    """What goes with files says nothing of a home, and must not be passed over in silence."""
    if any(of_files):
        raise RequestRefused(
            "--amounts、--paid、--rulebook 须与 --benefits、--facts 同用；数据目录的规则写在 zige.toml",
            "--amounts, --paid and --rulebook go with --benefits and --facts; a home's rulebook is in its zige.toml",
        )


def _check_html(path: Path | None) -> None:
    if path is None:
        return
    if path.suffix not in (".html", ".htm"):
        raise RequestRefused(f"--html {path} 须以 .html 结尾", f"--html {path} must end in .html")
    if not path.parent.is_dir():
        raise RequestRefused(f"没有目录 {path.parent}；请先建立", f"there is no folder {path.parent}; make it first")
