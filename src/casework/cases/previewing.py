"""What the law makes of the person if a finding holds, before it is proposed (Arts. 12, 14, 16)."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from casework.accounts.refusal import ActRefused
from casework.cases.facts import rows_of, rows_waiting
from casework.cases.models import Finding
from casework.runs.queries import newest_run
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.law.months import parse_month
from zige.running.previewing import Receipt, preview, previewed_again
from zige.tables import Action


def foreseen(finding: Finding) -> dict[str, Any]:
    """The preview as JSON, with the person's findings that are approved and not in the home yet; empty without a fact.

    Raises ActRefused with the engine's sentence where no rule reads the fact or its days are wrong.
    """
    rows, run = rows_of(finding), newest_run()
    if not rows or run is None:
        return {}
    voice = page_voice()
    try:
        told = preview(
            settings.HOME, finding.person_id, run.month, [*rows_waiting(finding.person_id), *rows],
            timezone.localdate(), language=voice.language,
        )  # fmt: skip
    except ZigeError as refusal:
        raise ActRefused(refusal.sentence(voice.language)) from None
    return told.to_json() | {"language": voice.language}


def in_own_words(told: dict[str, Any]) -> dict[str, Any]:
    """A preview that was kept, worked out again from its receipt where it was kept in another language than the page's.

    As it was kept where that cannot be done any more.
    """
    language = page_voice().language
    if told.get("language", language) == language:
        return told
    try:
        again = previewed_again(settings.HOME, Receipt.model_validate(told["receipt"]), language)
    except ZigeError:
        return told
    return again.to_json() | {"language": language}


def gist(told: dict[str, Any]) -> list[Any]:
    """What of a preview must be the same when it is reviewed: standings, from when, and the months of money."""
    names = ("standing", "action", "back_pay_months", "overpaid_months")
    return [
        [benefit["benefit_id"], benefit["effective_month"], [benefit["following"]["after"][name] for name in names]]
        for benefit in told.get("benefits", ())
    ]


def benefits_to_decide(told: dict[str, Any]) -> list[str]:
    """The benefits whose payment is to change with the finding, or for which past months come due or back."""
    return [benefit["benefit_id"] for benefit in told.get("benefits", ()) if _changes(benefit)]


def takes_effect(told: dict[str, Any]) -> int:
    """The last month in which a benefit's standing changes by a finding; without a change the month after it."""
    months = [benefit["effective_month"] or benefit["following"]["month"] for benefit in told.get("benefits", ())]
    return max(map(parse_month, months), default=0)


def _changes(benefit: dict[str, Any]) -> bool:
    if benefit["effective_month"] is not None:
        return True
    before, after = benefit["following"]["before"], benefit["following"]["after"]
    settled = ("back_pay_months", "overpaid_months")
    return after["action"] != Action.NONE or any(before[name] != after[name] for name in settled)
