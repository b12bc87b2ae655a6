"""A rulebook brings its own cases, written without Python: what is given, which ground it meets, what must come out.

    scenarios = load_scenarios()                        the cases of the packaged rulebook
    benefits, facts, amounts, paid = scenario.tables()  rows for the engine, as LAW §8 has them
    scenario.differences(row)                           empty if the engine's row is right

This module runs nothing: whoever holds an engine does.
"""

import re
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator

from zige.errors import RulebookRefused
from zige.kinds import BenefitKind, FactKind, Outcome, Relation, Standing, Status
from zige.law.clauses import NO_SUCH_CLAUSE
from zige.law.lawbook import Lawbook, load_lawbook
from zige.law.months import parse_month
from zige.law.rulebook import Rulebook
from zige.law.values import ClauseId, Code, Strict, Text, Words
from zige.yaml_files.reading import load_model
from zige.yaml_files.refusals import problem, unknown_word

LESHAN_SCENARIOS = Path(__file__).parent / "rulebooks" / "leshan.scenarios.yaml"
REGION = "511102"
MOST_TOGETHER = 400
"""Cases that can be determined together: citizen numbers of one birth date and sex for so many people."""

Row = dict[str, str]


def _check_month(text: str) -> str:
    try:
        parse_month(text)
    except ValueError:
        raise problem((), text, "月份要写成 YYYY-MM，例如 2026-11", "write the month as YYYY-MM, as 2026-11") from None
    return text


def _check_day(text: str) -> str:
    try:
        if len(text) == 10 and date.fromisoformat(text):
            return text
    except ValueError:
        pass
    raise problem(
        (), text, "日期要写成 YYYY-MM-DD 且确有这一天", "write a day that exists as YYYY-MM-DD, as 2026-11-20"
    )


def _check_money(text: str) -> str:
    if not re.fullmatch(r"-?[0-9]+\.[0-9]{2}", text):
        raise problem((), text, '金额要加引号写两位小数，例如 "3000.00"', 'write yuan with two decimals, as "3000.00"')
    return text


def _check_month_or_empty(text: str) -> str:
    return text and _check_month(text)


def _check_day_or_empty(text: str) -> str:
    return text and _check_day(text)


MonthText = Annotated[str, AfterValidator(_check_month)]
DayText = Annotated[str, AfterValidator(_check_day)]
MonthOrEmpty = Annotated[str, AfterValidator(_check_month_or_empty)]
DayOrEmpty = Annotated[str, AfterValidator(_check_day_or_empty)]
MoneyText = Annotated[str, AfterValidator(_check_money)]


class GivenBenefit(Strict):
    """The benefit that a case is about; all but its kind has a usual value."""

    kind: BenefitKind
    first_month: MonthText = "2015-01"
    last_month: MonthText | None = None
    cycle_from: MonthText | None = None
    monthly_amount: MoneyText = "3000.00"
    relation: Relation | None = None
    incapacitated: bool = False
    standing_before: Standing = Standing.CONTINUE

    def row(self, benefit_id: str, id_number: str) -> Row:
        return {
            "benefit_id": benefit_id,
            "id_number": id_number,
            "kind": self.kind.value,
            "first_month": self.first_month,
            "last_month": self.last_month or "",
            "cycle_from": self.cycle_from or "",
            "monthly_amount": self.monthly_amount,
            "relation": self.relation.value if self.relation else "",
            "incapacitated": "true" if self.incapacitated else "false",
            "standing_before": self.standing_before.value,
        }


