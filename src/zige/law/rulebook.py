"""The law is data: what a rulebook says, part by part.

The models mirror `rulebooks/leshan.yaml` name by name; `from` is called `from_`. Months are whole numbers (months.py).
What must hold across the parts stands in `consistency`; `reading` makes a rulebook from its file and checks both.
"""

from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import Field, model_validator

from zige.kinds import BenefitKind, Effect, FactKind, Relation
from zige.law.clauses import GO_LIVE, OTHER_LAW
from zige.law.refusals import problem
from zige.law.values import ClauseId, Code, Dataset, Number, Span, Strict, Text, Words

T = TypeVar("T")


class BenefitName(Text):
    """2 适用范围: what a kind of benefit is called, and the clause that brings it in, if any."""

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
    """3 寓认证于无形: what proves that a person is alive and entitled (LAW §4)."""

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
    """29 解释权: a period or a day; `policy` says that no text fixes it and the office may."""

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
    """1 政策依据: a value and the higher rule it is from, or that it is policy."""

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
    """One city's law for the months it is in force; `reading.load_rulebook` also checks that its parts fit together."""

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
