"""`zige export`: lists of a month for other offices and systems."""

from pathlib import Path
from typing import Annotated

import typer

from zige.cli.home_option import HomeOption
from zige.cli.language import LanguageOption
from zige.library import requested_month
from zige.running import exporting
from zige.store.home import open_home
from zige.store.runs import run_of

EXAMPLES = {
    "export": """示例 / example:

  zige export payments --month 2026-11 --out 发放建议.xlsx

  zige export lists --month 2026-11 --out 下发名单
"""
}


def export(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="payments, certified, cases, monitoring, candidates, questions, lists")
    ],
    month: Annotated[str, typer.Option("--month", help="年月 / month, YYYY-MM")],
    out: Annotated[Path, typer.Option("--out", help="文件（lists 为目录）/ file to write (lists: a folder)")],
    lang: LanguageOption,
    home: HomeOption = None,
) -> None:
    """导出一个月的结果：发放建议、认证名单、待办、联网监测结果，或按县、镇、村下发的名单。

    Export a month: the proposal for payment, who was certified, cases, results for monitoring, or lists by office.
    """
    opened = open_home(home)
    requested_month(month)
    run = run_of(opened, month)
    if what == "lists":
        files = exporting.export_lists(opened, run, out)
        print(lang.choose(f"{files} 个名单已写入 {out}。", f"{files} lists are written to {out}."))
        return
    rows = exporting.export(opened, run, what, out)
    print(lang.choose(f"{rows} 行已写入 {out}。", f"{rows} rows are written to {out}."))
