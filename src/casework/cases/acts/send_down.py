"""Act: an office sends a case down to where somebody can go and see: county → town → village, or the employer."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.cases.acts.taking import changed, check_may, level_at, move, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import SENT
from casework.cases.transitions import TRANSITIONS, CaseAct, Level

NOT_DOWN = _("不能从“%(here)s”下派到“%(there)s”。")
NOT_CONCERNED = _("“%(there)s”与此人无关：只能下派到居住地的镇街、村社，或所属单位、经办机构。")


@transaction.atomic
def send_down(by: Account, case: Case, version: int, to: Office, text: str = "") -> Case:
    """The case, at `to`, to be received there. Raises ActRefused."""
    case = taken(by, case, version)
    level, target = check_may(by, case, CaseAct.SEND_DOWN), level_at(to)
    if target not in TRANSITIONS[CaseAct.SEND_DOWN][level]:
        raise ActRefused(NOT_DOWN % {"here": case.at.name, "there": to.name})
    if not is_concerned(case, to, target):
        raise ActRefused(NOT_CONCERNED % {"there": to.name})
    step(case, Step.Act.SENT, by, to=to, text=text)
    return changed(by, case, SENT, *move(case, to), office=to.pk)


def is_concerned(case: Case, office: Office, level: Level) -> bool:
    """Whether the person lives in a place, works under an employer, or draws from an agency."""
    if level in (Level.TOWN, Level.VILLAGE):
        return str(case.region).startswith(office.number)
    return bool(office.number == (case.employer if level is Level.EMPLOYER else case.office))
