"""`zige init HOME`: a new home with keys and settings."""

from pathlib import Path
from typing import Annotated

import typer

from zige.cli.language import LanguageOption
from zige.errors import RequestRefused
from zige.library import requested_month
from zige.store.home import make_home

EXAMPLES = {
    "init": """示例 / example:

  zige init /srv/zige --region 511100 --name 乐山市社会保险事务中心 --opening 2026-01
""",
}


def init(
    home: Annotated[Path, typer.Argument(metavar="HOME", help="要建立的目录 / the folder to make")],
    lang: LanguageOption,
    region: Annotated[str, typer.Option("--region", help="六位行政区划代码 / region code of six digits")] = "511100",
    name: Annotated[str, typer.Option("--name", help="单位名称 / name of the office")] = "社会保险经办机构",
    opening: Annotated[
        str, typer.Option("--opening", help="上线年月，空为首次收到待遇名册的月份 / month of go-live, YYYY-MM")
    ] = "",
) -> None:
    """建立数据目录：密钥、设置和存放交换数据的文件夹。

    Make a home folder: keys, settings, and where deliveries, facts and runs are kept.
    """
    _check_region(region)
    if opening:
        requested_month(opening)
    made = make_home(home, name, region, opening)
    print(
        lang.choose(
            f"已建立 {made.path}。请立即备份 {made.path / 'keys'}：没有密钥，密封的文件无法打开。",
            f"Made {made.path}. Back up {made.path / 'keys'} now: without the keys no sealed file can be opened.",
        )
    )


def _check_region(region: str) -> None:
    if len(region) != 6 or not region.isascii() or not region.isdigit():
        raise RequestRefused(
            f"--region “{region}”不是六位行政区划代码；请写成 511100 的样子",
            f"--region '{region}' is no region code of six digits; write it like 511100",
        )
