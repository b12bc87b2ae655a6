"""What the parts of a contract must agree on: columns, words and rules, each problem with its place and remedy."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from pydantic_core import PydanticCustomError

from zige.exchange.contract import Column, ColumnType, FactRule, Role
from zige.exchange.contract_file import ContractFile, Property
from zige.kinds import FactKind, Outcome, Status
from zige.yaml_files.refusals import Location, problem, unknown_word

PROPERTIES: Location = ("schema", 0, "properties")
OURS: Location = ("customProperties", 0, "value")
DAYS = (ColumnType.DAY, ColumnType.MOMENT, ColumnType.MONTH)
LOGICAL = {
    ColumnType.DAY: ("date",),
    ColumnType.MOMENT: ("date",),
    ColumnType.MONEY: ("number",),
}
NEEDED = {
    Role.PERSONS: ("id_number", "name"),
    Role.BENEFITS: ("id_number", "benefit_id", "kind", "first_month", "monthly_amount"),
    Role.PAYMENTS: ("benefit_id", "month", "amount"),
    Role.FACTS: ("id_number",),
}
"""The columns without which a dataset cannot be what it is for."""

CONFIRMED_ON_ARRIVAL = frozenset(
    kind for kind in FactKind if kind is FactKind.CERTIFICATION or kind.startswith("life.")
)
"""LAW §2: signs of life and certifications count on arrival; all else waits for verification."""

Problems = Iterator[PydanticCustomError]
Shape = dict[str, tuple[ColumnType, frozenset[str]]]
"""The columns a rule may speak of, with their types and canonical words."""


def inconsistencies(written: ContractFile, common: Mapping[str, Column]) -> Problems:
    """Every problem across the parts of a contract, most basic first."""
    properties = written.schema_[0].properties
    yield from _names(properties)
    yield from _headers(properties, common)
    for at, each in enumerate(properties):
        yield from _property((*PROPERTIES, at), each, common)
    shape = _shape(properties, common)
    for name in NEEDED[written.zige.role]:
        if name not in shape:
            zh, en = f"缺少 {name} 列，请补上", f"the column {name} is missing: add it"
            yield problem(PROPERTIES, written.zige.role.value, zh, en)
    for at, each in enumerate(properties):
        if each.zige:
            yield from _condition((*PROPERTIES, at, *OURS, "required_for"), each.zige.required_for, shape)
    for at, rule in enumerate(written.zige.facts):
        yield from _rule((*OURS, "facts", at), rule, shape)


def _shape(properties: Iterable[Property], common: Mapping[str, Column]) -> Shape:
    shape = {name: (column.type, frozenset(column.words.values())) for name, column in common.items()}
    return shape | {each.name: (each.zige.type, frozenset(each.zige.words)) for each in properties if each.zige}


def _names(properties: Iterable[Property]) -> Problems:
    seen: set[str] = set()
    for at, each in enumerate(properties):
        if each.name in seen:
            zh, en = "这一列写了两次，请删去一个", "this column is given twice: remove one"
            yield problem((*PROPERTIES, at, "name"), each.name, zh, en)
        seen.add(each.name)


def _headers(properties: Iterable[Property], common: Mapping[str, Column]) -> Problems:
    """No header may lead to two columns; those of the common columns are taken in every dataset."""
    own = {each.name for each in properties}
    others = [column for name, column in common.items() if name not in own]
    owner = {
        header.casefold(): column.name for column in others for header in (column.name, column.header, *column.aliases)
    }
    for at, each in enumerate(properties):
        for header in _headers_of(each, common):
            other = owner.setdefault(header.casefold(), each.name)
            if other != each.name:
                zh, en = f"{other} 列也用这个标题，请改一个", f"also a header of the column {other}: change one"
                yield problem((*PROPERTIES, at), header, zh, en)


def _headers_of(each: Property, common: Mapping[str, Column]) -> list[str]:
    given = [each.name, *([each.businessName] if each.businessName else [])]
    if each.zige:
        return [*given, *each.zige.aliases]
    return given + (list(common[each.name].aliases) if each.name in common else [])


def _property(path: Location, each: Property, common: Mapping[str, Column]) -> Problems:
    part = each.zige
    if part is None:
        if each.name not in common:
            zh = "不是通用列，请写 customProperties，property: zige"
            yield problem(
                path, each.name, zh, "not a common column: say under customProperties, property zige, how it is read"
            )
        return
    for name in ("businessName", "description", "logicalType"):
        if getattr(each, name) is None:
            yield problem((*path, name), "", "缺少这一项，请补上", "is missing: add it")
    fitting = LOGICAL.get(part.type, ("string", "integer", "boolean"))
    if each.logicalType not in fitting:
        zh, en = f"与 type: {part.type} 不符，请写 {fitting[0]}", f"does not fit type: {part.type}: write {fitting[0]}"
        yield problem((*path, "logicalType"), each.logicalType, zh, en)
    yield from _words((*path, "customProperties", 0, "value", "words"), part.type, part.words)


def _words(path: Location, kind: ColumnType, words: Mapping[str, tuple[str, ...]]) -> Problems:
    if bool(words) != (kind is ColumnType.WORD):
        zh, en = "type: word 的列要写 words，其他列不写", "columns of type: word have words, others have none"
        yield problem(path, "", zh, en)
    owner = {word: word for word in words}
    for word, spellings in words.items():
        for spelling in spellings:
            if owner.setdefault(spelling, word) != word:
                zh, en = (
                    f"也是 {owner[spelling]} 的写法，请删去一个",
                    f"also a spelling of {owner[spelling]}: remove one",
                )
                yield problem((*path, word), spelling, zh, en)


def _rule(path: Location, rule: FactRule, shape: Shape) -> Problems:
    yield from _kinds(path, rule)
    for name in ("when", "unless", "end_when", "cleared", "convicted", "refuted"):
        yield from _condition((*path, name), getattr(rule, name), shape)
    for at, day in enumerate(rule.start):
        yield from _column((*path, "start", at), day.column, DAYS, shape)
    if not rule.start:
        yield problem((*path, "start"), "", "列表不能空着，请至少写一项", "the list is empty: give at least one")
    yield from _column((*path, "end"), rule.end, DAYS, shape)
    for name in ("above_zero", "not_above_zero"):
        yield from _column((*path, name), getattr(rule, name), (ColumnType.MONEY,), shape)
    yield from _column((*path, "benefit_from"), rule.benefit_from, (ColumnType.TEXT,), shape)
    yield from _enumerated((*path, "kind_from"), rule.kind_from, FactKind, shape)
    yield from _enumerated((*path, "status_from"), rule.status_from, Status, shape)
    yield from _enumerated((*path, "outcome_from"), rule.outcome_from, Outcome, shape)


def _kinds(path: Location, rule: FactRule) -> Problems:
    count = len(rule.kinds) + (rule.kind_from is not None)
    right = {"fact": count == 1, "end": count >= 1 and rule.kind_from is None, "question": count == 0}
    if not right[rule.gives]:
        zh = "事实写一种 kinds（或 kind_from），终止写一种以上，疑问不写"
        en = "a fact has one of kinds (or kind_from), an end at least one, a question none"
        yield problem((*path, "kinds"), list(rule.kinds), zh, en)
    for kind in rule.kinds:
        if rule.gives == "fact" and rule.status is Status.CONFIRMED and kind not in CONFIRMED_ON_ARRIVAL:
            zh = "不利事实要经核实才能确认（第十二条），请写 pending"
            yield problem(
                (*path, "status"), kind, zh, "an adverse fact waits for verification (Art. 12): write pending"
            )
        if rule.gives == "fact" and rule.status is not Status.CONFIRMED and kind in CONFIRMED_ON_ARRIVAL:
            zh = "在世记录和认证到达即确认，请写 status: confirmed"
            yield problem((*path, "status"), kind, zh, "signs of life count on arrival: write status: confirmed")


def _column(path: Location, name: str | None, types: tuple[ColumnType, ...], shape: Shape) -> Problems:
    if name is None:
        return
    if name not in shape:
        yield problem(path, name, *unknown_word(name, shape, "这一列", "column"))
    elif shape[name][0] not in types:
        wanted = "、".join(types), ", ".join(types)
        yield problem(path, name, f"这一列的 type 要是 {wanted[0]}", f"needs a column of type {wanted[1]}")


def _condition(path: Location, condition: Mapping[str, tuple[str, ...]], shape: Shape) -> Problems:
    for name, words in condition.items():
        yield from _column((*path, name), name, (ColumnType.WORD,), shape)
        known = shape[name][1] if name in shape else frozenset(words)
        for at, word in enumerate(words):
            if word not in known:
                yield problem((*path, name, at), word, *unknown_word(word, sorted(known), "这个词", "word"))


def _enumerated(path: Location, name: str | None, words: type[StrEnum], shape: Shape) -> Problems:
    """A column that says kind, status or outcome may hold no other word."""
    yield from _column(path, name, (ColumnType.WORD,), shape)
    for word in sorted(shape[name][1]) if name in shape else ():
        if word not in list(words):
            yield problem(path, word, *unknown_word(word, list(words), "这个词", "word"))
