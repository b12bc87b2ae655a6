"""The law is data: what a rulebook says, part by part.

The models mirror `rulebooks/leshan.yaml` name by name; `from` is called `from_`. Months are whole numbers (months.py).
What must hold across the parts stands in `consistency`; `reading` makes a rulebook from its file and checks both.
"""

from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import Field, model_validator

from zige.kinds import BenefitKind, Effect, FactKind, Relation
from zige.law.clauses import GO_LIVE, OTHER_LAW
from zige.law.values import ClauseId, Code, Dataset, Number, Span, Strict, Text, Words
from zige.yaml_files.refusals import problem

T = TypeVar("T")


class BenefitName(Text):
    """2 适用范围: what a kind of benefit is called, and the clause that brings it in, if any."""

    clause: ClauseId | None = None
    """The clause that brings this kind in, where it is not Art. 2 itself."""


class ClauseText(Text):
    """A clause in our own short words; `to_come` names the later series that carries it."""

    to_come: Text | None = None
    """The later series that will carry the clause; absent where this rulebook or the program does."""


class Structure(Strict):
    """How the regulation is built: its number of articles, and of situations in each sentence of Art. 8."""

    articles: int = Field(ge=1)
    """How many articles there are."""
    situations: dict[ClauseId, int]
    """How many situations each sentence of Art. 8 names, by its number."""

    @property
    def situation_clauses(self) -> list[str]:
        return [f"{sentence}.{n}" for sentence, count in self.situations.items() for n in range(1, count + 1)]

    @property
    def all_clauses(self) -> list[str]:
        return [str(n) for n in range(1, self.articles + 1)] + self.situation_clauses + [OTHER_LAW, GO_LIVE]


class Cycle(Strict):
    """7 认证周期: how often, for whom, from when, and the ground that an overdue person meets."""

    clause: ClauseId
    """The clause it rests on."""
    months: int = Field(ge=1)
    """Months within which to certify once."""
    kinds: tuple[BenefitKind, ...]
    """The kinds of benefit that certify."""
    starts: Literal["first_payment_month", "month_after_first_payment"]
    """When the first cycle begins: in the month of the first payment, or in the month after."""
    ground: Code
    """The code of the ground that an overdue person meets."""

    @property
    def start_delay(self) -> int:
        """Months from the first payment to the start of the first cycle."""
        return 0 if self.starts == "first_payment_month" else 1


class Grades(Strict):
    """A proves alone, B needs a second source, C proves nothing."""

    A: tuple[FactKind, ...]
    """Present and identified: certifies by itself."""
    B: tuple[FactKind, ...]
    """Identified: certifies together with one of another source."""
    C: tuple[FactKind, ...]
    """Usable by others: proves nothing, kept for the record."""


class LifeSigns(Strict):
    """3 寓认证于无形: what proves that a person is alive and entitled (LAW §4)."""

    clause: ClauseId
    """The clause it rests on."""
    certifications: tuple[FactKind, ...]
    """The kinds of fact that certify outright."""
    window_months: int = Field(ge=1)
    """Months within which two signs of grade B lie, the certified month being the last."""
    same_source: dict[Words, Words]
    """Departments that report the same visit, each with the name of their common source."""
    grades: Grades
    """The kinds of life sign by grade."""

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
    """The clause."""
    kinds: tuple[BenefitKind, ...] = Field(min_length=1)
    """The kinds of benefit for which it is cited."""


class FactRule(Strict):
    """A kind of fact that a ground reads; `wait_months` come on top of `from`, `names_benefit`: only a named one."""

    kind: FactKind
    """The kind of fact."""
    wait_months: int = Field(default=0, ge=0)
    """Months to wait beyond `from` of the ground."""
    names_benefit: bool = False
    """Only a fact that names this very benefit fulfils the ground."""

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
    """What it is computed from."""
    age: int | None = Field(default=None, ge=0)
    """The birthday, in years, with `from: birthday` only."""

    @model_validator(mode="after")
    def _age_with_birthday_only(self) -> Self:
        if (self.from_ == "birthday") != (self.age is not None):
            zh, en = "age 与 from: birthday 要一起写", "give age together with from: birthday, and only then"
            raise problem(("age",), self.age, zh, en)
        return self


class Ground(Strict):
    """8 情形: what stops or suspends which kinds of benefit, from when and to when (LAW §3)."""

    code: Code
    """The word that determinations report."""
    effect: Effect
    """Whether payment stops or is suspended."""
    clauses: tuple[ClauseOfKinds, ...] = Field(min_length=1)
    """The clause to cite for each kind of benefit; a kind that none names is not concerned."""
    facts: tuple[FactRule, ...] = ()
    """The kinds of fact that fulfil it; absent for a computed ground."""
    computed: Computed | None = None
    """What it is computed from; absent for a ground with facts."""
    from_: Literal["next", "same"] = Field(alias="from")
    """In force from the month after the first day (next) or from its month (same)."""
    to: Literal["with_fact", "for_good"]
    """In force through the month of the last day (with_fact) or for ever (for_good)."""
    relations: tuple[Relation, ...] = ()
    """Only for dependants who were this to the worker; absent: for all."""
    while_incapacitated: bool = True
    """Whether it counts also for those wholly unable to work."""
    only_since_first_month: bool = False
    """Counts only facts that began in or after the first month paid; earlier ones ask for verification."""
    in_force: Span | None = None
    """The months in which the ground itself is in force; absent: as long as the rulebook."""
    text: Text
    """What a person is told."""
    evidence: tuple[Text, ...] = Field(min_length=1)
    """What is needed to confirm it."""
    reported_by: tuple[Dataset, ...]
    """The datasets that may report it."""

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
    """The kinds of fact that call for it."""