class GivenFact(Strict):
    """A fact of a case; received on its first day unless said; the same `id` twice makes versions of one fact."""

    kind: FactKind
    start: DayText
    end: DayText | None = None
    outcome: Outcome | None = None
    department: Words = "hrss"
    status: Status = Status.CONFIRMED
    received: DayText | None = None
    version: int = Field(default=1, ge=1)
    id: Words | None = None
    names_benefit: bool = False

    @model_validator(mode="after")
    def _has_a_right_end(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise problem(
                ("end",), self.end, "结束日期早于开始日期，请改正", "ends before it starts: correct one of the days"
            )
        needs_end = self.outcome is Outcome.CLEARED or self.kind is FactKind.DEFERRAL
        if needs_end and self.end is None:
            raise problem(
                ("end",), None, "已澄清的事实和延期要写 end", "a cleared fact and a deferral need an end: add it"
            )
        return self

    def row(self, fact_id: str, benefit_id: str, id_number: str) -> Row:
        return {
            "fact_id": fact_id,
            "version": str(self.version),
            "id_number": id_number,
            "kind": self.kind.value,
            "start": self.start,
            "end": self.end or "",
            "outcome": self.outcome.value if self.outcome else "",
            "department": self.department,
            "status": self.status.value,
            "received": self.received or self.start,
            "benefit_id": benefit_id if self.names_benefit else "",
        }


class GivenAmount(Strict):
    """The monthly amount from a month on."""

    from_month: MonthText
    amount: MoneyText


class GivenPayment(Strict):
    """What was paid for a month."""

    month: MonthText
    amount: MoneyText

    def row(self, benefit_id: str) -> Row:
        return {"benefit_id": benefit_id, "month": self.month, "amount": self.amount}


class Expected(Strict):
    """What must come out; only what is given is compared."""

    standing: Standing | None = None
    grounds: tuple[Code, ...] | None = None
    action: Literal["none", "suspend", "stop", "resume"] | None = None
    last_certified: DayOrEmpty | None = None
    cycle_start: MonthOrEmpty | None = None
    due_month: MonthOrEmpty | None = None
    attention: (
        tuple[Literal["contradiction", "no_adjustment", "opening", "register", "remind", "verify"], ...] | None
    ) = None
    back_pay_months: tuple[MonthText, ...] | None = None
    overpaid_months: tuple[MonthText, ...] | None = None
    settlement: MoneyText | None = None


class Difference(NamedTuple):
    """A column that did not come out as expected."""

    column: str
    expected: str
    found: str


def differences(expect: Expected, row: Row) -> list[Difference]:
    """Compare an output row, texts as LAW §7 writes them, with what was expected."""
    wanted = {name: getattr(expect, name) for name in Expected.model_fields}
    texts = {name: "|".join(v) if isinstance(v, tuple) else str(v) for name, v in wanted.items() if v is not None}
    return [Difference(name, text, row[name]) for name, text in texts.items() if row[name] != text]


class Scenario(Strict):
    """One case: a person with one benefit, judged for one month."""

    name: Text
    clause: ClauseId
    meets: Code | None = None
    misses: Code | None = None
    month: MonthText
    known_by: DayText | None = None
    born: DayText = "1950-01-15"
    sex: Literal["male", "female"] = "male"
    benefit: GivenBenefit
    certified: DayText | None = None
    facts: tuple[GivenFact, ...] = ()
    amounts: tuple[GivenAmount, ...] = ()
    paid: tuple[GivenPayment, ...] | None = None
    expect: Expected = Expected()

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.meets and self.misses:
            raise problem(("misses",), self.misses, "meets 和 misses 只写一个", "give meets or misses, not both")
        if self.benefit.first_month > self.month:
            zh, en = (
                "首次领取晚于认定月份，什么也不会认定",
                "is after the month to decide, so nothing is decided: set it earlier",
            )
            raise problem(("benefit", "first_month"), self.benefit.first_month, zh, en)
        if not (self.meets or self.misses or self.expect.model_fields_set):
            zh, en = (
                "没有写明要核对什么，请写 meets、misses 或 expect",
                "says nothing to compare: add meets, misses or expect",
            )
            raise problem(("expect",), None, zh, en)
        return self

    def id_number(self, number: int = 1) -> str:
        """A citizen number of the birth date and sex given, with a right check digit; `number` keeps cases apart."""
        order = 2 * number - 1 if self.sex == "male" else 2 * number
        return citizen_number(date.fromisoformat(self.born), f"{order:03d}")

    def tables(self, number: int = 1) -> tuple[list[Row], list[Row], list[Row], list[Row] | None]:
        """Benefits, facts, amounts and payments as rows of text in the columns of LAW §8; no payments: None.

        Cases with different numbers, 1 to MOST_TOGETHER, share no identifier and can stand in the same tables.
        """
        benefit_id, id_number = f"B{number}", self.id_number(number)
        facts = enumerate([*self._certification(), *self.facts], 1)
        return (
            [self.benefit.row(benefit_id, id_number)],
            [fact.row(f"{benefit_id}-{fact.id or f'F{n}'}", benefit_id, id_number) for n, fact in facts],
            [{"benefit_id": benefit_id, "from_month": a.from_month, "amount": a.amount} for a in self.amounts],
            None if self.paid is None else [payment.row(benefit_id) for payment in self.paid],
        )

    def _certification(self) -> list[GivenFact]:
        """The fact that `certified` is short for."""
        return [GivenFact(kind=FactKind.CERTIFICATION, start=self.certified)] if self.certified else []

    def differences(self, row: Row) -> list[Difference]:
        """How an output row differs from this case: its ground met or missed, then each value expected."""
        grounds = row["grounds"]
        found = differences(self.expect, row)
        if self.meets and self.meets not in grounds.split("|"):
            found.insert(0, Difference("meets", self.meets, grounds))
        if self.misses and self.misses in grounds.split("|"):
            found.insert(0, Difference("misses", self.misses, grounds))
        return found


class ScenarioFile(Strict):
    """The cases that belong to a rulebook."""

    rulebook: Code
    scenarios: tuple[Scenario, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        seen: set[tuple[str, str]] = set()
        for at, scenario in enumerate(self.scenarios):
            for language in ("zh", "en"):
                name = (language, getattr(scenario.name, language))
                if name in seen:
                    path = ("scenarios", at, "name", language)
                    raise problem(path, name[1], "案例名重复，请改名", "this name is taken: choose another")
                seen.add(name)
        return self

    def untested(self, rulebook: Rulebook) -> list[str]:
        """The grounds that lack a case that meets or a case that misses, as `imprisoned (misses)`."""
        met = {scenario.meets for scenario in self.scenarios}
        missed = {scenario.misses for scenario in self.scenarios}
        codes = [ground.code for ground in rulebook.grounds]
        return [f"{c} (meets)" for c in codes if c not in met] + [f"{c} (misses)" for c in codes if c not in missed]


def citizen_number(born: date, order: str) -> str:
    """An 18-character citizen number of Leshan's city district: birth date, three-digit order, check digit."""
    digits = f"{REGION}{born:%Y%m%d}{order}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def load_scenarios(
    path: str | PathLike[str] = LESHAN_SCENARIOS, rulebook: Rulebook | Lawbook | None = None
) -> ScenarioFile:
    """Read a scenario file; with a rulebook, its code, grounds and clauses are checked too; raises RulebookRefused."""
    scenarios = load_model(path, ScenarioFile, RulebookRefused)
    if rulebook is not None:
        _check_against(Path(path).name, scenarios, load_lawbook(rulebook))
    return scenarios


def _check_against(file: str, scenarios: ScenarioFile, lawbook: Lawbook) -> None:
    """Refuse cases of another city, and codes and clauses that the rulebook of their month does not have."""
    city = lawbook.rulebooks[0].code
    if scenarios.rulebook != city:
        zh, en = f"这些案例不属于规则 {city}", f"these are not the cases of {city}: correct the code"
        raise RulebookRefused(file, "rulebook", scenarios.rulebook, zh, en)
    for at, scenario in enumerate(scenarios.scenarios):
        _check_words(file, f"scenarios[{at}]", scenario, lawbook.at(parse_month(scenario.month)))


def _check_words(file: str, place: str, scenario: Scenario, rulebook: Rulebook) -> None:
    codes = [ground.code for ground in rulebook.grounds]
    for key, code in {"meets": scenario.meets, "misses": scenario.misses}.items():
        if code is not None and code not in codes:
            raise RulebookRefused(file, f"{place}.{key}", code, *unknown_word(code, codes, "情形", "ground"))
    if scenario.clause not in rulebook.clauses:
        raise RulebookRefused(file, f"{place}.clause", scenario.clause, *NO_SUCH_CLAUSE)
