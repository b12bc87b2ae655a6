"""Approved findings go into the home as one delivery of `casework.facts`, and so into the next run (DESIGN §1).

Twice is once: a finding is marked with the batch that took it in the same transaction that reads it, and where the
program was killed between the home and the database, the same rows are received already, so that only the mark is made.
A row that the door sets aside stays undelivered and is named by its number; the others go in.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from casework import audit
from casework.accounts.database_scope import database_shows_all
from casework.cases.facts import rows_of
from casework.cases.models import Finding, Review
from casework.cases.recorded import DELIVERED
from zige.law.months import month_of
from zige.running.officers import Decided, deliver
from zige.store.batches import batch_called
from zige.store.home import Home
from zige.store.lock import held

COMMAND = "zige deliver-findings"


@dataclass(frozen=True)
class Delivery:
    """What was delivered: findings, rows, the batch; and by the numbers of findings the codes of those set aside."""

    findings: int = 0
    rows: int = 0
    batch: int | None = None
    set_aside: dict[str, list[str]] | None = None


def deliver_findings(home: Home, day: dt.date | None = None) -> Delivery:
    """Every approved finding that is not in the home yet, under the home's lock.

    Raises RequestRefused where a finding is about somebody who is no longer in the register, HomeRefused while another
    command writes.
    """
    today = day or timezone.localdate()
    with held(home.path, COMMAND), database_shows_all(), transaction.atomic():
        waiting = Finding.objects.select_for_update().filter(state=Review.APPROVED, delivered=None)
        findings = list(waiting.order_by("reviewed", "pk"))
        told = [(finding, row) for finding in findings for row in rows_of(finding)]
        if not told:
            return Delivery()
        month = month_of(today)
        answer = deliver(home, [Decided(finding.person_id, row) for finding, row in told], month, today)
        batch = batch_called(home, str(answer.receipt["batch"])).number
        aside = {told[place][0].record: codes for place, codes in answer.set_aside.items()}
        taken = [finding.pk for finding in findings if finding.record not in aside]
        Finding.objects.filter(pk__in=taken).update(delivered=batch)
        audit.record(None, DELIVERED, f"batch:{batch}", "", findings=len(taken), rows=len(told), set_aside=len(aside))
    return Delivery(len(taken), len(told), batch, aside)
