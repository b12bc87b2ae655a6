"""`zige offer`, `outbox` and `acknowledge`: lists go out to their consumers until each has said that it has come."""

import datetime as dt
import getpass
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import Language, LanguageOption
from zige.errors import RequestRefused
from zige.exchange.manifest import Entry, read_manifest
from zige.library import requested_day
from zige.running.acknowledging import acknowledge as record
from zige.running.offering import Offered
from zige.running.offering import offer as offer_to
from zige.running.outbox import State, states
from zige.store.home import open_home
from zige.store.lock import held
from zige.store.outbox import Offer

EXAMPLES = {
    "offer": """示例 / example:

  zige offer finance --out 交财政_20261126
""",
    "acknowledge": """示例 / example:

  zige acknowledge --file 财政确认.csv

  zige acknowledge finance-0012 --rows 5 --digest 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
""",
}
OnOption = Annotated[str | None, typer.Option("--on", help="日期，默认今天 / the day, default: today")]
STATES = {
    State.OPEN: ("待确认", "open"),
    State.ACKNOWLEDGED: ("已确认", "acknowledged"),
    State.REPLACED: ("已被替代", "replaced"),
    State.ENDED: ("不再交付", "ended"),
}
RUN_AGAIN = "该月重新运行过，内容有变", "the month was run again and comes out otherwise"
OTHERWISE = (
    "同一次运行，但设置、规则、数据约定或程序改变后内容不同",
    "the same run, but since settings, rulebook, contracts or program changed it comes out otherwise",
)
HEADINGS = (
    ("编号", "id"),
    ("导出", "export"),
    ("年月", "month"),
    ("运行", "run"),
    ("行数", "rows"),
    ("首次交付", "first offered"),
    ("最近交付", "last offered"),
    ("状态", "state"),
    ("确认日期", "acknowledged"),
)


def offer(
    consumer: Annotated[str, typer.Argument(metavar="CONSUMER", help="zige.toml 中登记的接收方 / as in zige.toml")],
    out: Annotated[Path, typer.Option("--out", help="要建立的目录 / the folder to make")],
    lang: LanguageOption,
    home: HomeOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """把接收方该拿的名单写到新目录：新的，以及还没有确认收到的；附一份清单。

    Write for a consumer what is new and what they have not acknowledged into a new folder, with a manifest.
    """
    opened = open_home(home)
    day = _day(on)
    with held(opened.path, "zige offer"):
        offered = offer_to(opened, consumer, out, day)
    print(json.dumps(_plain(offered), ensure_ascii=False, indent=2)) if as_json else _tell(offered, out, lang)
    raise typer.Exit(1 if offered.gone else 0)


def outbox(lang: LanguageOption, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """列出交付过的名单：哪些已确认，哪些待确认。

    List what was offered to consumers, and what of it they have acknowledged.
    """
    found = states(open_home(home))
    if as_json:
        told = [{"id": each.id, "state": state, **asdict(each)} for each, state in found]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    elif found:
        _show(found, lang)
    else:
        print(lang.choose("还没有交付过；请用 zige offer。", "Nothing was offered yet; zige offer does it."))


def acknowledge(
    lang: LanguageOption,
    offered: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="交付编号，如 finance-0012 / id of what was offered")
    ] = None,
    digest: Annotated[str | None, typer.Option("--digest", help="SHA-256 或 SM3 摘要 / SHA-256 or SM3")] = None,
    rows: Annotated[int | None, typer.Option("--rows", help="行数 / number of rows")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="接收方的确认文件，与清单同样格式 / what the consumer sent back")
    ] = None,
    home: HomeOption = None,
    on: OnOption = None,
) -> None:
    """登记接收方的确认：摘要和行数须与交付的一致。

    Record that a consumer has what was offered: digest and rows must be those of the offer.
    """
    opened = open_home(home)
    day = _day(on)
    entries = _acknowledged(offered, digest, rows, file)
    with held(opened.path, "zige acknowledge"):
        done = record(opened, entries, day, getpass.getuser())
    for each in done:
        print(
            lang.choose(f"{each.id}：{each.acknowledged} 确认收到", f"{each.id}: acknowledged on {each.acknowledged}")
        )


def _acknowledged(offered: str | None, digest: str | None, rows: int | None, file: Path | None) -> list[Entry]:
    if (offered is None) == (file is None):
        raise RequestRefused(
            "请给出交付编号（连同 --digest 和 --rows），或用 --file 给出确认文件，二者取一",
            "give the id of an offer with --digest and --rows, or the consumer's file with --file, one of the two",
        )
    if file is not None:
        return read_manifest(file)
    return [Entry(offered or "", digest.lower().rpartition(":")[2] if digest else None, rows, None)]


def _day(on: str | None) -> dt.date:
    return requested_day(on) or dt.datetime.now().astimezone().date()


def _plain(offered: Offered) -> dict[str, object]:
    replaced = {name: before.id for name, before in offered.replaced.items()}
    told = [{"id": each.id, **asdict(each), "replaces": replaced.get(each.id)} for each in offered.offers]
    return {"offers": told, "gone": offered.gone}


def _tell(offered: Offered, out: Path, lang: Language) -> None:
    for each in offered.offers:
        print(f"{each.file}  {lang.choose(f'{each.rows} 行', f'{each.rows} rows')}{_said(each, offered, lang)}")
    if offered.offers:
        print(lang.choose(f"已写入 {out}。", f"Written to {out}."))
    else:
        print(
            lang.choose("没有新的，也没有待确认的；没有写入任何内容。", "Nothing is new or open; nothing is written.")
        )
    if offered.gone:
        months = ", ".join(offered.gone)
        print(
            lang.choose(
                f"{months} 的名单已过保存期限并清理，不能再交付；可在 zige.toml 中把 since 改到以后月份。",
                f"The lists of {months} are past their time and purged, they cannot be offered; "
                "set since in zige.toml to a later month.",
            )
        )


def _said(each: Offer, offered: Offered, lang: Language) -> str:
    """What else is to be known of an offer: that it is one of before, or takes the place of one, and why."""
    if before := offered.replaced.get(each.id):
        why = OTHERWISE if before.run == each.run else RUN_AGAIN
        return lang.choose(f"（代替 {before.id}：{why[0]}）", f" (instead of {before.id}: {why[1]})")
    times = len(each.offered)
    return lang.choose(f"（第 {times} 次交付）", f" (offered {times} times)") if times > 1 else ""


def _show(found: list[tuple[Offer, State]], lang: Language) -> None:
    table = Table()
    for heading in HEADINGS:
        table.add_column(lang.choose(*heading), no_wrap=True)
    for each, state in found:
        days = each.offered[0], each.offered[-1], lang.choose(*STATES[state]), each.acknowledged or "–"
        table.add_row(each.id, each.export, each.month, f"{each.run}", f"{each.rows:,}", *days)
    Console(width=None if Console().is_terminal else 140).print(table)
