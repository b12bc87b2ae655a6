"""`zige law`, `zige law CLAUSE`, `zige law test [FILE…]`."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from zige.backends import open_backend
from zige.cli.files import BackendOption, RulebookOption
from zige.cli.language import LanguageOption
from zige.cli.law.answers import clause_as_data, ground_as_data, law_as_data
from zige.cli.law.clause import print_clause, print_ground
from zige.cli.law.listing import print_law
from zige.cli.law.look import Page
from zige.cli.law.trial import print_trials, trials_as_data
from zige.law.lawbook import load_lawbook
from zige.law.lookup import known_clause, unknown
from zige.law.rulebook import Ground, Rulebook
from zige.law.scenarios import LESHAN_SCENARIOS
from zige.library import requested_month
from zige.trials import run_scenarios

SOME_DIFFER = 1

SHOW_EXAMPLE = """示例 / examples:

  zige law                        全部规则 / the whole rulebook
  zige law 8.2.1.4                一个条款 / one clause
  zige law imprisoned --lang en   一种情形 / one ground
  zige law --month 2028-03 --rulebook old.yaml --rulebook new.yaml
"""
TEST_EXAMPLE = """示例 / examples:

  zige law test                  自带案例 / the packaged scenarios
  zige law test mine.scenarios.yaml --rulebook mine.yaml
"""


class ShowByDefault(TyperGroup):
    """`zige law 8.2.1.4` is `zige law show 8.2.1.4`: the word may be left out."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=ShowByDefault,
    name="law",
    epilog=SHOW_EXAMPLE + "\n" + TEST_EXAMPLE,
    subcommand_metavar="[条款 CLAUSE | 情形 GROUND | test FILE…]",
    rich_markup_mode="rich",
)
JsonOption = Annotated[bool, typer.Option("--json", help="用 JSON 输出 / print JSON")]


@app.callback()
def law() -> None:
    """规则：列出全部，看一个条款或情形，或者试运行案例。

    The rulebook: all of it, one clause or ground, or a trial of its scenarios.
    """


@app.command(epilog=SHOW_EXAMPLE)
def show(
    lang: LanguageOption,
    asked: Annotated[
        str | None, typer.Argument(metavar="CLAUSE|GROUND", help="条款或情形代码 / clause or ground")
    ] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", help="该月施行的规则 / the rulebook in force in that month; default: today's"),
    ] = None,
    rulebook: RulebookOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出全部规则，或者一个条款、一种情形（show 可以省略）。

    List the whole rulebook, or show one clause or ground; the word `show` may be left out.
    """
    book = load_lawbook(rulebook).at(requested_month(month or _this_month()))
    if as_json:
        print(json.dumps(_as_data(book, asked), ensure_ascii=False, indent=2))
    else:
        _print(Page(lang), book, asked)


def _this_month() -> str:
    return f"{dt.datetime.now().astimezone():%Y-%m}"


def _as_data(book: Rulebook, asked: str | None) -> dict[str, Any]:
    if asked is None:
        return law_as_data(book)
    if known_clause(book, asked):
        return clause_as_data(book, asked)
    return ground_as_data(_ground(book, asked))


def _print(page: Page, book: Rulebook, asked: str | None) -> None:
    if asked is None:
        print_law(page, book)
    elif known_clause(book, asked):
        print_clause(page, book, asked)
    else:
        print_ground(page, book, _ground(book, asked))


def _ground(book: Rulebook, code: str) -> Ground:
    """The ground of that code. Raises RequestRefused with the closest clauses and grounds."""
    try:
        return book.ground(code)
    except KeyError:
        raise unknown(book, code) from None


@app.command("test", epilog=TEST_EXAMPLE)
def try_scenarios(
    lang: LanguageOption,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="案例文件 / scenario files; default: the rulebook's own"),
    ] = None,
    rulebook: RulebookOption = None,
    backend: BackendOption = "polars",
    as_json: JsonOption = False,
) -> None:
    """试运行案例：每个案例都由引擎认定，再与预期比较。

    Put scenarios to the engine. Exit status 0: all as expected, 1: some differ, 2: refused.
    """
    lawbook = load_lawbook(rulebook)
    with open_backend(backend) as engine:
        trials = {file: run_scenarios(engine, file, lawbook) for file in files or _own_scenarios(rulebook)}
    if as_json:
        data = [trials_as_data(file, found) for file, found in trials.items()]
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for file, found in trials.items():
            print_trials(Page(lang), file, found)
    if any(trial.differences for found in trials.values() for trial in found):
        raise typer.Exit(SOME_DIFFER)


def _own_scenarios(rulebooks: list[Path] | None) -> list[Path]:
    """`x.scenarios.yaml` beside each rulebook `x.yaml` that has one; Leshan's if none has."""
    beside = [rulebook.with_suffix(".scenarios.yaml") for rulebook in rulebooks or []]
    return [file for file in beside if file.is_file()] or [LESHAN_SCENARIOS]
