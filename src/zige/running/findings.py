"""What officers found, as rows of `casework.facts`: checked before they are previewed or delivered (Arts. 12, 16, 17).

A row that is refused here would be set aside at the door; one that passes is taken in by it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import polars as pl
from pydantic import TypeAdapter

from zige.errors import RequestRefused
from zige.exchange.sheets import FIRST_LINE
from zige.kinds import FactKind, Outcome, Status
from zige.law.rules import Rules
from zige.words import FACT_KINDS

DATASET = "casework.facts"


class RecordStatus(StrEnum):
    """记录状态: whether a row is new, or corrects or withdraws the record of its number (EXCHANGE §1)."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Finding:
    """What one row says of a person: a fact found true or false, a certification, a deferral, a clearing.

    `benefit_id` names the one benefit it concerns, if not all. `record_id` is the row's own number (as `F-000123`), by
    which a later version takes its place; `record_status` says what kind of version this is.
    """

    kind: FactKind
    start: dt.date
    status: Status
    basis: str
    end: dt.date | None = None
    outcome: Outcome | None = None
    benefit_id: str | None = None
    record_id: str | None = None
    record_status: RecordStatus = RecordStatus.NEW

    def as_json(self) -> dict[str, Any]:
        """Its values as JSON writes them."""
        return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in vars(self).items()}

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> "Finding":
        """What `as_json` wrote."""
        return TypeAdapter(cls).validate_python(values)


ROWS = {
    "line": pl.Int64, "person": pl.Int64, "kind": pl.String, "start": pl.Date, "end": pl.Date, "outcome": pl.String,
    "status": pl.String, "benefit_id": pl.String, "basis": pl.String, "record_id": pl.String,
    "record_status": pl.String,
}  # fmt: skip


def rows_of(people: Sequence[int], findings: Sequence[Finding]) -> pl.DataFrame:
    """The findings as typed rows (ROWS), each about the person at its place of `people`."""
    told = [
        {"line": line, "person": person, **_plain(each)}
        for line, (person, each) in enumerate(zip(people, findings, strict=True), FIRST_LINE)
    ]
    return pl.DataFrame(told, schema=ROWS)


def _plain(finding: Finding) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in asdict(finding).items()}


def check(finding: Finding, rules: Rules, received: dt.date, benefits: pl.Series) -> None:
    """Raises RequestRefused for the first thing wrong with a finding about the holder of `benefits` (their ids)."""
    for wrong, zh, en in _flaws(finding, rules, received, benefits):
        if wrong:
            words = FACT_KINDS.get(finding.kind)
            raise RequestRefused(
                f"“{words.zh if words else finding.kind}”：{zh}", f"'{words.en if words else finding.kind}': {en}"
            )


def _flaws(finding: Finding, rules: Rules, received: dt.date, benefits: pl.Series) -> list[tuple[bool, str, str]]:
    kind, start, end = finding.kind, finding.start, finding.end
    cleared = finding.outcome is Outcome.CLEARED
    return [
        (
            kind not in {*rules.proofs, *rules.adverse},
            "没有规则用到这种事实；请改选一种",
            "no rule reads this kind of fact; choose another",
        ),
        (start > received, "开始日期在收到日期之后；请核对", "it begins after the day it is received; check the days"),
        (end is not None and end < start, "结束日期早于开始日期；请核对", "it ends before it begins; check the days"),
        (
            end is None and finding.outcome is not None,
            "写了结果的，要写结束日期",
            "what has an outcome has ended: give its last day",
        ),
        (
            end is None and kind is FactKind.DEFERRAL and finding.status is Status.CONFIRMED,
            "延期要写最后一天",
            "a deferral needs its last day",
        ),
        (cleared and kind in rules.proofs, "认证没有澄清一说；请改为否定", "no proof of life is cleared: refute it"),
        (not finding.basis.strip(), "没有写依据；请写明书面依据", "it has no basis; name the written one"),
        (
            finding.benefit_id is not None and finding.benefit_id not in benefits,
            "所写的待遇不是这个人的；请核对待遇编号",
            "the benefit it names is not this person's; check its number",
        ),
    ]
