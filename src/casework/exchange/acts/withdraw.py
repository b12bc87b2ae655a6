"""A department takes records back: they go in once more, as withdrawn, and count against nobody (LAW §2)."""

from uuid import UUID

from django.db import transaction

from casework import audit
from casework.accounts.models import Account
from casework.exchange.acts.redeliver import redeliver
from casework.exchange.models import Purpose, Work
from casework.exchange.recorded import WITHDRAWN, batch_subject
from casework.exchange.records import Records


@transaction.atomic
def withdraw_records(number: UUID, by: Account, records: Records) -> Work | None:
    """None where this form was sent before."""
    batch = records.batch
    header, rows = records.withdrawn()
    work = redeliver(number, by, batch, Purpose.WITHDRAWAL, header, rows, lines=[row.line for row in rows])
    if work is not None:
        audit.record(by, WITHDRAWN, batch_subject(batch.number), dataset=batch.dataset, rows=len(rows))
    return work
