"""Why what will be paid is not what the engine says: a reason for each difference, perhaps the same for many."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.kin import check_no_kin_among
from casework.cases.models import Review
from casework.payments.access import taken
from casework.payments.models import PaymentList
from casework.payments.recorded import EXPLAINED, subject_of

NO_REASON = _("请写明原因：为什么本月不按认定结果发放。")
NONE_CHOSEN = _("请先选中要说明的差异。")


@transaction.atomic
def explain(by: Account, drawn: PaymentList, version: int, chosen: Iterable[int], reason: str) -> int:
    """The number of differences of this list that were explained."""
    held = taken(by, drawn, version, Review.PROPOSED, Review.RETURNED)
    if not reason.strip():
        raise ActRefused(NO_REASON)
    these = held.differences.filter(pk__in=list(chosen))
    check_no_kin_among(by, these.values_list("person", flat=True))
    explained = these.update(reason=reason.strip(), by=by)
    if not explained:
        raise ActRefused(NONE_CHOSEN)
    held.save()
    audit.record(by, EXPLAINED, subject_of(held), differences=explained)
    return explained
