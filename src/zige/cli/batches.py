"""`zige batches`, `batch`, `release` and `quarantine`: what was received, and what is to be done about it."""

import datetime as dt
import getpass
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption
from zige.cli.receive import STATUSES, plain, tell
from zige.errors import RequestRefused
from zige.exchange.quarantine_workbook import quarantine_workbook
from zige.receiving.releasing import release_batch
from zige.store.batches import QUARANTINE, SHORT, all_batches, batch_called, sealed_table
from zige.store.home import open_home
from zige.store.lock import held
from zige.store.writing import whole_file

BatchArgument = Annotated[str, typer.Argument(metavar="BATCH", help="批次编号的前几位 / first digits of the batch")]


def batches(lang: LanguageOption, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """列出收到的批次。

    List the batches in the order received.
    """
    found = all_batches(open_home(home))
    if as_json:
        print(json.dumps([plain(each.receipt, lang) for each in found], ensure_ascii=False, indent=2))
        return
    if not found:
        print(
            lang.choose(
                "还没有收到批次；请用 zige receive 接收文件。", "Nothing received yet; zige receive takes files in."
            )
        )
        return
    table = Table()
    for heading in (
        ("批次", "batch"),
        ("数据集", "dataset"),
        ("年月", "month"),
        ("收到", "received"),
        ("结果", "result"),
    ):
        table.add_column(lang.choose(*heading), no_wrap=True)
    table.add_column(lang.choose("接收行数", "accepted"), justify="right")
    for each in found:
        status = "held" if each.held else "accepted" if each.receipt["status"] == "held" else each.receipt["status"]
        told = lang.choose(*STATUSES[status])
        accepted = f"{each.receipt['accepted']:,}"
        table.add_row(each.id[:SHORT], each.dataset, each.month, each.received.isoformat(), told, accepted)
    Console(width=None if Console().is_terminal else 100).print(table)


def batch(name: BatchArgument, lang: LanguageOption, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """显示一个批次的回执。

    Show the receipt of a batch.
    """
    receipt = batch_called(open_home(home), name).receipt
    if as_json:
        print(json.dumps(plain(receipt, lang), ensure_ascii=False, indent=2))
    else:
        tell([receipt], lang)


def release(
    name: BatchArgument,
    lang: LanguageOption,
    home: HomeOption = None,
    why: Annotated[str, typer.Option("--why", help="放行的理由，与批次一起保存 / the reason, kept with it")] = "",
) -> None:
    """放行一个挂起的批次，之后的运行才会使用它。

    Release a held batch, so that runs use it.
    """
    opened = open_home(home)
    with held(opened.path, "zige release"):
        released = batch_called(opened, name)
        release_batch(opened, released, getpass.getuser(), dt.datetime.now().astimezone().date(), why)
    print(lang.choose(f"批次 {released.id[:SHORT]} 已放行。", f"Batch {released.id[:SHORT]} is released."))


def quarantine(
    name: BatchArgument,
    lang: LanguageOption,
    out: Annotated[Path, typer.Option("--out", help="要写的工作簿 / workbook to write (.xlsx)")],
    home: HomeOption = None,
) -> None:
    """把一个批次退回的行写成工作簿，附中文原因，供部门改正后重报。

    Write the rows of a batch that were set aside into a workbook with reasons, to be corrected and sent again.
    """
    opened = open_home(home)
    _check_workbook(out)
    found = batch_called(opened, name)
    rows = sealed_table(opened, found, QUARANTINE)
    if rows is None:
        print(lang.choose("这个批次没有退回的行。", "No row of this batch was set aside."))
        return
    with whole_file(out) as partial:
        partial.write_bytes(quarantine_workbook(found.receipt["file"], found.receipt["header"], rows))
    told = f"{rows.height} 行已写入 {out}。", f"{rows.height} rows are written to {out}."
    print(lang.choose(*told))


def _check_workbook(out: Path) -> None:
    if out.suffix != ".xlsx":
        raise RequestRefused(f"--out {out} 须以 .xlsx 结尾", f"--out {out} must end in .xlsx")
    if not out.parent.is_dir():
        raise RequestRefused(f"没有目录 {out.parent}；请先建立", f"there is no folder {out.parent}; make it first")
