"""A city operator lets a held batch be used, and says why (EXCHANGE §1)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.exchange.acts.asking import ask
from casework.exchange.models import Work, WorkKind
from casework.exchange.recorded import RELEASE_ASKED, batch_subject
from zige.store.batches import Batch


@transaction.atomic
def ask_release(number: UUID, by: Account, batch: Batch, why: str) -> Work | None:
    """None where this form was sent before. Raises ActRefused where it is not held any more."""
    if not batch.held and not Work.objects.filter(pk=number).exists():
        raise ActRefused(_("这个批次没有挂起，可能刚刚由别人放行；请刷新查看。"))
    asked = {"number": batch.number, "why": why}
    work = ask(number, WorkKind.RELEASE, by, dataset=batch.dataset, month=batch.month, asked=asked)
    if work is not None:
        audit.record(by, RELEASE_ASKED, batch_subject(batch.number), purpose=why, dataset=batch.dataset)
    return work
