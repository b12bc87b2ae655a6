"""One language for one explanation: months, money, clauses and lists as they are said in it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from zige.law.months import OPEN, format_month
from zige.law.phrases import citation
from zige.law.values import Text
from zige.words import Wording

Language: TypeAlias = Literal["zh", "en"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """Says things in Chinese or in English."""

    language: Language

    def say(self, words: Wording | Text, /, **values: object) -> str:
        """The wording in this language, its `{names}` filled in."""
        text = words.zh if self.language == "zh" else words.en
        return text.format(**values) if values else text

    def month(self, month: int) -> str:
        """2026年3月, March 2026."""
        year, index = divmod(month, 12)
        return f"{year}年{index + 1}月" if self.language == "zh" else f"{_MONTHS[index]} {year}"

    def day(self, day: dt.date) -> str:
        """2026年3月5日, 5 March 2026."""
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def span(self, since: int, until: int) -> str:
        """From month to month; `OPEN` has no end, a single month is said once."""
        if until == OPEN:
            return self.say(Wording("{since}起", "from {since} on"), since=self.month(since))
        if since == until:
            return self.month(since)
        spoken = Wording("{since}至{until}", "{since} to {until}")
        return self.say(spoken, since=self.month(since), until=self.month(until))

    def yuan(self, amount: Decimal) -> str:
        """1,234.50 元, 1,234.50 yuan; without a sign."""
        return self.say(Wording("{yuan} 元", "{yuan} yuan"), yuan=f"{abs(amount):,.2f}")

    def clause(self, clause: str) -> str:
        """第八条（二）1 第4项, Art. 8(2)1, 4th situation."""
        return self.say(citation(clause))

    def listed(self, parts: Sequence[str]) -> str:
        """Several in a row."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def count(self, number: int, zh: str, one: str, many: str) -> str:
        """`3 个月`, `1 month`, `3 months`; `zh` is the unit."""
        if self.language == "zh":
            return f"{number} {zh}"
        return f"{number} {one if number == 1 else many}"


def written(month: int | None) -> str | None:
    """A month as YYYY-MM; None for none and for an end that has not come."""
    return None if month is None or month >= OPEN else format_month(month)


def in_yuan(fen: int) -> Decimal:
    """Whole fen as yuan with two decimal places, exactly."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))
