"""The law is data: this module reads a rulebook file, refuses a wrong one and says the remedy, and knows which applies.

    load_lawbook()            the packaged rulebook of Leshan
    load_lawbook([old, new])  two rulebooks of one city, each for the months it is in force
    load_rulebook(path)       one file

The models mirror `rulebooks/leshan.yaml` name by name; `from` is called `from_`. Months are whole numbers (months.py).
"""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from os import PathLike
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, Self, TypeAlias, TypeVar, get_args, get_origin

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from zige.errors import RulebookRefused
from zige.kinds import BenefitKind, Effect, FactKind, Relation
from zige.law.clauses import GO_LIVE, OTHER_LAW, parse_clause
from zige.law.months import OPEN, format_month, parse_month

LESHAN = Path(__file__).parent / "rulebooks" / "leshan.yaml"
MOST_GROUNDS = 63  # grounds are bits of a signed 64-bit integer

T = TypeVar("T")
Model = TypeVar("Model", bound=BaseModel)
Location: TypeAlias = tuple[str | int, ...]


def problem(path: Location, value: object, zh: str, en: str) -> PydanticCustomError:
    """What a validator of ours raises: where below the model, the value shown, and the sentence in both languages."""
    return PydanticCustomError("zige", "{en}", {"path": list(path), "value": shown(value), "zh": zh, "en": en})


NO_SUCH_CLAUSE = ("clauses 里没有这一条款，请核对编号", "not among `clauses`: correct the number")

# --- words and numbers -----------------------------------------------------------------------------------------------


def _read_month(value: object) -> int:
    try:
        return parse_month(value if isinstance(value, str) else "")
    except ValueError:
        raise problem((), value, "月份要写成 YYYY-MM，例如 2026-11", "write the month as YYYY-MM, as 2026-11") from None


def _read_decimal(value: object) -> Decimal:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return Decimal(value)
    raise problem((), value, '数值要加引号写，例如 "0.05"', 'write the number in quotes, as "0.05"')


def _check_clause(text: str) -> str:
    try:
        parse_clause(text)
    except ValueError:
        zh = f'条款要写成 "7"、"8.2.1.4"、{OTHER_LAW} 或 {GO_LIVE}'
        raise problem((), text, zh, f'write a clause as "7", "8.2.1.4", {OTHER_LAW} or {GO_LIVE}') from None
    return text


