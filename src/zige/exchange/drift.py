"""Whether a batch looks like the ones before it; a jump holds it for a person instead of using it (EXCHANGE §1)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from zige.words import Wording


@dataclass(frozen=True)
class BatchStats:
    """What is compared of a batch: its rows, those whose person was found, the days they tell of, rows by code."""

    rows: int
    matched: int = 0
    accepted: int = 0
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    codes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class DriftPolicy:
    """How far a batch may be from the median of the batches before it.

    history          so many earlier batches make a history; with fewer nothing is held
    rows_factor      times as many rows, or as few
    rows_floor       up to so many rows any count is ordinary: small datasets jump by nature
    matched_share    by so much may the share of matched rows move
    code_share       by so much may the share of a code grow
    older_days       by so many days may the first day be earlier than the earliest before
    """

    history: int = 2
    rows_factor: int = 3
    rows_floor: int = 50
    matched_share: float = 0.15
    code_share: float = 0.05
    older_days: int = 366


@dataclass(frozen=True)
class Finding:
    """One jump: `rows`, `matched`, `dates` or a code of quarantine, and the sentence that tells it."""

    what: str
    text: Wording


def drift(history: Sequence[BatchStats], now: BatchStats, policy: DriftPolicy | None = None) -> list[Finding]:
    """The jumps of a batch against the accepted ones of its dataset; none for the first deliveries."""
    policy = policy or DriftPolicy()
    if len(history) < policy.history:
        return []
    return [
        *_rows(history, now, policy),
        *_matched(history, now, policy),
        *_dates(history, now, policy),
        *_codes(history, now, policy),
    ]


def _rows(history: Sequence[BatchStats], now: BatchStats, policy: DriftPolicy) -> list[Finding]:
    usual = median(batch.rows for batch in history)
    if max(now.rows, usual) <= policy.rows_floor:
        return []
    if usual <= now.rows * policy.rows_factor and now.rows <= usual * policy.rows_factor:
        return []
    zh = f"行数 {now.rows}，往期通常 {usual:.0f}；请核对是否漏导、重导或导错范围"
    en = f"{now.rows} rows where {usual:.0f} are usual; check that neither too little nor too much was exported"
    return [Finding("rows", Wording(zh, en))]


def _matched(history: Sequence[BatchStats], now: BatchStats, policy: DriftPolicy) -> list[Finding]:
    usual = median(_share(batch.matched, batch.accepted) for batch in history)
    share = _share(now.matched, now.accepted)
    if now.accepted <= policy.rows_floor or abs(share - usual) <= policy.matched_share:
        return []
    zh = f"对上领取人员的占 {share:.0%}，往期通常 {usual:.0%}；请核对证件号码和姓名两列"
    en = f"{share:.0%} belong to beneficiaries where {usual:.0%} are usual; check the numbers and names"
    return [Finding("matched", Wording(zh, en))]


def _dates(history: Sequence[BatchStats], now: BatchStats, policy: DriftPolicy) -> list[Finding]:
    first = min((batch.first_day for batch in history if batch.first_day), default=None)
    last = max((batch.last_day for batch in history if batch.last_day), default=None)
    if first and now.first_day and (first - now.first_day).days > policy.older_days:
        zh = f"最早的日期是 {now.first_day}，往期最早 {first}；请核对导出的时间范围"
        en = f"the earliest day is {now.first_day}, before it was {first}; check the period exported"
        return [Finding("dates", Wording(zh, en))]
    if first and last and now.last_day and now.last_day < first:
        zh = f"全部日期早于往期（最晚 {now.last_day}）；请核对是否送了旧文件"
        en = f"all days are before those of earlier batches (latest {now.last_day}); check that it is no old file"
        return [Finding("dates", Wording(zh, en))]
    return []


def _codes(history: Sequence[BatchStats], now: BatchStats, policy: DriftPolicy) -> list[Finding]:
    if now.rows <= policy.rows_floor:
        return []
    found = []
    for code, count in sorted(now.codes.items()):
        usual = median(_share(batch.codes.get(code, 0), batch.rows) for batch in history)
        share = _share(count, now.rows)
        if share - usual > policy.code_share:
            zh = f"问题“{code}”占 {share:.1%}，往期通常 {usual:.1%}；请核对导出程序是否有变动"
            en = (
                f"{share:.1%} of the rows have {code} where {usual:.1%} are usual; check whether the export has changed"
            )
            found.append(Finding(code, Wording(zh, en)))
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
