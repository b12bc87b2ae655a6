"""Lists go down to their consumers, and their word that they have come is recorded (EXCHANGE §1)."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from casework import audit
from casework.accounts.models import Account
from casework.exchange.acts.asking import ask
from casework.exchange.models import Work, WorkKind
from casework.exchange.recorded import ACKNOWLEDGED, OFFER_ASKED, work_subject
from zige.exchange.manifest import Entry
from zige.running.acknowledging import acknowledge
from zige.store.lock import held
from zige.store.outbox import Offer


@transaction.atomic
def ask_offer(number: UUID, by: Account, consumer: str) -> Work | None:
    """What is new for a consumer, and what they have not acknowledged. None where this form was sent before."""
    work = ask(number, WorkKind.OFFER, by, asked={"consumer": consumer})
    if work is not None:
        audit.record(by, OFFER_ASKED, work_subject(number), consumer=consumer)
    return work


@transaction.atomic
def record_acknowledged(by: Account, entries: list[Entry]) -> list[Offer]:
    """Raises HomeHeld, and RequestRefused where something else was acknowledged than was offered."""
    with held(settings.HOME.path, "zige serve"):
        offers = acknowledge(settings.HOME, entries, timezone.localdate(), by.name)
    for offer in offers:
        audit.record(by, ACKNOWLEDGED, f"offer:{offer.id}")
    return offers
