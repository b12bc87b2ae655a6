"""What acts on a recovery begin with: the account for oneself as the page showed it, and who may."""

from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused, Stale
from casework.cases.locking import hold_for_act
from casework.decisions.models import Recovery
from casework.decisions.who import check_may_handle

CLOSED = _("这笔追回已经结清。")
REPLACED = _("追回的决定已被取代，不再追回。")


def taken_recovery(request: StaffRequest, number: int, version: int | None) -> Recovery:
    """The account until the transaction ends, for a handler of the office. Raises ActRefused, Stale.

    `version` None is for who only confirms what a page of its own showed.
    """
    recovery = locked(number)
    decision = recovery.decision
    check_may_handle(request, decision.office, decision.person_id)
    if version is not None and recovery.version != version:
        raise Stale
    return recovery


def locked(number: int) -> Recovery:
    """The open account until the transaction ends. Raises ActRefused."""
    hold_for_act()
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("decision__person", "decision__benefit")
    recovery = rows.get(pk=number)
    if recovery.closed is not None:
        raise ActRefused(CLOSED)
    if recovery.decision.replaced_by_id is not None:
        raise ActRefused(REPLACED)
    return recovery
