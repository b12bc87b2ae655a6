"""Act: a case goes a level up because it cannot be settled where it is, with the reason."""

from django.db import transaction

from casework.accounts.models import Account
from casework.cases.acts.taking import changed, check_may, check_text, move, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import ESCALATED
from casework.cases.transitions import CaseAct
from casework.cases.upwards import office_above


@transaction.atomic
def escalate(by: Account, case: Case, version: int, reason: str) -> Case:
    """The case, at the level above; also the benefit's agency may call it up. Raises ActRefused."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.ESCALATE)
    above = office_above(case)
    step(case, Step.Act.ESCALATED, by, to=above, text=check_text(reason))
    return changed(by, case, ESCALATED, *move(case, above), office=above.pk)
