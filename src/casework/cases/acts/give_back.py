"""Act: an office gives a case back to the office it came from, with the reason."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
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
    """The case, at the office that passed it on, or of a case sent by the rules at the level above.

    Raises ActRefused where nothing is said, and where it began here and there is nobody above.
    """
    case = taken(by, case, version)
    check_may(by, case, CaseAct.GIVE_BACK)
    last = Step.objects.filter(case=case, to=case.at_id).select_related("office").order_by("-pk").first()
    if last is None:
        raise ActRefused(CAME_FROM_NOBODY)
    came_from = last.office if last.act in PASSED_ON and last.office_id not in (None, case.at_id) else None
    back = came_from or office_above(case)
    step(case, Step.Act.RETURNED, by, to=back, text=check_text(reason))
    return changed(by, case, GIVEN_BACK, *move(case, back), office=back.pk)
