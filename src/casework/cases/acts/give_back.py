"""Act: an office gives a case back to the office it came from, with the reason."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.cases.acts.taking import changed, check_may, check_text, move, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import GIVEN_BACK
from casework.cases.transitions import CaseAct
from casework.cases.upwards import office_above

CAME_FROM_NOBODY = _("这个核查不是别的机构送来的，不能退回。")
PASSED_ON = (Step.Act.SENT, Step.Act.REPORTED, Step.Act.ESCALATED, Step.Act.HANDED_OVER, Step.Act.RETURNED)


@transaction.atomic
def give_back(by: Account, case: Case, version: int, reason: str) -> Case:
    """The case, where it came from. Raises ActRefused where nothing is said, and where it came from nobody."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.GIVE_BACK)
    back = came_from(case)
    step(case, Step.Act.RETURNED, by, to=back, text=check_text(reason))
    return changed(by, case, GIVEN_BACK, *move(case, back), office=back.pk)


def came_from(case: Case) -> Office:
    """The office that passed the case on; of one sent by the rules that of the level above.

    Raises ActRefused where it began here and there is nobody above.
    """
    last = Step.objects.filter(case=case, to=case.at_id).select_related("office").order_by("-pk").first()
    if last is None:
        raise ActRefused(CAME_FROM_NOBODY)
    if last.act in PASSED_ON and last.office is not None and last.office_id != case.at_id:
        return last.office
    return office_above(case)
