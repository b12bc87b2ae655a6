"""The proofs that somebody lives, as they count now: what may be revoked, each by itself (27)."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from casework.accounts.refusal import ActRefused
from casework.cases.facts import rows_waiting
from casework.decisions.clock import month_to_decide
from casework.ui.voice import page_voice
from zige.errors import ZigeError
from zige.running.proofs import Proof, proofs_of


def proof_of(key: str) -> tuple[dt.date, str]:
    """The day and the kind of proof that a key names."""
    day, _, kind = key.partition("/")
    return dt.date.fromisoformat(day), kind


def proofs_known(person: int) -> dict[str, Proof]:
    """By day and kind (`2026-06-03/certification`), the latest first, with what has not reached the home yet.

    Raises ActRefused where the home cannot be read.
    """
    try:
        known = proofs_of(settings.HOME, person, month_to_decide(), rows_waiting(person), timezone.localdate())
    except ZigeError as refusal:
        raise ActRefused(refusal.sentence(page_voice().language)) from None
    return {f"{one.day}/{one.kind}": one for one in known}
