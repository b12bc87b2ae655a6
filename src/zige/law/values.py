"""The small values a rulebook is made of: months, numbers, clauses, codes, wordings; each refused where it is wrong."""

import re
from decimal import Decimal
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from zige.law.clauses import GO_LIVE, OTHER_LAW, parse_clause
from zige.law.months import OPEN, format_month, parse_month
from zige.yaml_files.refusals import problem


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


Month = Annotated[int, BeforeValidator(_read_month), PlainSerializer(format_month, str, when_used="json")]
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
    """In Chinese."""
    en: Words
    """In English."""

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
    """The first month."""
    until: Month | None
    """The last month; null where none is set."""

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