class OnFactsOfKinds(OnFacts):
    """Attention that some kinds of fact call for, for some kinds of benefit."""

    kinds: tuple[BenefitKind, ...] = Field(min_length=1)
    """The kinds of benefit concerned."""


class NoAdjustment(OnFactsOfKinds):
    """Paid, but left out of the annual adjustment."""

    basis: Text
    """Where the rule is from."""


class OfKinds(Strict):
    """Attention for some kinds of benefit."""

    kinds: tuple[BenefitKind, ...] = Field(min_length=1)
    """The kinds of benefit concerned."""


class AttentionTexts(Strict):
    """What each attention code means to an officer."""

    verify: Text
    """For `verify`."""
    contradiction: Text
    """For `contradiction`."""
    remind: Text
    """For `remind`."""
    no_adjustment: Text
    """For `no_adjustment`."""
    opening: Text
    """For `opening`."""
    register_: Text = Field(alias="register")  # BaseModel has a method of that name
    """For `register`."""


class Attention(Strict):
    """LAW §7: what asks a person to look."""

    remind_months_ahead: int = Field(ge=0)
    """Months before the due month in which a person is reminded."""
    no_adjustment: NoAdjustment
    """Who is left out of the annual adjustment."""
    contradiction: OnFacts
    """Facts that a later sign of life contradicts."""
    unnamed_duplicate: OnFactsOfKinds
    """Facts that only ask for verification while they name no benefit."""
    opening: OnFacts
    """Facts from go-live whose reason must be found."""
    register_: OfKinds = Field(alias="register")
    """The kinds of benefit that need a relation in the register."""
    texts: AttentionTexts
    """What an officer is told."""


class Settlement(Strict):
    """LAW §6: what may still turn out well is not reclaimed."""

    provisional_facts: tuple[FactKind, ...]
    """Facts for which nothing is reclaimed while they have not ended."""
    provisional_grounds: tuple[Code, ...]
    """Computed grounds for which nothing is reclaimed."""


class Deadline(Strict):
    """29 解释权: a period or a day; `policy` says that no text fixes it and the office may."""

    clause: ClauseId
    """The clause it belongs to."""
    values: tuple[Annotated[int, Field(ge=1)], ...] = Field(min_length=1)
    """The number, or several where there are several days."""
    unit: Literal["calendar_days", "working_days", "months", "years", "day_of_month"]
    """What the number counts; day_of_month is the day by which a monthly duty is done."""
    text: Text
    """What the time is for."""
    basis: Text
    """Where the number is from."""
    policy: bool
    """Whether no text we could verify fixes it."""

    @property
    def value(self) -> int:
        """The first, usually the only value."""
        return self.values[0]


class Sourced(Strict, Generic[T]):
    """1 政策依据: a value and the higher rule it is from, or that it is policy."""

    value: T
    """The value."""
    basis: Text
    """Where it is from."""
    policy: bool
    """Whether no text we could verify fixes it."""


class Reward(Strict):
    """25 举报奖励: what a report that proves true earns, in yuan, while this rule is in force."""

    clause: ClauseId
    """The clause it belongs to."""
    in_force: Span
    """The months in which this rule is in force."""
    title: Text
    """The rule it is from."""
    base: Sourced[Literal["proved", "proved_and_recovered"]]
    """What a report must have led to."""
    rate: Sourced[Number]
    """Share of the sum that was proved."""
    fine_rate: Sourced[Number]
    """Share of a fine."""
    minimum: Sourced[Number]
    """The least, in yuan."""
    maximum: Sourced[Number]
    """The most, in yuan."""
    first_reporter_only: Sourced[bool]
    """Whether only the first of several reporters is rewarded."""
    joint_report_counts_once: Sourced[bool]
    """Whether several people who report together share one reward."""
    claim_months: Sourced[int]
    """Months within which to claim it."""
    payer: Text
    """Who pays."""
    excluded: tuple[Text, ...]
    """Reports that earn nothing."""


class Rulebook(Strict):
    """One city's law for the months it is in force; `reading.load_rulebook` also checks that its parts fit together."""

    code: Code
    """The city, the same in all its rulebooks and in its scenario files."""
    title: Text
    """What the rulebook is called."""
    in_force: Span
    """The months it judges; the earliest one also judges those before."""
    structure: Structure
    """What `clauses` must hold, neither less nor more."""
    benefit_kinds: dict[BenefitKind, BenefitName]
    """The name of every kind of benefit."""
    clauses: dict[ClauseId, ClauseText]
    """Every clause in our own words."""
    cycle: Cycle
    """How often to certify."""
    life_signs: LifeSigns
    """What proves a person alive."""
    grounds: tuple[Ground, ...] = Field(min_length=1)
    """What stops and suspends, in the order in which it is reported: stops first."""
    attention: Attention
    """What asks a person to look."""
    settlement: Settlement
    """What is not reclaimed."""
    deadlines: dict[Code, Deadline]
    """Periods and days that are not part of a determination, by their codes."""
    rewards: tuple[Reward, ...]
    """Reward rules, the earliest first."""

    def ground(self, code: str) -> Ground:
        """The ground of a code; raises KeyError."""
        for ground in self.grounds:
            if ground.code == code:
                return ground
        raise KeyError(code)

    def reward_in(self, month: int) -> Reward | None:
        """The reward rule in force in a month, None if there is none."""
        return next((r for r in self.rewards if r.in_force.first <= month <= r.in_force.last), None)
