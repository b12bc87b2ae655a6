"""`zige offices import`: regions and the offices of towns and villages; employers, banks, departments."""

import json
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command

from casework.config.serving import prepare_database
from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption

EXAMPLE = """示例 / examples:

  zige offices import regions.csv      区划（code,name,level,parent）/ regions
  zige offices import employers.xlsx   机构（kind,number,name,region,department,under）/ offices
"""

app = typer.Typer(
    name="offices", no_args_is_help=True, rich_markup_mode="rich", help="区划和机构 / regions and offices"
)


@app.command("import", epilog=EXAMPLE)
def import_offices(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV 或 XLSX 文件 / a file, CSV or XLSX")],
    lang: LanguageOption,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """导入区划或机构：新的建立，改名的更新，不删除任何一个；有一行不对就什么也不写。

    Take in regions or offices: new ones are made, renamed ones updated, none removed; one bad line and nothing is
    written. Regions bring the agencies of city and counties and the offices of towns and villages with them.
    """
    prepare_database(home)
    outcome = call_command("import_offices", file, stdout=StringIO())
    if as_json:
        print(outcome)
        return
    count = json.loads(outcome)
    print(
        lang.choose(
            "新增 {new}，更新 {changed}，未变 {same}；文件中没有而保留的 {kept}",
            "{new} new, {changed} updated, {same} unchanged; {kept} not in the file and kept",
        ).format(**count)
    )


@app.callback()
def offices() -> None:
    """区划和机构 / Regions and offices."""
