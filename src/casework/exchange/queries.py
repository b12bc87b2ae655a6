"""What the pages of this app read of the home."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.exchange.models import Purpose, State, Work, WorkKind
from casework.exchange.scope import Desk
from casework.exchange.wording import title_of
from casework.ui.voice import page_voice
from zige.exchange.catalogue import Catalogue
from zige.exchange.contract import Contract, Role
from zige.law.months import format_month, month_of, parse_month
from zige.library import requested_month
from zige.running.deliveries import ARRIVED, HELD, LATE, MISSING, NEVER, delivery_calendar
from zige.running.outbox import State as OfferState
from zige.running.outbox import states
from zige.store.batches import AGAIN, CANDIDATES, FACTS, SIGNS, Batch, all_batches, sealed_table
from zige.store.outbox import Offer
from zige.store.reading import read_table
from zige.store.runs import Run, all_runs

MONTHS = 18
"""Months that a form offers, the present one first."""
WAITED_FOR = "awaited"
STATES: dict[str, tuple[str | Promise, str | Promise, str]] = {
    ARRIVED: (_("按时到达"), _("到"), "round"),
    LATE: (_("迟到"), _("迟"), "square"),
    HELD: (_("已挂起"), _("挂"), "filled"),
    MISSING: (_("逾期未到"), pgettext_lazy("sign", "缺"), "dashed"),
    WAITED_FOR: (_("尚未到期"), _("待"), "square"),
    NEVER: (_("从未报送"), _("无"), "dashed"),
}
"""How a delivery stands: in words, its character and the shape of its badge."""


LEVELS: dict[int, str | Promise] = {
    1: _("1 级：号码和姓名都相符"),
    2: _("2 级：号码相符，姓名写法略有不同"),
    3: _("3 级：号码相符，姓名不同，不作为在世依据"),
    4: _("4 级：号码差一位或校验不符，姓名和出生日期相符，由人认定"),
    5: _("5 级：没有可用的号码，按姓名、出生日期等推断，由人认定"),
}


class Expected(NamedTuple):
    """A dataset in a month: when it was due, when it came, how it stands."""

    contract: Contract
    due: dt.date
    received: dt.date | None
    state: str

    @property
    def badge(self) -> tuple[str | Promise, str | Promise, str]:
        """Text, character, shape."""
        return STATES[self.state]

    @property
    def title(self) -> str:
        """What the dataset is called."""
        return title_of(self.contract)

    @property
    def dataset(self) -> str:
        """Its name."""
        return self.contract.dataset

    @property
    def department(self) -> str:
        """Who delivers it."""
        return page_voice().say(self.contract.department_name)


def month_now() -> str:
    """The present month, `2026-11`."""
    return f"{timezone.localdate():%Y-%m}"


def month_before(month: str) -> str:
    """The one before `2026-11`: of which data are due in that month."""
    return format_month(parse_month(month) - 1)


def months_offered(ahead: int = 0) -> list[str]:
    """The last MONTHS months, so many ahead of the present one first."""
    today = timezone.localdate()
    last = month_of(today) + ahead
    return [format_month(month) for month in range(last, last - MONTHS, -1)]


def calendar(desk: Desk, month: str) -> list[Expected]:
    """Every dataset of the desk in a month, those to be looked at first."""
    entries = delivery_calendar(Catalogue(desk.contracts), all_batches(settings.HOME), requested_month(month), None)
    rows = [_expected(desk.contracts[entry["dataset"]], entry) for entry in entries]
    order = [HELD, MISSING, LATE, WAITED_FOR, NEVER, ARRIVED]
    return sorted(rows, key=lambda row: (order.index(row.state), row.contract.department, row.contract.dataset))


def not_there(desk: Desk, month: str) -> list[Expected]:
    """The datasets about people that were due for a month and are not there: whom they certified is put off."""
    rows = calendar(desk, month)
    return [row for row in rows if row.state in (HELD, MISSING) and row.contract.role == Role.FACTS]


def _expected(contract: Contract, entry: dict[str, Any]) -> Expected:
    due = dt.date.fromisoformat(entry["due"])
    received = dt.date.fromisoformat(entry["received"]) if entry["received"] else None
    awaited = entry["state"] == MISSING and timezone.localdate() <= due
    return Expected(contract, due, received, WAITED_FOR if awaited else entry["state"])


@dataclass(frozen=True)
class BatchRow:
    """A batch as a list shows it."""

    batch: Batch
    contract: Contract

    @property
    def title(self) -> str:
        """What the dataset is called."""
        return title_of(self.contract)

    @property
    def state(self) -> str:
        """`held`, `read_again` or `accepted`."""
        if self.batch.held:
            return "held"
        return AGAIN if self.batch.receipt["status"] == AGAIN else "accepted"


def batches_shown(desk: Desk, dataset: str, month: str, state: str) -> list[BatchRow]:
    """The batches of the desk that the filters leave, the newest first; empty ones narrow nothing."""
    found = [each for each in desk.batches() if dataset in ("", each.dataset) and month in ("", each.month)]
    if state == "held":
        found = [each for each in found if each.held]
    elif state == "quarantined":
        found = [each for each in found if each.receipt["quarantined"]]
    return [BatchRow(each, desk.contracts[each.dataset]) for each in found]


def held_batches(desk: Desk) -> int:
    """How many wait for a release."""
    return sum(batch.held for batch in desk.batches())


@dataclass(frozen=True)
class Matches:
    """How surely the rows of a batch are somebody's (EXCHANGE §2): rows by level, of facts and of candidates.

    `signs` are rows that prove life, which count on levels 1 and 2 alone; `people` may be meant by candidates.
    """

    facts: dict[int, int]
    candidates: dict[int, int]
    signs: int
    people: int

    @property
    def lines(self) -> list[tuple[int, str | Promise, int]]:
        """Level, what it means, rows, the surest first."""
        counted = {**self.facts, **self.candidates}
        return [(level, text, counted[level]) for level, text in LEVELS.items() if counted.get(level)]


def matches_of(batch: Batch) -> Matches | None:
    """None where the batch gives no facts: of a roster or a ledger, or while it is held as one."""
    facts, signs = batch.table(FACTS), batch.table(SIGNS)
    if facts is None and signs is None:
        return None
    told = (
        read_table(facts, ["line", "level"]).unique()
        if facts
        else pl.DataFrame(schema={"line": pl.Int64, "level": pl.Int8})
    )
    rows = read_table(signs, ["line"])["line"].n_unique() if signs else 0
    doubtful = sealed_table(settings.HOME, batch, CANDIDATES)
    candidates, people = Counter[int](), 0
    if doubtful is not None:
        candidates.update(doubtful.unique("line")["level"].to_list())
        people = doubtful["person"].n_unique()
    return Matches(
        dict(sorted(Counter(told["level"].to_list()).items())), dict(sorted(candidates.items())), rows, people
    )


def sent_of(desk: Desk, batch: Batch) -> QuerySet[Work]:
    """What was corrected or withdrawn of a batch, the newest first."""
    return desk.work().filter(kind=WorkKind.RECEIVE, asked__of=batch.number).exclude(asked__purpose=Purpose.FILE)


def lines_sent(batch: Batch, purpose: Purpose, but: UUID | None = None) -> set[int]:
    """The lines of a batch that were sent for a purpose, or are on their way; `but` for one work."""
    sent = Work.objects.filter(kind=WorkKind.RECEIVE, asked__of=batch.number, asked__purpose=purpose)
    others = sent.exclude(state=State.REFUSED).exclude(pk__in=[but] if but else [])
    return {line for lines in others.values_list("asked__lines", flat=True) for line in lines}


def runs_shown() -> list[Run]:
    """All runs, the newest month and run first."""
    return list(reversed(all_runs(settings.HOME)))


EXPORTS: dict[str, str | Promise] = {
    "payments": _("发放变化"),
    "certified": _("本月认证"),
    "cases": _("待核实名单"),
    "monitoring": _("监测核验结果"),
    "lists": _("按地方分的名单"),
}
OFFER_STATES: dict[OfferState, tuple[str | Promise, str | Promise, str]] = {
    OfferState.OPEN: (_("待确认"), _("待"), "dashed"),
    OfferState.ACKNOWLEDGED: (_("已确认"), _("收"), "ring"),
    OfferState.REPLACED: (_("已被替代"), _("换"), "square"),
    OfferState.ENDED: (_("不再交付"), _("止"), "square"),
}


class OfferRow(NamedTuple):
    """What was offered to a consumer and how it stands."""

    offer: Offer
    state: OfferState

    @property
    def badge(self) -> tuple[str | Promise, str | Promise, str]:
        """Text, character, shape."""
        return OFFER_STATES[self.state]

    @property
    def export(self) -> str | Promise:
        """What it is of."""
        return EXPORTS[self.offer.export]

    @property
    def last(self) -> str:
        """The day on which it was offered last."""
        return self.offer.offered[-1]


class ConsumerRow(NamedTuple):
    """Somebody who gets a list of every month, as `zige.toml` names them."""

    name: str
    export: str | Promise
    region: str


def consumers() -> list[ConsumerRow]:
    """All of them."""
    return [
        ConsumerRow(name, EXPORTS[one.export], one.region) for name, one in settings.HOME.settings.consumers.items()
    ]


def offers_shown(open_only: bool) -> list[OfferRow]:
    """What was offered, the newest first."""
    rows = [OfferRow(offer, state) for offer, state in states(settings.HOME)]
    rows = [row for row in rows if row.state == OfferState.OPEN or not open_only]
    return sorted(rows, key=lambda row: (row.offer.offered[-1], row.offer.id), reverse=True)
