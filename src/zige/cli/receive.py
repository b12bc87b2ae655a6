"""`zige receive`: files that departments delivered become batches, each with a receipt that adds up."""

import datetime as dt
import json
import shlex
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import Language, LanguageOption
from zige.errors import RequestRefused
from zige.exchange.catalogue import load_catalogue
from zige.exchange.manifest import check_files, read_manifest
from zige.library import requested_day, requested_month
from zige.receiving.conductor import receive as receive_files
from zige.receiving.newcomers import catch_up
from zige.receiving.receipts import ACCEPTED, COUNTS, SHOWN, Receipt
from zige.receiving.requests import Request
from zige.store.batches import SHORT
from zige.store.home import open_home
from zige.store.lock import held

EXAMPLES = {
    "receive": """示例 / example:

  zige receive 死亡注销户口_202611.csv --home /srv/zige

  zige receive 交换/*.csv --manifest 交换/清单.csv --month 2026-11 --json
""",
}


def receive(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="部门送来的文件 / delivered files")],
    lang: LanguageOption,
    home: HomeOption = None,
    dataset: Annotated[
        str | None, typer.Option("--dataset", help="数据集，不给则识别 / dataset, else recognised")
    ] = None,
    month: Annotated[str | None, typer.Option("--month", help="年月，不给则识别 / month, else recognised")] = None,
    received: Annotated[str | None, typer.Option("--received", help="收到日期，默认今天 / day of receipt")] = None,
    manifest: Annotated[Path | None, typer.Option("--manifest", help="交接清单 / manifest of the delivery")] = None,
    as_json: JsonOption = False,
) -> None:
    """接收部门送来的文件：识别、检查、比对、密封入库，并给出逐行对得上的回执。

    Receive files: recognise, check, match and seal them, and print a receipt for each that adds up to the last row.
    """
    opened = open_home(home)
    day = _day(received)
    if month is not None:
        requested_month(month)
    if dataset is not None:
        load_catalogue(opened.contracts).named(dataset)
    announced = read_manifest(manifest) if manifest is not None else []
    if manifest is not None:
        check_files(manifest, announced, files)
    request = Request(dataset, month, day, announced)
    with held(opened.path, "zige receive"):
        taken = receive_files(opened, [(file, request) for file in files])
        console, said = Console(stderr=True), lang.choose("接收", "receiving")
        shown = track(taken, total=len(files), description=said, console=console, transient=True)
        receipts = [told for receipts in shown for told in receipts]
        catch_up(opened, load_catalogue(opened.contracts))
    if as_json:
        print(json.dumps([plain(each, lang) for each in receipts], ensure_ascii=False, indent=2))
    else:
        tell(receipts, lang)
    raise typer.Exit(exit_status(receipts))


def exit_status(receipts: list[Receipt]) -> int:
    """2 where a file was refused, 1 where rows or batches must be looked at, else 0."""
    if any(each["status"] == "refused" for each in receipts):
        return 2
    return 1 if any(each["status"] == "held" or each["quarantined"] or each["candidates"] for each in receipts) else 0


def plain(receipt: Receipt, lang: Language) -> dict[str, Any]:
    """A receipt as `--json` prints it: the fields of EXCHANGE §1, the message in one language."""
    return {name: receipt[name] for name in SHOWN} | {"message": receipt["message"][lang.value]}


STATUSES = {
    "accepted": ("已接收", "accepted"),
    "held": ("已挂起", "held"),
    "already_received": ("已收到过", "already received"),
    "refused": ("已拒收", "refused"),
    "read_again": ("已重读", "read again"),
}
HEADINGS = {
    "rows": ("总行数", "rows"),
    "accepted": ("接收", "accepted"),
    "duplicate": ("重复", "duplicate"),
    "quarantined": ("退回", "quarantined"),
    "matched": ("匹配", "matched"),
    "unmatched": ("非领取人", "unmatched"),
    "candidates": ("待人工", "candidates"),
}


def _day(received: str | None) -> dt.date:
    """The day of receipt, at the latest today. Raises RequestRefused: what comes tomorrow is not known yet (LAW §2)."""
    today = dt.datetime.now().astimezone().date()
    day = requested_day(received) or today
    if day > today:
        raise RequestRefused(
            f"--received {received} 还没有到；请写实际收到的日期",
            f"--received {received} has not come yet; write the day on which the file came",
        )
    return day


def tell(receipts: list[Receipt], lang: Language) -> None:
    """The receipts as a table, and below it what each says."""
    table = Table()
    table.add_column(lang.choose("文件", "file"), overflow="fold", min_width=24)
    table.add_column(lang.choose("数据集", "dataset"), no_wrap=True)
    table.add_column(lang.choose("年月", "month"), no_wrap=True)
    table.add_column(lang.choose("结果", "result"), no_wrap=True)
    for name in COUNTS:
        table.add_column(lang.choose(*HEADINGS[name]), justify="right", no_wrap=True)
    for each in receipts:
        counts = [f"{each[name]:,}" for name in COUNTS]
        status = lang.choose(*STATUSES[each["status"]])
        table.add_row(each["file"], each["dataset"] or "–", each["month"] or "–", status, *counts)
    Console(width=None if Console().is_terminal else 160).print(table)
    for each in receipts:
        if each["message"]["en"] != ACCEPTED.en or each["unknown_columns"]:
            print(f"{_message(each, lang)}{_details(each, lang)}")
        if command := _next(each):
            print(f"  {command}")


def _message(receipt: Receipt, lang: Language) -> str:
    """What the receipt says of its file; a refusal names the file itself."""
    message: str = receipt["message"][lang.value]
    return message if receipt["status"] == "refused" else f"{receipt['file']}{lang.choose('：', ': ')}{message}"


def _next(receipt: Receipt) -> str | None:
    """The command that comes next for this batch, ready to be given."""
    batch = (receipt["batch"] or "")[:SHORT]
    if receipt["status"] == "held":
        return f"zige release {batch}"
    if receipt["quarantined"]:
        out = f"{Path(receipt['file'].split('/')[0]).stem}_退回.xlsx"
        return f"zige quarantine {batch} --out {shlex.quote(out) if ' ' in out else out}"
    return None


def _details(receipt: Receipt, lang: Language) -> str:
    codes = ", ".join(f"{code} {count}" for code, count in receipt["codes"].items())
    unknown = ", ".join(receipt["unknown_columns"])
    parts = [codes, unknown and lang.choose(f"未用的列：{unknown}", f"columns not used: {unknown}")]
    told = "; ".join(part for part in parts if part)
    return f" [{told}]" if told else ""
