"""The columns and codes of the core system: the home's own `core-system.yaml`, else the one that comes along."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, model_validator

from casework.payments.models import Line
from zige.errors import FileRefused
from zige.kinds import BenefitKind, Standing
from zige.yaml_files.reading import load_model
from zige.yaml_files.refusals import problem

FILE = "core-system.yaml"
Word = Annotated[str, Field(min_length=1, max_length=40)]
Holds: TypeAlias = Literal[
    "list", "line", "person", "id_number", "name", "benefit", "benefit_kind", "kind", "standing", "since", "amount",
    "months", "decision",
]  # fmt: skip
CODED: dict[Holds, frozenset[str]] = {
    "benefit_kind": frozenset(BenefitKind),
    "kind": frozenset(Line.Kind.values),
    "standing": frozenset(Standing),
}
"""What is told by a code of the core system's own, with every value that must have one."""
NEEDED: tuple[Holds, ...] = ("list", "line", "benefit", "kind", "standing", "since", "amount")
"""Without these the list could not be acted on."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Title(_Strict):
    """What the system is called."""

    zh: Word
    en: Word


class Column(_Strict):
    """A column: the core system's code and name of it, what stands in it, and the codes of its values."""

    code: Word
    name: Word
    holds: Holds
    values: dict[str, Word] = {}

    @model_validator(mode="after")
    def _every_value_has_a_code(self) -> "Column":
        needed = CODED.get(self.holds, frozenset())
        missing, unknown = sorted(needed - self.values.keys()), sorted(self.values.keys() - needed)
        if missing or unknown:
            which = (missing or unknown)[0]
            zh = "缺少这个值的代码" if missing else "没有这个值，请删去"
            en = "has no code: add one" if missing else "is no such value: remove it"
            raise problem(("values",), which, zh, en)
        twice = [code for code, count in Counter(self.values.values()).items() if count > 1]
        if twice:
            raise problem(("values",), twice[0], "两个值用了同一个代码", "is the code of two values: give each its own")
        return self


class Answer(_Strict):
    """Of an answer: the columns of line, result and message, and the results there are."""

    line: Word
    result: Word
    message: Word
    accepted: Annotated[tuple[Word, ...], Field(min_length=1)]
    rejected: Annotated[tuple[Word, ...], Field(min_length=1)]


class Mapping(_Strict):
    """What the core system reads and answers."""

    version: Word
    title: Title
    encoding: Literal["utf-8", "gb18030"]
    headers: Literal["code", "name", "code_and_name"]
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    answer: Answer

    @model_validator(mode="after")
    def _tells_enough(self) -> "Mapping":
        held = [column.holds for column in self.columns]
        codes = Counter(column.code for column in self.columns)
        for needed in NEEDED:
            if needed not in held:
                raise problem(("columns",), needed, "没有一列写它", "stands in no column: add one")
        for code, count in codes.items():
            if count > 1:
                raise problem(("columns",), code, "两列用了同一个代码", "is the code of two columns: give each its own")
        return self

    def column(self, code: str) -> Column | None:
        """The column of a code."""
        return next((column for column in self.columns if column.code == code), None)


def load_mapping() -> Mapping:
    """Raises FileRefused with the place in the file where something is wrong."""
    own: Path = settings.HOME.path / FILE
    return load_model(own if own.is_file() else Path(__file__).parent / FILE, Mapping, FileRefused)
