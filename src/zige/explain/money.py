"""清算: month by month what was due and what was paid, and the sum that the determination gives (LAW §6)."""

from decimal import Decimal

from zige.explain.model import LedgerMonth, Settlement
from zige.explain.steps import Row, Steps
from zige.explain.voice import Voice, in_yuan, written
from zige.words import Wording

_NO_LEDGER = Wording(
    "没有发放台账，或台账没有本月以前的月份，未清算。",
    "There is no ledger for months before this one, so nothing was settled.",
)
_EVEN = Wording(
    "以前各月应发的都已发，没有补发，也没有多发。",
    "Every past month was paid as due: nothing to pay back, nothing to recover.",
)
_SUM = Wording("{parts}；合计{sum}。", "{parts}; in all {sum}.")
_ONE = Wording("{parts}。", "{parts}.")
_BACK_PAY = Wording("应补发 {months}，共 {yuan}", "{months} to be paid back, {yuan}")
_OVERPAID = Wording("多发 {months}，共 {yuan}", "{months} overpaid, {yuan}")

_FORGIVEN = Wording(
    "有 {months}情形在生效而已经发放，还可能查清，暂不追回。",
    "{months} paid while a ground was in force: not reclaimed for now, since it may still turn out well.",
)

_NOTES = {
    "forgiven": Wording("暂不追回", "not reclaimed for now"),
    "blocked": Wording("不应发", "nothing due"),
    "back_pay": Wording("应补发", "to be paid back"),
    "overpaid": Wording("应追回", "to be recovered"),
    "even": Wording("相符", "as due"),
}


def settlement_of(steps: Steps, voice: Voice) -> Settlement:
    """The covered months of the ledger, and what they come to."""
    row, totals = steps.determination, steps.totals
    return Settlement(
        known=steps.ledger is not None,
        months=[_month(month, voice) for month in steps.ledger or []],
        back_pay_months=_months(row["back_pay_months"]),
        overpaid_months=_months(row["overpaid_months"]),
        back_pay=in_yuan(totals.get("back_pay") or 0),
        overpaid=in_yuan(totals.get("overpaid") or 0),
        sum=row["settlement"],
        text=_text(steps, voice),
    )


def _months(joined: str | None) -> list[str]:
    return joined.split("|") if joined else []


def _month(row: Row, voice: Voice) -> LedgerMonth:
    return LedgerMonth(
        month=written(row["month"]) or "",
        forgiven=row["forgiven"],
        text=voice.say(_NOTES[_note(row)]),
        **{name: in_yuan(row[name]) for name in ("amount", "due", "paid", "difference")},
    )


def _note(row: Row) -> str:
    if row["forgiven"]:
        return "forgiven"
    if row["difference"]:
        return "back_pay" if row["difference"] > 0 else "overpaid"
    return "blocked" if row["in_force"] else "even"


def _text(steps: Steps, voice: Voice) -> str:
    if steps.ledger is None:
        return voice.say(_NO_LEDGER)
    row, totals = steps.determination, steps.totals
    parts = [
        _part(_BACK_PAY, row["back_pay_months"], totals.get("back_pay", 0), voice),
        _part(_OVERPAID, row["overpaid_months"], totals.get("overpaid", 0), voice),
    ]
    sentences = [_of_parts([part for part in parts if part], voice, signed(row["settlement"], voice))]
    forgiven = sum(month["forgiven"] for month in steps.ledger)
    if forgiven:
        sentences.append(voice.say(_FORGIVEN, months=voice.count(forgiven, "个月", "month", "months")))
    if not any(sentences):
        return voice.say(_EVEN)
    return ("" if voice.language == "zh" else " ").join(filter(None, sentences))


def _of_parts(parts: list[str], voice: Voice, total: str) -> str:
    if not parts:
        return ""
    joined = ("；" if voice.language == "zh" else "; ").join(parts)
    return voice.say(_SUM if len(parts) > 1 else _ONE, parts=joined, sum=total)


def _part(words: Wording, months: str | None, fen: int, voice: Voice) -> str:
    if not months:
        return ""
    count = voice.count(len(_months(months)), "个月", "month", "months")
    return voice.say(words, months=count, yuan=voice.yuan(in_yuan(fen)))


def signed(amount: Decimal, voice: Voice) -> str:
    """补发 or 追回 with the amount, so that the sign need not be read."""
    if amount == 0:
        return voice.yuan(amount)
    back = Wording("应补发 {yuan}", "{yuan} to be paid back")
    over = Wording("应追回 {yuan}", "{yuan} to be recovered")
    return voice.say(back if amount > 0 else over, yuan=voice.yuan(amount))
