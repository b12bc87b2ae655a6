"""Act: an office says that it has a case (签收); who received it when stays with the step that sent it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.acts.taking import changed, check_may, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import RECEIVED
from casework.cases.transitions import CaseAct

ALREADY = _("这个核查已经签收。")


@transaction.atomic
def receive(by: Account, case: Case, version: int) -> Case:
    """The case, received. Raises ActRefused."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.RECEIVE)
    if case.received is not None:
        raise ActRefused(ALREADY)
    mark_received(by, case)
    return changed(by, case, RECEIVED, "received")


def mark_received(by: Account, case: Case) -> None:
    """Step and time, on the case and on what sent it here."""
    case.received = timezone.now()
    sent = Step.objects.filter(case=case, to=case.at_id, received=None).order_by("-pk").first()
    if sent is not None:
        sent.received = case.received
        sent.save(update_fields=["received"])
    step(case, Step.Act.RECEIVED, by, at=case.received)
