"""The tables that `determine` takes and gives, column by column (LAW §7, §8).

The same descriptions drive reading, checking, the command line's help and the reference page, so that they agree.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from zige.kinds import BenefitKind, FactKind, Outcome, Relation, Standing, Status


class ValueType(Enum):
    """What the values of a column are, with the form they take in a text file."""

    TEXT = "text"
    CITIZEN_NUMBER = "citizen number, 18 characters"
    WORD = "one of a list"
    MONTH = "month, YYYY-MM"
    DATE = "date, YYYY-MM-DD"
    MONEY = "yuan, at most two decimal places"
    INTEGER = "integer"
    TRUTH = "true or false"


@dataclass(frozen=True)
class Column:
    """One column: its name, the type of its values, whether a value must be there, and what it says."""

    name: str
    value_type: ValueType
    zh: str
    en: str
    required: bool = True
    words: type[StrEnum] | None = None
    below_zero: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its name, its columns, and the columns that no two rows may share."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def _word(name: str, words: type[StrEnum], zh: str, en: str, required: bool = True) -> Column:
    return Column(name, ValueType.WORD, zh, en, required, words)


BENEFITS = Table(
    "benefits",
    (
        Column("benefit_id", ValueType.TEXT, "待遇编号", "the benefit"),
        Column("id_number", ValueType.CITIZEN_NUMBER, "领取人公民身份号码", "who draws it"),
        _word("kind", BenefitKind, "险种", "kind of benefit"),
        Column("first_month", ValueType.MONTH, "首次领取年月", "first month paid"),
        Column(
            "last_month",
            ValueType.MONTH,
            "末次领取年月（有期限的待遇）",
            "last month, where the term is limited",
            False,
        ),
        Column("cycle_from", ValueType.MONTH, "上线时认证周期起点", "start of the cycle at go-live", False),
        Column("monthly_amount", ValueType.MONEY, "月待遇金额（元）", "yuan a month"),
        _word("relation", Relation, "与工亡职工关系", "what a survivor was to the worker", False),
        Column("incapacitated", ValueType.TRUTH, "完全丧失劳动能力", "wholly unable to work"),
        _word("standing_before", Standing, "现发放状态", "the standing now in payment"),
    ),
    key=("benefit_id",),
)

FACTS = Table(
    "facts",
    (
        Column(
            "fact_id", ValueType.TEXT, "事实编号，同号各行为其各版本", "the fact; rows that share it are its versions"
        ),
        Column("version", ValueType.INTEGER, "版本号", "decides between versions received on one day"),
        Column("id_number", ValueType.CITIZEN_NUMBER, "当事人公民身份号码", "whom it is about"),
        _word("kind", FactKind, "事实种类", "what happened"),
        Column("start", ValueType.DATE, "发生（起始）日期", "first day"),
        Column("end", ValueType.DATE, "结束日期", "last day, if it ended", False),
        _word("outcome", Outcome, "结束的结果", "how it ended", False),
        Column("department", ValueType.TEXT, "提供部门", "department that reported it"),
        _word("status", Status, "核实状态", "how far it is verified"),
        Column("received", ValueType.DATE, "收到日期", "day on which we knew"),
        Column("benefit_id", ValueType.TEXT, "仅涉及的待遇编号", "the one benefit it concerns, if not all", False),
    ),
    key=("fact_id", "received", "version"),
)

AMOUNTS = Table(
    "amounts",
    (
        Column("benefit_id", ValueType.TEXT, "待遇编号", "the benefit"),
        Column("from_month", ValueType.MONTH, "起始年月", "first month of this amount"),
        Column("amount", ValueType.MONEY, "月待遇金额（元）", "yuan a month from then on"),
    ),
    key=("benefit_id", "from_month"),
)

PAID = Table(
    "paid",
    (
        Column("benefit_id", ValueType.TEXT, "待遇编号", "the benefit"),
        Column("month", ValueType.MONTH, "所属年月", "the month it was paid for"),
        Column("amount", ValueType.MONEY, "金额（元），追回为负", "yuan; a recovery is negative", below_zero=True),
    ),
)

INPUTS = (BENEFITS, FACTS, AMOUNTS, PAID)


class Attention(StrEnum):
    """提示: what a benefit asks a person to look at (LAW §7), in the order in which the codes are written."""

    CONTRADICTION = "contradiction"
    NO_ADJUSTMENT = "no_adjustment"
    OPENING = "opening"
    REGISTER = "register"
    REMIND = "remind"
    VERIFY = "verify"


class Action(StrEnum):
    """处理: what changes in payment against the standing now in payment (LAW §7)."""

    NONE = "none"
    SUSPEND = "suspend"
    STOP = "stop"
    RESUME = "resume"


DETERMINATIONS = Table(
    "determinations",
    (
        Column("benefit_id", ValueType.TEXT, "待遇编号", "the benefit"),
        Column("month", ValueType.MONTH, "认定年月", "the month that is decided"),
        _word("standing", Standing, "待遇状态", "continue, suspend or stop"),
        Column("grounds", ValueType.TEXT, "成立的情形，以 | 相连", "grounds in force, joined by |", False),
        _word("action", Action, "处理", "the change against standing_before"),
        Column("last_certified", ValueType.DATE, "最近认证日", "latest certified day", False),
        Column("cycle_start", ValueType.MONTH, "本周期起始年月", "first month of the cycle", False),
        Column("due_month", ValueType.MONTH, "应认证年月", "month by whose end to certify", False),
        Column("attention", ValueType.TEXT, "提示，以 | 相连", "attention codes, joined by |", False),
        Column(
            "back_pay_months", ValueType.TEXT, "应补发年月，以 | 相连", "months to be paid back, joined by |", False
        ),
        Column("overpaid_months", ValueType.TEXT, "多发年月，以 | 相连", "months overpaid, joined by |", False),
        Column(
            "settlement", ValueType.MONEY, "清算金额（元），追回为负", "yuan; negative is recovery", below_zero=True
        ),
    ),
    key=("benefit_id",),
)
