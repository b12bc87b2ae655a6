"""What a contract says, in sentences for those who deliver: how a column is written, what becomes of a row."""

from collections.abc import Iterator

from zige.exchange.contract import Column, ColumnType, Contract, DayOf, FactRule, Role, SourceKind, Words
from zige.kinds import Outcome, Status
from zige.words import FACT_KINDS, OUTCOMES, STATUSES, Wording, listed

TYPES: dict[ColumnType, Wording] = {
    ColumnType.CITIZEN_NUMBER: Wording("证件号码，18位或15位", "document number, 18 or 15 characters"),
    ColumnType.NAME: Wording("姓名", "name"),
    ColumnType.TEXT: Wording("文字", "text"),
    ColumnType.KEYED: Wording("文字，只以密文比对", "text, only compared in keyed form"),
    ColumnType.DAY: Wording("日期，如 20260305、2026-03-05、2026年3月5日", "day, as 20260305 or 2026-03-05"),
    ColumnType.MOMENT: Wording("日期，可带时间，如 2026-03-05 09:21", "day, perhaps with a time, as 2026-03-05 09:21"),
    ColumnType.MONTH: Wording("年月，如 202603、2026-03、2026年3月", "month, as 202603 or 2026-03"),
    ColumnType.MONEY: Wording("金额，元，如 3120.00", "amount in yuan, as 3120.00"),
    ColumnType.WORD: Wording("下列之一", "one of the words"),
    ColumnType.REGION: Wording("行政区划代码，6、9或12位", "region code, 6, 9 or 12 digits"),
}

SOURCES: dict[SourceKind, Wording] = {
    SourceKind.DECLARATION: Wording("本人或家属主动申报", "declared by the person or the family"),
    SourceKind.MONITORING: Wording("部、省联网监测", "national and provincial monitoring"),
    SourceKind.SHARED_DATA: Wording("部门共享数据", "data shared by departments"),
    SourceKind.PAPERS: Wording("单位和机构出具的材料", "papers of a body"),
    SourceKind.FINDING: Wording("人社部门认定的事实", "found by the bureau"),
    SourceKind.OTHER: Wording("其他渠道", "other"),
}
"""第九条: the six kinds of source."""

DELIVERIES = {
    "increment": Wording("只报新增", "what is new"),
    "snapshot": Wording("报全部在册", "all that is open or in force"),
}
ABSENCES = {
    "nothing": Wording("没有报的不说明任何情况", "what is not listed means nothing"),
    "complete": Wording("名单是全的，没有列入即不在册", "the list is complete: what is not in it is not so"),
}

ROLES: dict[Role, Wording] = {
    Role.PERSONS: Wording(
        "领取人员名册，其他数据据此核对到人。", "The register of people, with which data are matched."
    ),
    Role.BENEFITS: Wording("待遇名册，逐项认定。", "The register of benefits, each of which is decided on."),
    Role.PAYMENTS: Wording("发放台账，计算补发和追回。", "The ledger, for back-pay and recovery."),
    Role.FACTS: Wording("不属于上列情形的行只记数，不产生事实。", "A row that none of these fits is only counted."),
}

NOW = Wording("到达即算数", "counts on arrival")


def spellings(column: Column, word: str) -> list[str]:
    """What may be written for a canonical word, the usual Chinese spelling first, the canonical word last."""
    return [each for each, canonical in column.words.items() if canonical == word and each != word] + [word]


def words_of(column: Column) -> list[str]:
    """The canonical words of a column, each once."""
    return list(dict.fromkeys(column.words.values()))


def becomes(contract: Contract) -> list[Wording]:
    """What becomes of a row: what the dataset is for, then a sentence for each rule."""
    rules = [_sentence(contract, rule) for rule in contract.facts]
    if contract.role is not Role.FACTS:
        return [ROLES[contract.role], *rules]
    every_row_tells = any(not list(_conditions(contract, rule)) for rule in contract.facts)
    return rules if every_row_tells else [*rules, ROLES[contract.role]]


def _sentence(contract: Contract, rule: FactRule) -> Wording:
    conditions = list(_conditions(contract, rule))
    parts = [_what(contract, rule), _from(contract, rule), *_until(contract, rule), *_standing(contract, rule)]
    zh, en = "；".join(part.zh for part in parts) + "。", "; ".join(part.en for part in parts) + "."
    if not conditions:
        return Wording(f"每一行：{zh}", f"Every row: {en}")
    when = Wording("，且".join(each.zh for each in conditions), " and ".join(each.en for each in conditions))
    return Wording(f"{when.zh}：{zh}", f"Where {when.en}: {en}")


def _label(contract: Contract, name: str) -> Wording:
    return Wording(f"“{contract[name].header}”", f"`{name}`")


