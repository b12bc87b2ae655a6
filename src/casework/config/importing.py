"""`zige import-run`: what a run found, into the database of the web application."""

import json
from typing import Annotated

import typer
from django.core.management import call_command

from casework.config.serving import prepare
from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption
from zige.library import requested_month
from zige.store.home import open_home
from zige.store.runs import run_of

EXAMPLES = {
    "import-run": """示例 / example:

  zige import-run --month 2026-11 --home /srv/zige
""",
}


def import_run(
    month: Annotated[str, typer.Option("--month", help="已运行的年月 / a month that was run, YYYY-MM")],
    lang: LanguageOption,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """把一个月最近一次运行的结果导入网页应用的数据库；重复导入不会改变任何内容。

    Bring the last run of a month into the database of the web application; the same run twice changes nothing.
    """
    requested_month(month)
    opened = open_home(home)
    run = run_of(opened, month)
    prepare(home)
    call_command("migrate", verbosity=0, interactive=False)
    from casework.runs.importing import import_run as import_found  # noqa: PLC0415  (models need Django to be ready)

    tables = import_found(opened, run).tables
    if as_json:
        print(json.dumps({"month": month, "run": run.number, "tables": tables}, ensure_ascii=False, indent=2))
    elif tables is None:
        print(
            lang.choose(
                f"{month} 的第 {run.number} 次运行已经导入过。", f"Run {run.number} of {month} was imported before."
            )
        )
    else:
        for name, count in tables.items():
            figures = count["added"], count["changed"], count["closed"]
            print(
                lang.choose("{}：新增 {:,}，更改 {:,}，消除 {:,}", "{}: {:,} added, {:,} changed, {:,} closed").format(
                    name, *figures
                )
            )
