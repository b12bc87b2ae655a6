"""Act: a handler of the agency closes a case that people opened; what a run asks ends by findings or falls."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.acts.taking import changed, check_may, check_text, step, taken
from casework.cases.closing import finished
from casework.cases.models import Case, Matter, Step
from casework.cases.opening.after_run import BY_RUN
from casework.cases.recorded import CLOSED
from casework.cases.transitions import CaseAct

ASKED = _("还有系统提出的事项没有核查结论，不能结案：请先提出结论并经复核。")
WAITING = _("还有待复核的结论或待办的决定，不能结案。")


@transaction.atomic
def close(by: Account, case: Case, version: int, reason: str) -> Case:
    """The case, closed, what people had asked settled. Raises ActRefused."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.CLOSE)
    reason = check_text(reason)
    open_matters = Matter.objects.filter(case=case, state=Matter.State.OPEN)
    if open_matters.filter(origin__in=BY_RUN).exists():
        raise ActRefused(ASKED)
    open_matters.update(state=Matter.State.SETTLED, ended=timezone.localdate())
    if not finished().filter(pk=case.pk).exists():
        raise ActRefused(WAITING)
    case.closed, case.due = timezone.now(), None
    step(case, Step.Act.CLOSED, by, text=reason)
    return changed(by, case, CLOSED, "closed", "due")
