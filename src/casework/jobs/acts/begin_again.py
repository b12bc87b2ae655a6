"""An administrator has a job that failed done once more."""

from uuid import UUID

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from casework.audit import record
from casework.audit.recording import Actor

BEGUN_AGAIN = "job.begun_again"


@transaction.atomic
def begin_again(by: Actor, number: UUID) -> bool:
    """False where it did not fail, or somebody has had it begun already; nothing happens then."""
    failed = DBTaskResult.objects.failed().filter(pk=number)
    if not failed.update(status="READY", worker_ids=[], finished_at=None):
        return False
    record(by, BEGUN_AGAIN, subject=f"job:{number}")
    return True
