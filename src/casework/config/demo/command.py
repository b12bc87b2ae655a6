"""The command `zige demo`: make the home of a demonstration or take the one that is there, tell, serve."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from casework.config.database import check_empty
from casework.config.demo.city import is_made, last_month, make_demo_home, steps_of
from casework.config.demo.tour import TOUR
from casework.config.serving import check_free, prepare_database, run_server
from zige.cli.language import Language, LanguageOption
from zige.store.home import Home, open_home

EXAMPLES = {
    "demo": """示例 / examples:

  zige demo                                   演示目录 zige-demo，http://127.0.0.1:8000

  zige demo --people 20000 --home /tmp/demo   人更多，另一个目录 / more people, another folder
""",
}
HOST = "127.0.0.1"


def demo(
    lang: LanguageOption,
    home: Annotated[Path, typer.Option("--home", help="演示目录 / folder of the demonstration")] = Path("zige-demo"),
    people: Annotated[int, typer.Option("--people", min=500, help="领取人数 / people who draw a benefit")] = 3000,
    database: Annotated[
        str, typer.Option("--database", help="空的 PostgreSQL 库；默认用内置 SQLite / an empty PostgreSQL database")
    ] = "",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="只准备，不启动 / make it, do not serve")] = False,
) -> None:
    """造一个有十二个月历史的模拟县，打印各角色的登录名、密码和五分钟导览，启动网页应用；再次执行即沿用。

    Make a simulated county of twelve months, print a login for every role and a tour of five minutes, and serve the
    web application on this machine. Given again, it goes on with what is there. Ctrl-C ends it.
    """
    if not no_serve:
        check_free(HOST, port)
    opened = _home(home, people, database, lang)
    prepare_database(opened.path)
    call_command("check_database_role")
    _fill(opened, lang)
    _tell(opened, f"http://{HOST}:{port}", lang)
    if not no_serve:
        run_server(HOST, port, 1)


def _home(path: Path, people: int, database: str, lang: Language) -> Home:
    """The home that is there, or a new one. Raises RequestRefused, HomeRefused."""
    if is_made(path):
        print(
            lang.choose(
                f"沿用已有的演示目录 {path}；要重新造，先删掉它。",
                f"Using the demonstration in {path}; delete it to begin anew.",
            )
        )
        return open_home(path)
    check_empty(path, database)
    last = last_month(dt.datetime.now().astimezone().date())
    with _progress() as progress:
        task = progress.add_task("", total=steps_of(people))
        return make_demo_home(
            path, people, database, last, lambda step: progress.update(task, description=step, advance=1)
        )


def _fill(home: Home, lang: Language) -> None:
    from casework.config.demo.steps import fill  # noqa: PLC0415 - models are there once Django knows the home

    with _progress() as progress:
        task = progress.add_task("", total=None)
        for step in fill(home):
            progress.update(task, description=lang.choose(step.zh, step.en))


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _tell(home: Home, address: str, lang: Language) -> None:
    """Logins and tour, in the language of the reader."""
    from django.utils import translation  # noqa: PLC0415 - as above

    from casework.config.demo.staff import told_logins  # noqa: PLC0415 - as above

    table = Table(title=lang.choose("登录：不用第二重验证，只在本机", "Logins: no second factor, this machine alone"))
    for heading in lang.choose("角色 登录名 密码 机构", "role login password office").split():
        table.add_column(heading)
    with translation.override("en" if lang is Language.EN else "zh-hans"):
        for told in told_logins(home):
            table.add_row(*told)
    console = Console(width=None if Console().is_terminal else 110, highlight=False)
    console.print(table)
    console.print(lang.choose(f"五分钟导览，从 {address} 开始：", f"Five minutes, from {address}:"))
    for number, stop in enumerate(TOUR, 1):
        console.print(f"{number}. {stop.login}: {lang.choose(*stop.told)}", soft_wrap=True)
    console.print(lang.choose("Ctrl-C 结束。", "Ctrl-C ends it."))
