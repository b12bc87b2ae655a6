"""7 认证周期: last certified, start, due, overdue and deferred, in numbers and in one sentence."""

from zige.explain.model import Cycle
from zige.explain.steps import Row, Steps
from zige.explain.verdicts import deferral_moves
from zige.explain.voice import Voice, written
from zige.kinds import BenefitKind
from zige.words import Wording

_NONE = Wording("这类待遇不需要定期认证。", "This kind of benefit has no certification cycle.")
_RUNNING = Wording(
    "每 {months} 个月至少认证一次（{clause}）；这一周期从{start}开始，请在{due}底前认证。",
    "Certify at least once in {months} months ({clause}); this cycle began in {start}, so certify by the end of {due}.",
)
_NEXT = Wording(
    "每 {months} 个月至少认证一次（{clause}）；本月已认证，新的周期从{start}开始，下次请在{due}底前认证。",
    "Certify at least once in {months} months ({clause}); certified this month, the new cycle begins in {start}: "
    "certify again by the end of {due}.",
)
_OVERDUE = Wording(
    "每 {months} 个月至少认证一次（{clause}）；应在{due}底前认证，{overdue}没有认证，共 {count}。",
    "Certify at least once in {months} months ({clause}); this was due by the end of {due} and is overdue for {count}: "
    "{overdue}.",
)
_LATE = Wording(
    "每 {months} 个月至少认证一次（{clause}）；应在{before}底前认证，本月才认证，{overdue}仍算未认证；"
    "下月起这些月份改为应发并补发，新的周期从{start}开始。",
    "Certify at least once in {months} months ({clause}); this was due by the end of {before} and came this month, so "
    "{overdue} still counts as unconfirmed; from next month on it is due and paid back. The new cycle begins in "
    "{start}.",
)
_DEFERRED = Wording("因正当理由，应认证月份推迟到{month}。", "For a good reason the due month was moved to {month}.")


def cycle_of(steps: Steps, voice: Voice) -> Cycle:
    """Where the benefit stands in its cycle, as the determination reports it."""
    book, row, cycle = steps.rules.book, steps.determination, steps.cycle
    overdue = overdue_interval(steps)
    moved = cyclic(steps) and deferral_moves(cycle)
    return Cycle(
        applies=cyclic(steps),
        citation=voice.clause(book.cycle.clause),
        months=book.cycle.months,
        last_certified=row["last_certified"],
        start=row["cycle_start"],
        due_month=row["due_month"],
        certified_this_month=cycle["now"],
        due_before=written(cycle["due_before"]) if cycle["now"] else None,
        deferred_until=written(cycle["deferred"]) if moved else None,
        overdue_from=written(overdue["since"]) if overdue else None,
        overdue_through=written(overdue["until"]) if overdue else None,
        overdue_months=overdue["until"] - overdue["since"] + 1 if overdue else 0,
        text=_text(steps, voice, overdue),
    )


def cyclic(steps: Steps) -> bool:
    """Whether this kind of benefit has a cycle."""
    return BenefitKind(steps.benefit["kind"]) in steps.rules.book.cycle.kinds


def overdue_interval(steps: Steps) -> Row | None:
    """The months in which nobody had confirmed the person, from the first to the last; None if there are none."""
    flags = {steps.rules.flag(book.cycle.ground) for book, _, _ in steps.rules.spans}
    found = [interval for interval in steps.intervals if interval["flag"] in flags]
    if not found:
        return None
    return {"since": min(each["since"] for each in found), "until": max(each["until"] for each in found)}


def _text(steps: Steps, voice: Voice, overdue: Row | None) -> str:
    if not cyclic(steps):
        return voice.say(_NONE)
    cycle, book = steps.cycle, steps.rules.book
    words = _words(bool(cycle["now"]), overdue is not None)
    sentence = voice.say(
        words,
        months=book.cycle.months,
        clause=voice.clause(book.cycle.clause),
        start=voice.month(cycle["cycle_start"]),
        due=voice.month(cycle["due_month"]),
        before=voice.month(cycle["due_before"]),
        overdue=voice.span(overdue["since"], overdue["until"]) if overdue else "",
        count=voice.count(overdue["until"] - overdue["since"] + 1, "个月", "month", "months") if overdue else "",
    )
    if not deferral_moves(cycle):
        return sentence
    return (
        sentence + ("" if voice.language == "zh" else " ") + voice.say(_DEFERRED, month=voice.month(cycle["deferred"]))
    )


def _words(now: bool, overdue: bool) -> Wording:
    if now:
        return _LATE if overdue else _NEXT
    return _OVERDUE if overdue else _RUNNING