Month = Annotated[int, BeforeValidator(_read_month)]
Number = Annotated[Decimal, BeforeValidator(_read_decimal)]
ClauseId = Annotated[str, AfterValidator(_check_clause)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Dataset = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z_]+)?$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Strict(BaseModel):
    """A part of a rulebook: cannot be changed, knows no other names, turns no text into a number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Text(Strict):
    """The same wording in Chinese and in English."""

    zh: Words
    en: Words

    @model_validator(mode="after")
    def _each_in_its_language(self) -> Self:
        if not re.search(r"[\u4e00-\u9fff]", self.zh):
            raise problem(("zh",), self.zh, "这里要写中文", "write Chinese here")
        if not re.search(r"[A-Za-z]", self.en):
            raise problem(("en",), self.en, "这里要写英文", "write English here")
        return self


class Span(Strict):
    """Months from the first through the last; `until: null` is open."""

    from_: Month = Field(alias="from")
    until: Month | None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.last < self.first:
            raise problem(
                ("until",), format_month(self.last), "结束月份早于开始月份", "ends before it begins: set it later"
            )
        return self

    @property
    def first(self) -> int:
        return self.from_

    @property
    def last(self) -> int:
        """The last month, `OPEN` where none is set."""
        return OPEN if self.until is None else self.until


# --- the parts of a rulebook -----------------------------------------------------------------------------------------


class BenefitName(Text):
    """What a kind of benefit is called, and the clause that brings it in, if any."""

    clause: ClauseId | None = None


class ClauseText(Text):
    """A clause in our own short words; `to_come` names the later series that carries it."""

    to_come: Text | None = None


class Structure(Strict):
    """How the regulation is built: its number of articles, and of situations in each sentence of Art. 8."""

    articles: int = Field(ge=1)
    situations: dict[ClauseId, int]

    @property
    def situation_clauses(self) -> list[str]:
        return [f"{sentence}.{n}" for sentence, count in self.situations.items() for n in range(1, count + 1)]

    @property
    def all_clauses(self) -> list[str]:
        return [str(n) for n in range(1, self.articles + 1)] + self.situation_clauses + [OTHER_LAW, GO_LIVE]


class Cycle(Strict):
    """7 认证周期: how often, for whom, from when, and the ground that an overdue person meets."""

    clause: ClauseId
    months: int = Field(ge=1)
    kinds: tuple[BenefitKind, ...]
    starts: Literal["first_payment_month", "month_after_first_payment"]
    ground: Code

    @property
    def start_delay(self) -> int:
        """Months from the first payment to the start of the first cycle."""
        return 0 if self.starts == "first_payment_month" else 1


class Grades(Strict):
    """A proves alone, B needs a second source, C proves nothing."""

    A: tuple[FactKind, ...]
    B: tuple[FactKind, ...]
    C: tuple[FactKind, ...]


class LifeSigns(Strict):
    """LAW §4: what proves that a person is alive and entitled."""

    clause: ClauseId
    certifications: tuple[FactKind, ...]
    window_months: int = Field(ge=1)
    same_source: dict[Words, Words]
    grades: Grades

    @model_validator(mode="after")
    def _each_kind_once(self) -> Self:
        seen = set(self.certifications)
        for grade in "ABC":
            for at, kind in enumerate(getattr(self.grades, grade)):
                if kind in seen:
                    zh, en = "一种记录只能列在一处", "a kind stands in one list only: remove it from one of them"
                    raise problem(("grades", grade, at), kind, zh, en)
                seen.add(kind)
        return self


class ClauseOfKinds(Strict):
    """The clause to cite for these kinds of benefit."""

    clause: ClauseId
    kinds: tuple[BenefitKind, ...] = Field(min_length=1)


class FactRule(Strict):
    """A kind of fact that a ground reads; `wait_months` come on top of `from`, `names_benefit`: only a named one."""

    kind: FactKind
    wait_months: int = Field(default=0, ge=0)
    names_benefit: bool = False

    @model_validator(mode="after")
    def _is_adverse(self) -> Self:
        if self.kind in _NEVER_ADVERSE or self.kind.startswith("life."):
            zh, en = "这种记录不能作为停止或暂停的情形", "this kind can never stop or suspend: use an adverse kind"
            raise problem(("kind",), self.kind, zh, en)
        return self


_NEVER_ADVERSE = (FactKind.CERTIFICATION, FactKind.DEFERRAL)


class Computed(Strict):
    """A ground that needs no fact: from a birthday, the benefit's last month, or an overdue certification."""

    from_: Literal["birthday", "last_month", "overdue"] = Field(alias="from")
    age: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _age_with_birthday_only(self) -> Self:
        if (self.from_ == "birthday") != (self.age is not None):
            zh, en = "age 与 from: birthday 要一起写", "give age together with from: birthday, and only then"
            raise problem(("age",), self.age, zh, en)
        return self


