"""Something is asked of the home once: a form's number makes a second click ask for nothing."""

from typing import Any
from uuid import UUID

from casework.accounts.models import Account
from casework.exchange.home_work.job import do_work
from casework.exchange.models import Work, WorkKind


def ask(number: UUID, kind: WorkKind, by: Account, **said: Any) -> Work | None:
    """Write it down and leave it to the worker, in the caller's transaction; None where it was asked for before."""
    work, is_new = Work.objects.get_or_create(pk=number, defaults={"kind": kind, "by": by, **said})
    if not is_new:
        return None
    do_work.enqueue(str(work.pk))
    return work
