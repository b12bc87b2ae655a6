"""docs/reference/tables.md: the tables that `determine` takes and gives, and what makes it refuse one."""

import inspect
from collections.abc import Iterator

import narwhals as nw
import pyarrow as pa

from generator import markdown as md
from zige.inputs.checks import flaws_of
from zige.inputs.clashes import Clash, clashes
from zige.tables import DETERMINATIONS, INPUTS, Column, Table
from zige.words import LISTS

INTRODUCTION = """What `zige determine` reads and writes, as files (CSV or Parquet, UTF-8) and as tables of a program.
The columns may stand in any order, others are ignored; an empty value is an empty text or null.

A refusal names the file, the line, the column and the value, writes nothing and ends with exit status 2. A missing
column is refused too."""


def page() -> str:
    """The page."""
    parts = [part for table in INPUTS for part in _table(table, "待读入 · input")]
    return md.page("表 · Tables", INTRODUCTION, *parts, *_table(DETERMINATIONS, "写出 · output"))


def _table(table: Table, use: str) -> Iterator[str]:
    yield f"## {table.name} · {use}"
    if table.key:
        yield f"No two rows share {md.code(table.key)}."
    yield md.table(["列 column", "内容", "meaning", "类型 type", "必填 required"], map(_column, table.columns))
    for column in table.columns:
        yield _words(column)
    if table is not DETERMINATIONS:
        yield "Refused 拒绝读入："
        yield md.bullets(dict.fromkeys(_refusals(table)))


def _column(column: Column) -> list[str]:
    required = "是 yes" if column.required else "否 no"
    return [f"`{column.name}`", column.zh, column.en, column.value_type.value, required]


def _words(column: Column) -> str:
    if column.words is None:
        return ""
    if len(column.words) > 10:
        return f"`{column.name}` is one of the words in the [glossary](glossary.md)."
    names = LISTS.get(column.words, {})
    words = [f"`{word}`" + (f" {names[word].zh}" if word in names else "") for word in column.words]
    return f"`{column.name}` is one of {', '.join(words)}."


def _refusals(table: Table) -> Iterator[str]:
    for flaw in flaws_of(table):
        if flaw.column.words is None:
            yield f"`{flaw.column.name}`: {flaw.zh} / {flaw.en}"
        else:
            yield f"`{flaw.column.name}`: 空着，或不在允许的取值内 / empty where required, or not one of its words"
    for clash in _clashes():
        if clash.table is table:
            yield f"`{clash.column}`: {clash.zh} / {clash.en}"


def _clashes() -> Iterator[Clash]:
    """What may not stand together; the tables are empty, since only the sentences are wanted."""
    columns = {column.name: pa.string() for table in INPUTS for column in table.columns}
    empty = nw.from_native(pa.schema(columns).empty_table()).lazy()
    return clashes(*(empty for _ in inspect.signature(clashes).parameters))
