"""A second person approves a list, whose file is written and sealed then, or returns it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.models import Review
from casework.payments.access import taken
from casework.payments.core.mapping import load_mapping
from casework.payments.core.writing import written
from casework.payments.drawing import is_still_so
from casework.payments.models import PaymentList
from casework.payments.queries import lines_of
from casework.payments.recorded import APPROVED, RETURNED, subject_of
from casework.vault.files import keep

SAME_PERSON = _("编制和复核必须是两个人；请由另一位复核。")
CHANGED = _("编制以后又有决定或认定改变了这份清单；请退回，由编制人重新编制。")
UNEXPLAINED = _("还有 %(count)s 项差异没有说明原因；请先说明再复核。")
NO_NOTE = _("请写明退回的原因。")


@transaction.atomic
def approve(by: Account, drawn: PaymentList, version: int) -> PaymentList:
    """What goes out is what was approved: the file is kept as it is now. Every difference must have been explained.

    Raises ActRefused where the list would be drawn otherwise now: somebody resumed since would be held all the same.
    """
    held = taken(by, drawn, version, Review.PROPOSED)
    _check_other(by, held)
    if not is_still_so(held):
        raise ActRefused(CHANGED)
    open_ = held.differences.filter(reason="").count()
    if open_:
        raise ActRefused(UNEXPLAINED % {"count": open_})
    held.digest = keep(written(lines_of(held), load_mapping())).digest
    _reviewed(by, held, Review.APPROVED, "")
    audit.record(by, APPROVED, subject_of(held), digest=held.digest, lines=held.lines.count())
    return held


@transaction.atomic
def give_back(by: Account, drawn: PaymentList, version: int, note: str) -> PaymentList:
    """With the reason; it is drawn again. Its lines go, for nothing was told of them."""
    held = taken(by, drawn, version, Review.PROPOSED)
    _check_other(by, held)
    if not note.strip():
        raise ActRefused(NO_NOTE)
    held.lines.all().delete()
    _reviewed(by, held, Review.RETURNED, note.strip())
    audit.record(by, RETURNED, subject_of(held))
    return held


def _check_other(by: Account, held: PaymentList) -> None:
    if held.handler_id == by.pk:
        raise ActRefused(SAME_PERSON)


def _reviewed(by: Account, held: PaymentList, state: Review, note: str) -> None:
    held.state, held.reviewer, held.reviewed, held.review_note = state, by, timezone.now(), note
    held.save()
