"""docs/reference/datasets.md: every dataset with its columns, their spellings and what becomes of a row."""

from collections.abc import Iterable, Iterator

from generator import markdown as md
from zige.exchange.catalogue import Catalogue, common_columns
from zige.exchange.contract import Column, Contract
from zige.exchange.telling import ABSENCES, DELIVERIES, SOURCES, TYPES, becomes, spellings, words_of

INTRODUCTION = """What departments deliver, one dataset to a contract. `zige contracts DATASET` shows the same on the
terminal, `zige contracts DATASET --template FILE.xlsx` writes an empty workbook to fill in. A city may [add a dataset
or change one](../how-to/write-a-contract.md) without code.

Headers are the Chinese ones, the names, or any of the others given; their order is free. Full-width signs and blanks do
not matter. Canonical words (`male`) may be written as well as any spelling after them."""

COMMON = "The common columns are the same in every dataset that has them; the tables below do not repeat them."


def page(catalogue: Catalogue) -> str:
    """The page of a catalogue."""
    parts = [part for contract in catalogue.values() for part in _dataset(contract)]
    return md.page("数据集 · Datasets", INTRODUCTION, *_overview(catalogue), *_common(), *parts)


def _overview(catalogue: Catalogue) -> Iterator[str]:
    rows = (
        [f"[`{name}`](#{_anchor(each)})", md.both(*each.title), md.both(*each.department_name), str(each.due_day)]
        for name, each in catalogue.items()
    )
    yield md.table(["数据集 dataset", "标题 title", "部门 department", "每月几日前 due day"], rows)


def _anchor(contract: Contract) -> str:
    """The anchor of a heading: no dots, blanks as hyphens."""
    return f"{contract.dataset.replace('.', '')}--{contract.title.zh}"


def _common() -> Iterator[str]:
    yield "## 通用列 · Common columns"
    yield COMMON
    yield _columns(common_columns().values())


def _dataset(contract: Contract) -> Iterator[str]:
    yield f"## {contract.dataset} · {contract.title.zh}"
    yield f"{contract.purpose.zh}\\\n{contract.title.en}: {contract.purpose.en}"
    yield md.bullets(_entry(contract))
    common = common_columns()
    yield _columns(column for column in contract.columns if column.name not in common)
    yield f"And the common columns {md.code(name for name in contract.names if name in common)}."
    yield md.bullets(md.both(*sentence).replace("\n", "<br>") for sentence in becomes(contract))


def _entry(contract: Contract) -> Iterator[str]:
    """The entry of the source register."""
    source, delivery, absence = SOURCES[contract.source], DELIVERIES[contract.delivery], ABSENCES[contract.absence]
    yield f"部门 department: {contract.department_name.zh} / {contract.department_name.en}; {contract.contact}"
    yield f"依据 legal basis: {'；'.join(contract.legal_basis)}"
    yield f"来源 source {contract.source}: {source.zh} / {source.en}"
    yield f"每月{contract.due_day}日前，{delivery.zh}；{absence.zh}；保存{contract.retention_months}个月"
    yield f"by day {contract.due_day}, {delivery.en}; {absence.en}; kept for {contract.retention_months} months"
    yield f"Contract: [{contract.dataset}.yaml](../../src/zige/exchange/contracts/{contract.dataset}.yaml)"


def _columns(columns: Iterable[Column]) -> str:
    head = ["标题 header", "列 column", "必填 required", "内容 meaning", "怎样填 how", "也认的标题 other headers"]
    return md.table(head, map(_row, columns))


def _row(column: Column) -> list[str]:
    how = [_spelt(column, word) for word in words_of(column)] or list(TYPES[column.type])
    return [
        column.header,
        f"`{column.name}`",
        "是 yes" if column.required else "",
        md.both(*column.text),
        "\n".join(how),
        "、".join(column.aliases),
    ]


def _spelt(column: Column, word: str) -> str:
    return f"`{word}` {'、'.join(spellings(column, word)[:-1])}"
