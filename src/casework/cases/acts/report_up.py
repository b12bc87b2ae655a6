"""Act: an office says what it found and passes the case to the level above (14 逐级上报)."""

from django.db import transaction

from casework.accounts.models import Account, Office
from casework.cases.acts.taking import changed, check_may, check_text, move, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import REPORTED
from casework.cases.transitions import CaseAct
from casework.cases.upwards import office_above


@transaction.atomic
def report_up(by: Account, case: Case, version: int, text: str) -> Case:
    """The case, at the level above. Raises ActRefused, also where nothing is said."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.REPORT_UP)
    above: Office = office_above(case)
    step(case, Step.Act.REPORTED, by, to=above, text=check_text(text))
    return changed(by, case, REPORTED, *move(case, above), office=above.pk)