def _conditions(contract: Contract, rule: FactRule) -> Iterator[Wording]:
    yield from (_stands(contract, *each) for each in rule.when.items())
    yield from (_stands_not(contract, *each) for each in rule.unless.items())
    if rule.above_zero is not None:
        name = _label(contract, rule.above_zero)
        yield Wording(f"{name.zh}大于0", f"{name.en} is above 0")
    if rule.not_above_zero is not None:
        name = _label(contract, rule.not_above_zero)
        yield Wording(f"{name.zh}为0或空着", f"{name.en} is 0 or empty")


def _stands(contract: Contract, name: str, words: tuple[str, ...]) -> Wording:
    label, said = _label(contract, name), _said(contract, name, words)
    return Wording(f"{label.zh}为{said.zh}", f"{label.en} is {said.en}")


def _stands_not(contract: Contract, name: str, words: tuple[str, ...]) -> Wording:
    label, said = _label(contract, name), _said(contract, name, words)
    neither = f"none of {', '.join(words)}" if len(words) > 1 else f"not {said.en}"
    return Wording(f"{label.zh}不是{said.zh}", f"{label.en} is {neither}")


def _said(contract: Contract, name: str, words: tuple[str, ...]) -> Wording:
    usual = [spellings(contract[name], word)[0] for word in words]
    return Wording("、".join(usual), " or ".join(words))


def _what(contract: Contract, rule: FactRule) -> Wording:
    if rule.gives == "question":
        return Wording("交经办人员核查，由其记录事实和依据", "a question: an officer records the fact with its basis")
    if rule.kind_from is not None:
        name = _label(contract, rule.kind_from)
        return Wording(f"{name.zh}所写的事实", f"the fact that {name.en} names")
    kinds = listed([FACT_KINDS[kind] for kind in rule.kinds])
    if rule.gives == "end":
        return Wording(f"终止尚未结束的：{kinds.zh}", f"ends what is open of: {kinds.en}")
    return Wording(f"记为“{kinds.zh}”", kinds.en)


def _from(contract: Contract, rule: FactRule) -> Wording:
    days = [_day(contract, day) for day in rule.start]
    if len(days) == 1:
        return Wording(f"日期为{days[0].zh}", f"on {days[0].en}")
    zh, en = ("和", " and ") if rule.latest else ("，没有的用", ", else ")
    named = Wording(zh.join(day.zh for day in days), en.join(day.en for day in days))
    if rule.latest:
        return Wording(f"日期为{named.zh}中较晚的", f"on the later of {named.en}")
    return Wording(f"日期为{named.zh}", f"on {named.en}")


def _day(contract: Contract, day: DayOf) -> Wording:
    name = _label(contract, day.column)
    if contract[day.column].type is ColumnType.MONTH:
        name = Wording(f"{name.zh}的第一天", f"the first day of {name.en}")
    if day.months == 0:
        return name
    side = Wording("前", "before") if day.months < 0 else Wording("后", "after")
    return Wording(f"{name.zh}{side.zh}{abs(day.months)}个月", f"{abs(day.months)} months {side.en} {name.en}")


def _until(contract: Contract, rule: FactRule) -> Iterator[Wording]:
    if rule.end is None:
        return
    day = _day(contract, DayOf(column=rule.end))
    planned = Wording("（预定）", " (planned)") if rule.planned else Wording("", "")
    only = [_stands(contract, *each) for each in rule.end_when.items()]
    when = Wording("，且".join(each.zh for each in only) + "时", f" where {' and '.join(each.en for each in only)}")
    zh, en = when if only else Wording("", "")
    yield Wording(f"{zh}止于{day.zh}{planned.zh}", f"until {day.en}{planned.en}{en}")


def _standing(contract: Contract, rule: FactRule) -> Iterator[Wording]:
    """How it ended and how far it is verified."""
    yield from _outcomes(contract, rule)
    for condition in _each(contract, rule.refuted):
        yield Wording(f"{condition.zh}的，{STATUSES[Status.REFUTED].zh}", f"where {condition.en}, refuted")
    if rule.gives != "fact":
        return
    if rule.status_from is not None:
        name = _label(contract, rule.status_from)
        yield Wording(f"核实状态见{name.zh}", f"verified as {name.en} says")
    else:
        yield NOW if rule.status is Status.CONFIRMED else STATUSES[rule.status]


def _outcomes(contract: Contract, rule: FactRule) -> Iterator[Wording]:
    for words, outcome in ((rule.cleared, Outcome.CLEARED), (rule.convicted, Outcome.CONVICTED)):
        for condition in _each(contract, words):
            yield Wording(f"{condition.zh}的，{OUTCOMES[outcome].zh}", f"where {condition.en}, {outcome}")
    if rule.outcome is not None:
        ended = Wording("", "") if rule.gives == "end" else Wording("有止日的，", "where it has ended, ")
        yield Wording(f"{ended.zh}{OUTCOMES[rule.outcome].zh}", f"{ended.en}{rule.outcome}")


def _each(contract: Contract, words: Words) -> list[Wording]:
    return [_stands(contract, *each) for each in words.items()]