class Ground(Strict):
    """8 情形: what stops or suspends which kinds of benefit, from when and to when (LAW §3)."""

    code: Code
    effect: Effect
    clauses: tuple[ClauseOfKinds, ...] = Field(min_length=1)
    facts: tuple[FactRule, ...] = ()
    computed: Computed | None = None
    from_: Literal["next", "same"] = Field(alias="from")
    to: Literal["with_fact", "for_good"]
    relations: tuple[Relation, ...] = ()
    while_incapacitated: bool = True
    only_since_first_month: bool = False
    in_force: Span | None = None
    text: Text
    evidence: tuple[Text, ...] = Field(min_length=1)
    reported_by: tuple[Dataset, ...]

    @property
    def kinds(self) -> tuple[BenefitKind, ...]:
        """The kinds of benefit it concerns, in the order written."""
        return tuple(kind for entry in self.clauses for kind in entry.kinds)

    @property
    def delay(self) -> int:
        """Months from the first day's month to the first month it is in force (a fact's `wait_months` come on top)."""
        return 1 if self.from_ == "next" else 0

    def clause_of(self, kind: BenefitKind) -> str | None:
        """The clause to cite for a kind of benefit, None if the ground does not concern it."""
        return next((entry.clause for entry in self.clauses if kind in entry.kinds), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for check in (_check_origin, _check_each_kind_once, _check_each_fact_once, _check_survivor_conditions):
            check(self)
        return self


def _check_origin(ground: Ground) -> None:
    if bool(ground.facts) == (ground.computed is not None):
        zh, en = "facts 和 computed 写一个且只写一个", "give either facts or computed, and only one of them"
        raise problem(("facts",), ground.code, zh, en)
    reads_past = ground.to == "for_good" and bool(ground.facts)
    if ground.only_since_first_month and not reads_past:
        zh, en = "只用于 to: for_good 且写了 facts 的情形", "only for a ground with facts and to: for_good"
        raise problem(("only_since_first_month",), True, zh, en)


def _check_each_kind_once(ground: Ground) -> None:
    seen: set[BenefitKind] = set()
    for at, entry in enumerate(ground.clauses):
        for n, kind in enumerate(entry.kinds):
            if kind in seen:
                zh, en = "一个险种只能对应一个条款", "a kind of benefit has one clause only: remove it from one entry"
                raise problem(("clauses", at, "kinds", n), kind, zh, en)
            seen.add(kind)


def _check_each_fact_once(ground: Ground) -> None:
    seen: set[FactKind] = set()
    for at, fact in enumerate(ground.facts):
        if fact.kind in seen:
            zh, en = "同一种事实写了两次", "the same kind of fact twice: remove one"
            raise problem(("facts", at, "kind"), fact.kind, zh, en)
        seen.add(fact.kind)


def _check_survivor_conditions(ground: Ground) -> None:
    conditions = {"relations": ground.relations, "while_incapacitated": not ground.while_incapacitated}
    if set(ground.kinds) == {BenefitKind.INJURY_SURVIVOR}:
        return
    for name in (name for name, given in conditions.items() if given):
        zh, en = "只用于供养亲属抚恤金 injury.survivor", "only for a ground of injury.survivor alone"
        raise problem((name,), ground.code, zh, en)


class OnFacts(Strict):
    """Attention that some kinds of fact call for."""

    facts: tuple[FactKind, ...] = Field(min_length=1)


class OnFactsOfKinds(OnFacts):
    """Attention that some kinds of fact call for, for some kinds of benefit."""

    kinds: tuple[BenefitKind, ...] = Field(min_length=1)


class NoAdjustment(OnFactsOfKinds):
    """Paid, but left out of the annual adjustment."""

    basis: Text


class OfKinds(Strict):
    """Attention for some kinds of benefit."""

    kinds: tuple[BenefitKind, ...] = Field(min_length=1)


class AttentionTexts(Strict):
    """What each attention code means to an officer."""

    verify: Text
    contradiction: Text
    remind: Text
    no_adjustment: Text
    opening: Text
    register_: Text = Field(alias="register")  # BaseModel has a method of that name


class Attention(Strict):
    """LAW §7: what asks a person to look."""

    remind_months_ahead: int = Field(ge=0)
    no_adjustment: NoAdjustment
    contradiction: OnFacts
    unnamed_duplicate: OnFactsOfKinds
    opening: OnFacts
    register_: OfKinds = Field(alias="register")
    texts: AttentionTexts


class Settlement(Strict):
    """LAW §6: what may still turn out well is not reclaimed."""

    provisional_facts: tuple[FactKind, ...]
    provisional_grounds: tuple[Code, ...]


class Deadline(Strict):
    """A period or a day; `basis` says where the number is from, `policy` that no verified text fixes it."""

    clause: ClauseId
    values: tuple[Annotated[int, Field(ge=1)], ...] = Field(min_length=1)
    unit: Literal["calendar_days", "working_days", "months", "years", "day_of_month"]
    text: Text
    basis: Text
    policy: bool

    @property
    def value(self) -> int:
        """The first, usually the only value."""
        return self.values[0]


class Sourced(Strict, Generic[T]):
    """A value, where it is from, and whether it is policy."""

    value: T
    basis: Text
    policy: bool


class Reward(Strict):
    """25 举报奖励: what a report that proves true earns, in yuan, while this rule is in force."""

    clause: ClauseId
    in_force: Span
    title: Text
    base: Sourced[Literal["proved", "proved_and_recovered"]]
    rate: Sourced[Number]
    fine_rate: Sourced[Number]
    minimum: Sourced[Number]
    maximum: Sourced[Number]
    first_reporter_only: Sourced[bool]
    joint_report_counts_once: Sourced[bool]
    claim_months: Sourced[int]
    payer: Text
    excluded: tuple[Text, ...]


class Rulebook(Strict):
    """One city's law for the months it is in force; whatever is built from it may rely on what is checked here."""

    code: Code
    title: Text
    in_force: Span
    structure: Structure
    benefit_kinds: dict[BenefitKind, BenefitName]
    clauses: dict[ClauseId, ClauseText]
    cycle: Cycle
    life_signs: LifeSigns
    grounds: tuple[Ground, ...] = Field(min_length=1)
    attention: Attention
    settlement: Settlement
    deadlines: dict[Code, Deadline]
    rewards: tuple[Reward, ...]

    def ground(self, code: str) -> Ground:
        """The ground of a code; raises KeyError."""
        for ground in self.grounds:
            if ground.code == code:
                return ground
        raise KeyError(code)

    def reward_in(self, month: int) -> Reward | None:
        """The reward rule in force in a month, None if there is none."""
        return next((r for r in self.rewards if r.in_force.first <= month <= r.in_force.last), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for check in _CHECKS:
            for found in check(self):
                raise found
        return self


# --- what must hold across the parts ---------------------------------------------------------------------------------

Findings: TypeAlias = Iterator[PydanticCustomError]


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


# --- one file --------------------------------------------------------------------------------------------------------


def load_rulebook(path: str | PathLike[str]) -> Rulebook:
    """Read a rulebook file; raises RulebookRefused with file, path and value of the first thing wrong in it."""
    return load_model(path, Rulebook)


def load_model(path: str | PathLike[str], model: type[Model]) -> Model:
    """Read a YAML file into a strict model; raises RulebookRefused."""
    file = Path(path)
    written = _as_json(file.name, _read_yaml(file.name, _read_text(file)))
    try:
        return model.model_validate_json(written)
    except ValidationError as error:
        raise _refusal(file.name, error.errors(include_url=False), model) from None


def _read_text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError:
        zh, en = "打不开，请核对文件名", "cannot be opened: check the name"
        raise RulebookRefused(file.name, "file", str(file), zh, en) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        value = error.object[error.start : error.end].hex()
        zh, en = "不是 UTF-8 文字，请另存为 UTF-8", "not UTF-8 text: save the file as UTF-8"
        raise RulebookRefused(file.name, f"line {line}", value, zh, en) from None


if TYPE_CHECKING:
    _SafeLoader = yaml.SafeLoader
else:  # faster where PyYAML was built with libyaml, as its wheels are
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):
    """YAML without surprises: no name given twice, names are text, dates stay text."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names: set[str] = set()
        for key, _ in node.value:
            if key.tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"):
                raise _NameRefused(key, "名称要是文字；数字请加引号", "names are text: put it in quotes")
            if key.value in names:
                raise _NameRefused(
                    key,
                    "同一处写了两次，前一个会被丢掉；请删去一个",
                    "given twice, the first would be lost: remove one",
                )
            names.add(key.value)
        return super().construct_mapping(node, deep)


class _NameRefused(yaml.YAMLError):
    """A name in a mapping that cannot stand: its node and the two sentences."""

    def __init__(self, key: yaml.Node, zh: str, en: str) -> None:
        super().__init__(en)
        self.line, self.name, self.zh, self.en = key.start_mark.line + 1, shown(key.value), zh, en


def _read_yaml(name: str, text: str) -> object:
    if control := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text[: control.start()].count("\n") + 1
        zh, en = "含有不可见的控制字符，请删去", "holds an invisible control character: remove it"
        raise RulebookRefused(name, f"line {line}", f"U+{ord(control.group()):04X}", zh, en)
    try:
        return yaml.load(text, _StrictLoader)  # noqa: S506 - a SafeLoader
    except _NameRefused as error:
        raise RulebookRefused(name, f"line {error.line}", error.name, error.zh, error.en) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        value = _line_of(text, line)
        en = f"not YAML ({error.problem}): check indentation, quotes and brackets here or just above"
        zh = f"不是正确的 YAML（{error.problem}）；请检查这一行或上一行的缩进、引号和括号"
        raise RulebookRefused(name, f"line {line + 1}", value, zh, en) from None


def _line_of(text: str, line: int) -> str:
    lines = text.splitlines()
    return shown(lines[line].strip()) if line < len(lines) else ""


def _as_json(name: str, data: object) -> str:
    """YAML data as JSON, where pydantic's strict mode takes lists and words but never "12" for a number."""
    try:
        return json.dumps(data, default=str)
    except ValueError:
        zh, en = "引用（* 号）指向自己，请改写", "a reference (*) points to itself: write it out"
        raise RulebookRefused(name, "line 1", "", zh, en) from None


# --- refusals in words -----------------------------------------------------------------------------------------------


def _refusal(file: str, errors: list[ErrorDetails], model: type[BaseModel]) -> RulebookRefused:
    """The first error as a sentence; the number of further ones is added."""
    first = errors[0]
    ours = first.get("ctx", {}) if first["type"] == "zige" else {}
    path = path_text(first["loc"] + tuple(ours.get("path", ())))
    value = ours.get("value", "" if first["type"] == "missing" else shown(first["input"]))
    zh, en = (ours["zh"], ours["en"]) if ours else _sentence(first, model)
    if len(errors) > 1:
        zh, en = f"{zh}（另有 {len(errors) - 1} 处）", f"{en} (and {len(errors) - 1} more)"
    return RulebookRefused(file, path, value, zh, en)


_SIMPLE = {
    "missing": ("缺少这一项，请补上", "is missing: add it"),
    "string_type": ("要写文字；数字请加引号", "write text; put numbers in quotes"),
    "int_type": ("要写整数，不加引号", "write a whole number, without quotes"),
    "int_from_float": ("要写整数，不加引号", "write a whole number, without quotes"),
    "bool_type": ("要写 true 或 false，不加引号", "write true or false, without quotes"),
    "tuple_type": ("要写成列表，例如 [a, b]", "write a list, as [a, b]"),
    "dict_type": ("要写成“名称: 值”", "write it as `name: value`"),
    "model_type": ("要写成“名称: 值”", "write it as `name: value`"),
    "string_too_short": ("不能空着，请填写", "is empty: fill it in"),
    "too_short": ("列表不能空着，请至少写一项", "the list is empty: give at least one"),
    "string_pattern_mismatch": (
        "只能用小写字母、数字和下划线，以字母开头",
        "use lower-case letters, digits and underscores, a letter first",
    ),
}


def _sentence(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong and the remedy, in Chinese and English, for an error that pydantic found."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind in ("enum", "literal_error"):
        return unknown_word(error["input"], re.findall(r"'([^']*)'", str(context["expected"])), "这个值", "value")
    if kind == "extra_forbidden":
        return unknown_word(error["loc"][-1], _names_at(model, error["loc"][:-1]), "这一项", "name")
    if kind == "greater_than_equal":
        return f"不能小于 {context['ge']}", f"must be at least {context['ge']}"
    return f"不合要求（{error['msg']}），请改正", f"cannot be used ({error['msg']}): correct it"


def unknown_word(word: object, allowed: Iterable[str], what_zh: str, what_en: str) -> tuple[str, str]:
    """A word that is not in a list: the closest that is, else the whole list."""
    words = [str(w) for w in allowed]
    close = difflib.get_close_matches(str(word), words, n=1)
    if close:
        return f"没有{what_zh}，是不是“{close[0]}”？", f"no such {what_en}: did you mean '{close[0]}'?"
    return f"没有{what_zh}，可用：{'、'.join(words)}", f"no such {what_en}: use one of {', '.join(words)}"


def _names_at(model: type[BaseModel], path: Location) -> list[str]:
    """The names that may stand at a place below a model."""
    here: object = model
    for step in path:
        here = _below(_bare(here), step)
    found = _bare(here)
    return list(_fields(found)) if isinstance(found, type) and issubclass(found, BaseModel) else []


def _fields(model: type[BaseModel]) -> Mapping[str, object]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _below(annotation: object, step: str | int) -> object:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _fields(annotation).get(str(step))
    return get_args(annotation)[0 if isinstance(step, int) else -1]


def _bare(annotation: object) -> object:
    """A type without Annotated and without `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    args = get_args(annotation)
    return _bare(next(a for a in args if a is not NoneType)) if NoneType in args else annotation


def path_text(path: Location) -> str:
    """A place as `grounds[13].facts[0].kind`; names with dots as `clauses["8.2.1.4"]`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier():
            text += f".{step}" if text else step
        elif step != "[key]":
            text += f'["{step}"]'
    return text or "file"


def shown(value: object) -> str:
    """A value as it was written, cut to a readable length."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


# --- several rulebooks of one city -----------------------------------------------------------------------------------

RulebookSource: TypeAlias = str | PathLike[str] | Rulebook


@dataclass(frozen=True)
class Lawbook:
    """The rulebooks of one city, earliest first, each judging its own months (LAW §9); build it with `load_lawbook`."""

    rulebooks: tuple[Rulebook, ...]

    def spans(self) -> list[tuple[Rulebook, int, int]]:
        """Each rulebook with the first and last month it judges: 0 for the earliest, `OPEN` for the newest."""
        starts = [0, *(book.in_force.first for book in self.rulebooks[1:])]
        ends = [start - 1 for start in starts[1:]] + [OPEN]
        return list(zip(self.rulebooks, starts, ends, strict=True))

    def until(self, month: int) -> list[tuple[Rulebook, int, int]]:
        """Those spans that begin in or before a month: all that a run of it needs."""
        return [span for span in self.spans() if span[1] <= month]

    def at(self, month: int) -> Rulebook:
        """The rulebook that judges a month; months before the earliest are judged by the earliest."""
        spans = self.until(month)
        return spans[-1][0] if spans else self.rulebooks[0]


def load_lawbook(source: RulebookSource | Iterable[RulebookSource] | Lawbook | None = None) -> Lawbook:
    """A lawbook from a path, several, rulebooks already read, or nothing (Leshan's); raises RulebookRefused."""
    if isinstance(source, Lawbook):
        return source
    several = [source] if isinstance(source, str | PathLike | Rulebook) else list(source or [LESHAN])
    named = sorted((_named(one) for one in several), key=lambda pair: pair[1].in_force.first)
    for (_, earlier), (file, later) in zip(named, named[1:], strict=False):
        _check_follows(file, earlier, later)
    return Lawbook(tuple(book for _, book in named))


def _named(source: RulebookSource) -> tuple[str, Rulebook]:
    """A rulebook with the name to use for it in a message."""
    return (source.code, source) if isinstance(source, Rulebook) else (Path(source).name, load_rulebook(source))


def _check_follows(file: str, earlier: Rulebook, later: Rulebook) -> None:
    """Refuse a rulebook of another city, an overlap and a gap."""
    if later.code != earlier.code:
        zh, en = (
            f"与 {earlier.code} 不是同一地的规则，不能合用",
            f"not of one city with {earlier.code}: give them separately",
        )
        raise RulebookRefused(file, "code", later.code, zh, en)
    begins = format_month(later.in_force.first)
    if later.in_force.first <= earlier.in_force.last:
        last = "null" if earlier.in_force.until is None else format_month(earlier.in_force.until)
        zh = f"与前一规则的月份重叠（前者 until: {last}）；请把前者的 until 改为 {begins} 的上一个月"
        en = f"overlaps the rulebook before it (until: {last}): end that one in the month before {begins}"
        raise RulebookRefused(file, "in_force.from", begins, zh, en)
    if later.in_force.first > earlier.in_force.last + 1:
        ended = format_month(earlier.in_force.last)
        zh = f"前一规则到 {ended} 为止，中间有月份无规则可依；请让两者衔接"
        en = f"the rulebook before it ends in {ended}, so months between have no rule: let one follow the other"
        raise RulebookRefused(file, "in_force.from", begins, zh, en)
