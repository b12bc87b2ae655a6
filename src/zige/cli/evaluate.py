"""`zige evaluate`: the program tried on a simulated city, against its truth."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, TypeAlias

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from zige.cli.home_option import JsonOption
from zige.cli.language import Language, LanguageOption
from zige.errors import RequestRefused
from zige.evaluation.city import open_city
from zige.evaluation.officer import Officer
from zige.evaluation.page import as_page, figure
from zige.evaluation.replaying import set_rulebook
from zige.evaluation.report import Evaluation, Question
from zige.evaluation.report import evaluate as evaluate_city
from zige.evaluation.sweeping import sweep as sweep_parameters
from zige.evaluation.texts import TEXTS
from zige.evaluation.wording import HEADLINE, scenario_name
from zige.law.lawbook import load_lawbook
from zige.store.home import Home, make_home, open_home
from zige.store.writing import whole_file

EXAMPLES = {
    "evaluate": """示例 / example:

  zige simulate --people 20000 --months 12 --seed 7 --out city

  zige evaluate --city city --html evaluation.html

  zige evaluate --city city --rulebook ours.yaml --rulebook proposed.yaml
""",
}

Headline: TypeAlias = dict[str, Any]
FEW = 3
"""Scenarios that a terminal shows side by side."""


def evaluate(
    city: Annotated[Path, typer.Option("--city", help="模拟城市的目录 / the folder of a simulated city")],
    lang: LanguageOption,
    home: Annotated[
        Path | None, typer.Option("--home", help="新的数据目录，留下供查看；不给则用后即删 / a new home to keep")
    ] = None,
    officer_error: Annotated[
        float,
        typer.Option("--officer-error", min=0.0, max=1.0, help="核实出错的比例 / share of verifications gone wrong"),
    ] = 0.02,
    no_officer: Annotated[bool, typer.Option("--no-officer", help="无人核实 / nobody verifies")] = False,
    sweep: Annotated[
        bool,
        typer.Option("--sweep", help="另试缺源、迟到与参数增减一半 / also try lost and late sources, parameters ±50 %"),
    ] = False,
    rulebook: Annotated[
        list[Path] | None, typer.Option("--rulebook", help="规则文件，给两个则并列比较 / rulebook; two are compared")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="另写一个网页 / write a page as well (.html)")] = None,
    as_json: JsonOption = False,
) -> None:
    """在真相已知的模拟城市上检验：谁被无感认证，多发、误停多少，核实多少件，张冠李戴多少行。

    Try the program on a simulated city and compare with its truth: who was certified without noticing, what was
    overpaid or wrongly withheld, how much there was to verify, whose row was taken for whose.
    """
    tried, books = open_city(city), _checked(rulebook or [], html)
    officer = None if no_officer else Officer(officer_error)
    with _home(home, books) as used, _progress() as advance:
        told = evaluate_city(tried, used, Question(officer, sweep, books[1] if books[1:] else None), advance)
        if sweep:
            told["sweep"] = sweep_parameters(officer, int(told["city"]["seed"]), advance)
    if html is not None:
        with whole_file(html) as partial:
            partial.write_text(as_page(told, lang.value), encoding="utf-8")
    print(json.dumps(told, ensure_ascii=False, indent=2)) if as_json else _tell(told, lang)
    if html is not None:
        print(lang.choose(f"网页已写入 {html}。", f"The page is written to {html}."), file=sys.stderr)


def _checked(books: list[Path], html: Path | None) -> list[Path]:
    """The rulebooks. Raises RequestRefused or RulebookRefused before any work is done."""
    if len(books) > 2:
        raise RequestRefused("--rulebook 最多给两个", "give --rulebook at most twice")
    for book in books:
        load_lawbook(book)
    if html is not None and (html.suffix not in (".html", ".htm") or not html.parent.is_dir()):
        raise RequestRefused(
            f"--html {html} 须是已有目录中的 .html 文件", f"--html {html} must be an .html in a folder that exists"
        )
    return books


@contextmanager
def _home(given: Path | None, books: list[Path]) -> Iterator[Home]:
    """The home named, made if it is not there; else one that is gone afterwards."""
    with TemporaryDirectory(prefix="zige-") as folder:
        path = given or Path(folder) / "home"
        home = open_home(path) if (path / "zige.toml").exists() else make_home(path, "zige evaluate", "511100", "")
        if books:
            set_rulebook(home, books[0])
        yield home


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show on standard error which month of which scenario is at work."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda step: progress.update(task, description=step)


def _tell(told: Evaluation, lang: Language) -> None:
    """The headline of every scenario."""
    about = told["city"]
    title = lang.choose(
        f"{about['people']:,} 人，{about['first_month']} 至 {about['last_month']}，与真相比较",
        f"{about['people']:,} people, {about['first_month']} to {about['last_month']}, against the truth",
    )
    named = [(lang.choose(*scenario_name(each["name"])), each["headline"]) for each in told["scenarios"]]
    console = Console(width=None if Console().is_terminal else 110)
    console.print(_side_by_side(title, named, lang) if len(named) <= FEW else _one_below_the_other(title, named, lang))
    if "sweep" in told:
        swept = [(_changed(each, lang), each["headline"]) for each in told["sweep"]]
        console.print(_one_below_the_other(lang.choose(*TEXTS["sweep_title"]), swept, lang))


def _changed(swept: dict[str, Any], lang: Language) -> str:
    parameter = swept["parameter"]
    return f"{parameter} = {swept['value']}" if parameter else lang.choose(*TEXTS["base"])


def _side_by_side(title: str, named: list[tuple[str, Headline]], lang: Language) -> Table:
    """A column for each headline, a row for each figure."""
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name, _ in named:
        table.add_column(name, justify="right")
    for measure, wording in HEADLINE.items():
        table.add_row(lang.choose(*wording), *(figure(measure, headline[measure]) for _, headline in named))
    return table


def _one_below_the_other(title: str, named: list[tuple[str, Headline]], lang: Language) -> Table:
    """A row for each headline: there are too many to stand side by side."""
    table = Table(title=title, title_justify="left")
    table.add_column("", min_width=22)
    for wording in HEADLINE.values():
        table.add_column(lang.choose(*wording), justify="right")
    for name, headline in named:
        table.add_row(name, *(figure(measure, headline[measure]) for measure in HEADLINE))
    return table
