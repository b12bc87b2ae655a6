"""The rules of a rulebook in words: from when and to when a ground counts, on which conditions; how long a period is.

Every phrase is given in Chinese and in English; terminals, pages and manuals say the same.
"""

from collections.abc import Iterator

from zige.kinds import BenefitKind
from zige.law.clauses import cite_en, cite_zh, ordinal
from zige.law.months import OPEN, format_month
from zige.law.rulebook import Computed, Cycle, Deadline, FactRule, Ground, Rulebook
from zige.law.values import Span, Text
from zige.words import FACT_KINDS, RELATIONS, Wording, listed


def said(text: Text) -> Wording:
    """The wording of a text of the rulebook."""
    return Wording(text.zh, text.en)


def citation(clause: str) -> Wording:
    """第八条（二）1 第4项 and Art. 8(2)1, 4th situation; raises ValueError."""
    return Wording(cite_zh(clause), cite_en(clause))


def named_kinds(book: Rulebook, kinds: tuple[BenefitKind, ...]) -> list[Wording]:
    """The names of some kinds of benefit, `every kind` where it is all of them."""
    if set(kinds) == set(book.benefit_kinds):
        return [Wording("全部险种", "every kind")]
    return [said(book.benefit_kinds[kind]) for kind in kinds]


def begins(ground: Ground) -> Wording:
    """From when a ground is in force, in a few words."""
    if ground.from_ == "next":
        return Wording("次月", "next")
    return Wording("当月", "same")


def ends(ground: Ground) -> Wording:
    """To when a ground is in force, in a few words."""
    if ground.to == "for_good":
        return Wording("不恢复", "for good")
    return Wording("随事实", "with fact")


def begins_fully(ground: Ground) -> Wording:
    """From when a ground is in force, as a sentence's part."""
    zh, en = _begins_after(ground.computed)
    if ground.from_ == "next":
        return Wording(f"{zh}的次月起", f"from the month after {en}")
    return Wording(f"{zh}的当月起", f"from the month of {en}")


def _begins_after(computed: Computed | None) -> Wording:
    if computed is None:
        return Wording("事实第一天", "the fact's first day")
    if computed.from_ == "birthday":
        return Wording(f"满 {computed.age} 周岁", f"the {ordinal(computed.age or 0)} birthday")
    if computed.from_ == "last_month":
        return Wording("末次领取月", "the last month granted")
    return Wording("应认证月份", "the due month")


def ends_fully(ground: Ground) -> Wording:
    """To when a ground is in force, as a sentence's part."""
    if ground.to == "for_good":
        return Wording("不再恢复", "for good")
    if ground.computed is not None and ground.computed.from_ == "overdue":
        return Wording("至重新认证", "until certified again")
    return Wording("至事实结束的当月", "through the month of the fact's last day")


def reads(ground: Ground) -> list[tuple[str, Wording]]:
    """The facts a ground reads: the code of each kind, and what it is called with what more it takes."""
    if ground.computed is None:
        return [(fact.kind.value, _read(fact)) for fact in ground.facts]
    names = {
        "birthday": Wording("公民身份号码中的出生日期", "the birth date in the citizen number"),
        "last_month": Wording("名册中的末次领取年月", "the last month in the register"),
        "overdue": Wording("认证周期，无需核实的事实", "the cycle: no verified fact is needed"),
    }
    return [("–", names[ground.computed.from_])]


def _read(fact: FactRule) -> Wording:
    zh, en = FACT_KINDS[fact.kind]
    if fact.wait_months:
        zh, en = f"{zh}（超过 {fact.wait_months} 个月）", f"{en} (for more than {fact.wait_months} months)"
    if fact.names_benefit:
        zh, en = f"{zh}（须写明待遇编号）", f"{en} (only one that names the benefit)"
    return Wording(zh, en)


def conditions(ground: Ground) -> Iterator[Wording]:
    """What else must be so for a ground to count."""
    if ground.relations:
        zh, en = listed([RELATIONS[relation] for relation in ground.relations])
        yield Wording(f"只对：{zh}", f"only for: {en}")
    if not ground.while_incapacitated:
        yield Wording("未完全丧失劳动能力的", "not for those wholly unable to work")
    if ground.only_since_first_month:
        yield Wording(
            "只看首次领取月及以后的事实，更早的须核实",
            "only facts since the first month paid; earlier ones ask for verification",
        )
    if ground.in_force is not None:
        zh, en = span(ground.in_force)
        yield Wording(f"施行月份：{zh}", f"in force: {en}")


def span(months: Span) -> Wording:
    """From month to month, or open."""
    first = format_month(months.first)
    if months.last == OPEN:
        return Wording(f"{first} 起", f"since {first}")
    last = format_month(months.last)
    return Wording(f"{first} 至 {last}", f"{first} to {last}")


def starts(cycle: Cycle) -> Wording:
    """When the first cycle of a benefit begins."""
    if cycle.start_delay:
        return Wording("自首次领取的次月起", "from the month after the first payment")
    return Wording("自首次领取当月起", "from the month of the first payment")


_UNITS = {
    "calendar_days": Wording("日", "days"),
    "working_days": Wording("个工作日", "working days"),
    "months": Wording("个月", "months"),
    "years": Wording("年", "years"),
}


def measure(deadline: Deadline) -> Wording:
    """A deadline with its unit: 20 个工作日, 20 working days; the 10th of the month."""
    if deadline.unit == "day_of_month":
        return Wording(f"每月 {deadline.value} 日", f"the {ordinal(deadline.value)} of the month")
    unit = _UNITS[deadline.unit]
    single = deadline.values == (1,)
    zh, en = "、".join(map(str, deadline.values)), ", ".join(map(str, deadline.values))
    return Wording(f"{zh} {unit.zh}", f"{en} {unit.en.removesuffix('s') if single else unit.en}")
