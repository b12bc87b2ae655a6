"""`zige import-run`: what a run found, into the database of the web application."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from django.core.management import call_command

from casework.config.serving import prepare
from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption
from zige.errors import RequestRefused
from zige.library import requested_month
from zige.store.home import open_home
from zige.store.runs import run_of

EXAMPLES = {
    "import-run": """示例 / example:

  zige import-run --month 2026-11 --home /srv/zige
""",
}
NO_OFFICES = RequestRefused(
    "运行已导入，但没有机构，不能立案；请先执行 zige offices import，再执行一次本命令",
    "the run is imported, but without offices no case can be opened; run zige offices import, then this command again",
)


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
    from casework.accounts.refusal import ActRefused  # noqa: PLC0415  (models need Django to be ready)
    from casework.cases.opening.after_run import cases_after_run  # noqa: PLC0415
    from casework.decisions.registering import mark_registered  # noqa: PLC0415
    from casework.notices.jobs import remind_soon  # noqa: PLC0415
    from casework.runs.importing import import_run as import_found  # noqa: PLC0415

    imported = import_found(opened, run)
    try:
        tables, cases = imported.tables, cases_after_run(imported.run)
        mark_registered()
    except ActRefused:
        raise NO_OFFICES from None
    remind_soon()
    if as_json:
        told = {"month": month, "run": run.number, "tables": tables, "cases": asdict(cases)}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if tables is None:
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
    figures_of_cases = lang.choose(
        "核查：新立 {cases:,} 件，新事项 {matters:,}，消除 {fallen:,}，自行结案 {closed:,}",
        "cases: {cases:,} opened, {matters:,} new matters, {fallen:,} fallen, {closed:,} closed",
    )
    print(figures_of_cases.format(**asdict(cases)))
