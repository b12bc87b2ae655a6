"""`zige contracts`: which datasets there are, what one of them holds and gives, and an empty workbook to fill in."""

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption
from zige.cli.law.look import Page
from zige.errors import RequestRefused
from zige.exchange.catalogue import Catalogue, load_catalogue
from zige.exchange.contract import Column, ColumnType, Contract
from zige.exchange.telling import ABSENCES, DELIVERIES, SOURCES, TYPES, becomes, spellings, words_of
from zige.exchange.template import write_template
from zige.words import Wording

EXAMPLES = {
    "contracts": """示例 / examples:

  zige contracts                                       全部数据集 / all datasets
  zige contracts police.deaths --lang en               一个数据集 / one dataset
  zige contracts police.deaths --template 死亡注销.xlsx   空白模板 / an empty template
""",
}


def contracts(
    lang: LanguageOption,
    dataset: Annotated[str | None, typer.Argument(metavar="DATASET", help="数据集 / dataset")] = None,
    template: Annotated[
        Path | None, typer.Option("--template", help="写出空白模板（.xlsx）/ write an empty template")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """数据约定：有哪些数据集；一个数据集有哪些列、怎样写、每一行会怎样处理；写出空白模板。

    Contracts: which datasets there are; of one its columns, their spellings and what becomes of a row; a template.
    """
    catalogue = load_catalogue(_own_contracts(home))
    if dataset is None:
        _check_no_template(template)
        _list(Page(lang), catalogue, as_json)
        return
    contract = catalogue.named(dataset)
    if template is not None:
        write_template(contract, template)
    if as_json:
        _print_json(contract_as_data(contract))
    elif template is not None:
        Page(lang).line(lang.choose(f"已写出 {template.name}", f"written: {template.name}"))
    else:
        _print_contract(Page(lang), contract)


def _own_contracts(home: Path | None) -> Path | None:
    """The folder of a city's own contracts, where a home is named; the list can be read without one."""
    named = home or os.environ.get("ZIGE_HOME")
    return Path(named) / "contracts" if named else None


def _check_no_template(template: Path | None) -> None:
    if template is not None:
        zh = "--template：请写明哪个数据集，例如 zige contracts police.deaths --template 模板.xlsx"
        en = "--template: say for which dataset, as in zige contracts police.deaths --template T.xlsx"
        raise RequestRefused(zh, en)


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _list(page: Page, catalogue: Catalogue, as_json: bool) -> None:
    if as_json:
        _print_json([contract_as_data(contract) for contract in catalogue.values()])
        return
    table = page.table(
        Wording("数据集", "dataset"), Wording("标题", "title"), Wording("部门", "department"),
        Wording("每月", "due day"),
    )  # fmt: skip
    for dataset, contract in catalogue.items():
        due = page.choose(f"{contract.due_day}日前", str(contract.due_day))
        table.add_row(dataset, page.say(contract.title), page.say(contract.department_name), due)
    page.show(table)
    page.line(page.choose(f"共 {len(catalogue)} 个数据集。zige contracts 数据集 看其中一个。",
                          f"{len(catalogue)} datasets. zige contracts DATASET shows one."), 2)  # fmt: skip


def _print_contract(page: Page, contract: Contract) -> None:
    page.heading(f"{contract.dataset} {contract.title.zh}", f"{contract.dataset}: {contract.title.en}")
    page.pairs(_entry(page, contract))
    page.heading("列", "Columns")
    table = page.table(
        Wording("标题", "header"), Wording("必填", "needed"), Wording("内容和写法", "meaning and how to write it"),
        Wording("也认这些标题", "other headers"),
    )  # fmt: skip
    for column in contract.columns:
        needed = "●" if column.required else ""
        table.add_row(f"{column.header}\n{column.name}", needed, _meaning(page, column), "  ".join(column.aliases))
    page.show(table)
    page.heading("每一行会怎样处理", "What becomes of a row")
    page.pairs(("·", page.say(sentence)) for sentence in becomes(contract))


def _entry(page: Page, contract: Contract) -> list[tuple[str, str]]:
    """The entry of the source register."""
    source, delivery, absence = SOURCES[contract.source], DELIVERIES[contract.delivery], ABSENCES[contract.absence]
    due, kept = contract.due_day, contract.retention_months
    delivered = page.choose(f"每月{due}日前", f"by day {due} of the month"), page.say(delivery), page.say(absence)
    return [
        (page.choose("部门", "department"), page.say(contract.department_name)),
        (page.choose("联系", "contact"), contract.contact),
        (page.choose("用途", "purpose"), page.say(contract.purpose)),
        (page.choose("依据", "legal basis"), "\n".join(contract.legal_basis)),
        (page.choose("来源", "source"), f"{page.say(source)} ({contract.source})"),
        (page.choose("交付", "delivery"), page.choose("；", "; ").join(delivered)),
        (page.choose("保存", "kept for"), page.choose(f"{kept}个月", f"{kept} months")),
        (page.choose("版本", "version"), contract.version),
    ]


def _meaning(page: Page, column: Column) -> str:
    lines = [page.say(column.text), page.say(TYPES[column.type])]
    if column.type is ColumnType.WORD:
        lines += ["  ".join((f"{word}:", *spellings(column, word)[:-1])) for word in words_of(column)]
    return "\n".join(lines)


def contract_as_data(contract: Contract) -> dict[str, Any]:
    """A contract as JSON: its columns, its entry in the source register, its rules and what they say in words."""
    data = contract.model_dump(mode="json")
    for name in ("title", "department_name", "purpose"):
        data[name] = getattr(contract, name)._asdict()
    for column, written in zip(contract.columns, data["columns"], strict=True):
        written["text"] = column.text._asdict()
    return data | {"becomes": [sentence._asdict() for sentence in becomes(contract)]}
