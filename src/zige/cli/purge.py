"""`zige purge`: delete delivered files whose time is over, after a look at which."""

import datetime as dt
from typing import Annotated

import typer

from zige.cli.home_option import HomeOption
from zige.cli.language import LanguageOption
from zige.exchange.catalogue import load_catalogue
from zige.library import requested_day
from zige.receiving.retention import expired, expired_runs
from zige.receiving.retention import purge as purge_files
from zige.running.outbox import lost_with
from zige.store.batches import SHORT
from zige.store.home import open_home
from zige.store.lock import held

EXAMPLES = {
    "purge": """示例 / example:

  zige purge            （只列出 / only lists）

  zige purge --delete
"""
}


def purge(
    lang: LanguageOption,
    home: HomeOption = None,
    delete: Annotated[bool, typer.Option("--delete", help="真正删除 / really delete")] = False,
    on: Annotated[str | None, typer.Option("--on", help="按哪一天计算，默认今天 / as of which day")] = None,
) -> None:
    """清理超过保存期限的原始文件、退回行和各月名单；名册、事实、认定结果和回执保留。不加 --delete 时只列出。

    Delete delivered files, set-aside rows and lists of runs past their time; register, facts, determinations and
    receipts stay. Lists them only, unless --delete is given.
    """
    opened = open_home(home)
    today = requested_day(on) or dt.datetime.now().astimezone().date()
    with held(opened.path, "zige purge"):
        old = expired(opened, load_catalogue(opened.contracts), today)
        runs = expired_runs(opened, today)
        for batch in old:
            print(f"{batch.id[:SHORT]}  {batch.dataset}  {batch.month}  {batch.received}")
        for run in runs:
            print(f"run {run.month}/{run.number}")
        for offer in lost_with(opened, runs):
            told = (
                f"{offer.id} 还没有确认，清理后不能再交付",
                f"{offer.id} is not acknowledged and cannot be offered afterwards",
            )
            print(lang.choose(*told))
        if delete:
            count = purge_files(opened, old, runs)
            print(lang.choose(f"已删除 {count} 个文件。", f"{count} files deleted."))
            return
    told = (
        f"{len(old)} 个批次、{len(runs)} 次运行的名单已过期；加 --delete 删除。",
        f"{len(old)} batches and the lists of {len(runs)} runs are past their time; --delete deletes them.",
    )
    print(lang.choose(*told))
