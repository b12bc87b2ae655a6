"""What must hold across the parts of a rulebook; whatever is built from one may rely on it."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from pydantic_core import PydanticCustomError

from zige.kinds import BenefitKind, Effect
from zige.law.clauses import NO_SUCH_CLAUSE
from zige.law.months import format_month
from zige.law.rulebook import Rulebook
from zige.yaml_files.refusals import Location, problem, unknown_word

MOST_GROUNDS = 63  # grounds are bits of a signed 64-bit integer

Findings: TypeAlias = Iterator[PydanticCustomError]


def inconsistencies(book: Rulebook) -> Findings:
    """Whatever does not fit together, with its place, its value and the remedy."""
    for check in _CHECKS:
        yield from check(book)


def _check_benefit_kinds(book: Rulebook) -> Findings:
    for kind in BenefitKind:
        if kind not in book.benefit_kinds:
            yield problem(("benefit_kinds",), kind, f"缺少险种 {kind}，请补上", f"{kind} is missing: add it")


def _check_clauses_complete(book: Rulebook) -> Findings:
    for clause in book.structure.all_clauses:
        if clause not in book.clauses:
            yield problem(("clauses",), clause, f"缺少条款 {clause}，请补上", f"clause {clause} is missing: add it")
    for clause in book.clauses:
        if clause not in book.structure.all_clauses:
            zh, en = (
                "办法里没有这一条款，请删去或改正编号",
                "the regulation has no such clause: remove it or correct its number",
            )
            yield problem(("clauses", clause), clause, zh, en)


def _cited(book: Rulebook) -> Iterator[tuple[Location, str | None]]:
    """Every place in the rulebook that cites a clause, with the clause."""
    for kind, name in book.benefit_kinds.items():
        yield ("benefit_kinds", kind.value, "clause"), name.clause
    yield ("cycle", "clause"), book.cycle.clause
    yield ("life_signs", "clause"), book.life_signs.clause
    for at, ground in enumerate(book.grounds):
        for n, entry in enumerate(ground.clauses):
            yield ("grounds", at, "clauses", n, "clause"), entry.clause
    for code, deadline in book.deadlines.items():
        yield ("deadlines", code, "clause"), deadline.clause
    for at, reward in enumerate(book.rewards):
        yield ("rewards", at, "clause"), reward.clause


def _check_citations(book: Rulebook) -> Findings:
    for path, clause in _cited(book):
        if clause is not None and clause not in book.clauses:
            yield problem(path, clause, *NO_SUCH_CLAUSE)


def _check_situations_cited(book: Rulebook) -> Findings:
    cited = {entry.clause for ground in book.grounds for entry in ground.clauses}
    for clause in book.structure.situation_clauses:
        if clause not in cited:
            zh, en = f"没有情形引用条款 {clause}，请补上", f"no ground cites {clause}: add one"
            yield problem(("grounds",), clause, zh, en)


def _check_ground_codes(book: Rulebook) -> Findings:
    codes = [ground.code for ground in book.grounds]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            yield problem(("grounds", at, "code"), code, "代码重复，请改名", "this code is taken: choose another")
    if len(codes) > MOST_GROUNDS:
        zh, en = f"情形最多 {MOST_GROUNDS} 个，请合并", f"at most {MOST_GROUNDS} grounds: merge some"
        yield problem(("grounds",), len(codes), zh, en)


def _check_ground_order(book: Rulebook) -> Findings:
    suspended = False
    for at, ground in enumerate(book.grounds):
        if suspended and ground.effect is Effect.STOP:
            zh, en = "停止情形要排在暂停情形之前", "stops come before suspends: move this ground up"
            yield problem(("grounds", at, "effect"), ground.effect, zh, en)
        suspended = suspended or ground.effect is Effect.SUSPEND


def _check_ground_dates(book: Rulebook) -> Findings:
    for at, ground in enumerate(book.grounds):
        span = ground.in_force
        if span and (span.first < book.in_force.first or span.last > book.in_force.last):
            zh, en = (
                "情形的施行月份超出规则的施行月份",
                "reaches beyond the months the rulebook is in force: shorten it",
            )
            yield problem(("grounds", at, "in_force"), ground.code, zh, en)


def _check_cycle(book: Rulebook) -> Findings:
    codes = [ground.code for ground in book.grounds]
    overdue = [g for g in book.grounds if g.computed is not None and g.computed.from_ == "overdue"]
    if book.cycle.ground not in codes:
        yield problem(("cycle", "ground"), book.cycle.ground, *unknown_word(book.cycle.ground, codes, "情形", "ground"))
    elif [ground.code for ground in overdue] != [book.cycle.ground]:
        zh, en = (
            "这个情形、且只有它，要写 computed: {from: overdue}",
            "this ground, and no other, needs computed: {from: overdue}",
        )
        yield problem(("cycle", "ground"), book.cycle.ground, zh, en)
    elif set(book.cycle.kinds) != set(overdue[0].kinds):
        zh, en = "周期的险种要与逾期情形的险种一致", "must be the same kinds as those of the overdue ground"
        yield problem(("cycle", "kinds"), ", ".join(book.cycle.kinds), zh, en)


def _check_provisional(book: Rulebook) -> Findings:
    codes = [ground.code for ground in book.grounds]
    for at, code in enumerate(book.settlement.provisional_grounds):
        if code not in codes:
            path = ("settlement", "provisional_grounds", at)
            yield problem(path, code, *unknown_word(code, codes, "情形", "ground"))
    read = {fact.kind for ground in book.grounds for fact in ground.facts}
    for at, kind in enumerate(book.settlement.provisional_facts):
        if kind not in read:
            zh, en = "没有情形使用这种事实，请删去", "no ground reads this kind: remove it"
            yield problem(("settlement", "provisional_facts", at), kind, zh, en)


def _check_rewards(book: Rulebook) -> Findings:
    for at in range(1, len(book.rewards)):
        earlier, later = book.rewards[at - 1].in_force, book.rewards[at].in_force
        if later.first <= earlier.last:
            zh, en = (
                "与前一奖励规则的月份重叠，请错开并按先后排列",
                "overlaps the reward rule before it: set their months apart",
            )
            yield problem(("rewards", at, "in_force"), format_month(later.first), zh, en)


_CHECKS: tuple[Callable[[Rulebook], Findings], ...] = (
    _check_benefit_kinds,
    _check_clauses_complete,
    _check_citations,
    _check_situations_cited,
    _check_ground_codes,
    _check_ground_order,
    _check_ground_dates,
    _check_cycle,
    _check_provisional,
    _check_rewards,
)
