"""The month strip: standing, money, certifications, due month and the run's month of each month, one after the other.

The standings come from the intervals of grounds, the money from the settlement's rows, both by the engine.
"""

import datetime as dt
from typing import NamedTuple

from zige.explain.model import Strip, StripMonth
from zige.explain.rhythm import cyclic, overdue_interval
from zige.explain.steps import Steps
from zige.explain.voice import Voice, written
from zige.kinds import Standing
from zige.words import Wording

LEAST_BEFORE = 11
"""Months shown before that of the run, at least."""
MOST_BEFORE = 71
"""Months shown before that of the run, at most."""
MOST_AHEAD = 24
"""Months shown after that of the run, at most."""

DOT, GATE, LINE = "o", "]", "|"

CHARACTERS = {Standing.CONTINUE: "续", Standing.SUSPEND: "暂", Standing.STOP: "停"}
MONEY_CHARACTERS = {"back_pay": "补", "overpaid": "追"}

_MEANINGS = {
    "续": Wording("照常发放", "paid"),
    "暂": Wording("暂停", "paused"),
    "停": Wording("停发", "ended"),
    "补": Wording("应补发", "to be paid back"),
    "追": Wording("应追回", "to be recovered"),
    DOT: Wording("已认证", "certified"),
    GATE: Wording("认证到期的月份", "certification due by its end"),
    LINE: Wording("本次认定的月份", "the month decided"),
}
_STATES = {
    "continue": Wording("续发", "paid"),
    "suspend": Wording("暂停", "paused"),
    "stop": Wording("停止", "ended"),
    "ahead": Wording("尚未认定", "not yet decided"),
}
_BACK_PAY = Wording("应补发", "to be paid back")
_OVERPAID = Wording("应追回", "to be recovered")
_CERTIFIED = Wording("{day}认证", "certified on {day}")
_DUE = Wording("应在本月底前认证", "certification due by the end of this month")
_RUN = Wording("本次认定的月份", "the month decided")


class _Marks(NamedTuple):
    """What the months of the strip are marked by."""

    standings: dict[int, str]
    money: dict[int, str]
    certified: dict[int, dt.date]
    gates: set[int]
    run: int


def strip_of(steps: Steps, voice: Voice) -> Strip:
    """The months around that of the run: back to what still matters, on to the due month."""
    marks = _Marks(
        standings=steps.standings,
        money={row["month"]: _money(row["difference"]) for row in steps.ledger or [] if row["difference"]},
        certified={row["month"]: row["day"] for row in steps.certified},
        gates=_gates(steps),
        run=steps.rules.month,
    )
    first, last = _first(steps, marks), _last(marks)
    earlier = steps.benefit["first_month"] < first
    return Strip(
        earlier_since=written(steps.benefit["first_month"]) if earlier else None,
        months=[_month(month, marks, voice) for month in range(first, last + 1)],
        legend=[(sign, voice.say(words)) for sign, words in _MEANINGS.items()],
    )


def _money(difference: int) -> str:
    return "back_pay" if difference > 0 else "overpaid"


def _gates(steps: Steps) -> set[int]:
    """The due month as reported; beside it the one before, where that was missed."""
    if not cyclic(steps):
        return set()
    missed = {steps.cycle["due_before"]} if overdue_interval(steps) else set()
    return {steps.cycle["due_month"], *missed}


def _first(steps: Steps, marks: _Marks) -> int:
    """From the January of the earliest month that matters, within bounds."""
    run, begins = marks.run, steps.benefit["first_month"]
    matter = [run - LEAST_BEFORE, _since(marks), *marks.money, *(gate for gate in marks.gates if gate <= run)]
    matter += [steps.cycle["certified"]] if steps.cycle["certified"] >= 0 else []
    earliest = max(min(matter), run - MOST_BEFORE)
    return int(max(earliest - earliest % 12, begins))


def _since(marks: _Marks) -> int:
    """The month before payment was suspended or stopped; that of the run while it continues."""
    if marks.standings[marks.run] == Standing.CONTINUE:
        return marks.run
    return standing_since(marks.standings, marks.run) - 1


def standing_since(standings: dict[int, str], month: int) -> int:
    """The first of the unbroken months up to `month` that have its standing."""
    since = month
    while standings.get(since - 1) == standings[month]:
        since -= 1
    return since


def _last(marks: _Marks) -> int:
    ahead = [gate for gate in marks.gates if gate <= marks.run + MOST_AHEAD]
    return max([marks.run, *ahead])


def _month(month: int, marks: _Marks, voice: Voice) -> StripMonth:
    standing = marks.standings.get(month)
    money = marks.money.get(month)
    return StripMonth.model_validate(
        {
            "month": written(month),
            "state": standing or "ahead",
            "character": CHARACTERS[Standing(standing)] if standing else "",
            "money": money,
            "money_character": MONEY_CHARACTERS[money] if money else "",
            "certified": marks.certified.get(month),
            "due": month in marks.gates,
            "run": month == marks.run,
            "text": _text(month, marks, voice),
        }
    )


def _text(month: int, marks: _Marks, voice: Voice) -> str:
    parts = [voice.say(_STATES[marks.standings.get(month, "ahead")])]
    if month in marks.money:
        parts.append(voice.say(_BACK_PAY if marks.money[month] == "back_pay" else _OVERPAID))
    if month in marks.certified:
        parts.append(voice.say(_CERTIFIED, day=voice.day(marks.certified[month])))
    parts += [voice.say(_DUE)] if month in marks.gates else []
    parts += [voice.say(_RUN)] if month == marks.run else []
    colon = "：" if voice.language == "zh" else ": "
    return voice.month(month) + colon + ("，" if voice.language == "zh" else "; ").join(parts)
