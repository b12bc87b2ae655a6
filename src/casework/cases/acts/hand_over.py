"""Act: a case goes to a colleague, or to another office of the same level; all of somebody's when they leave."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.database_scope import database_shows_all
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.cases.acts.assign import check_may_have
from casework.cases.acts.several import Several, each
from casework.cases.acts.taking import changed, check_may, check_text, level_at, move, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import HANDED_OVER
from casework.cases.transitions import CaseAct, Level
from casework.people.models import Benefit

SAME_LEVEL = _("只能移交给同级机构：“%(there)s”不是。")
NOT_CONCERNED = _("此人不住在“%(there)s”，也不在那里领取待遇或参保，不能移交。")
SAME_OFFICE = _("这个核查已经在“%(there)s”。")


@transaction.atomic
def hand_over(by: Account, case: Case, version: int, to: Account, reason: str) -> Case:
    """The case, of a colleague. Raises ActRefused."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.HAND_OVER)
    check_may_have(case, to)
    case.handler = to
    step(case, Step.Act.HANDED_OVER, by, text=f"{to.name} · {check_text(reason)}")
    return changed(by, case, HANDED_OVER, "handler", account=to.pk)


@transaction.atomic
def hand_over_to_office(by: Account, case: Case, version: int, to: Office, reason: str) -> Case:
    """The case, at an office of the same level that the person has moved to or draws from. Raises ActRefused."""
    case = taken(by, case, version)
    level, target = check_may(by, case, CaseAct.HAND_OVER), level_at(to)
    if target != level:
        raise ActRefused(SAME_LEVEL % {"there": to.name})
    if to.pk == case.at_id:
        raise ActRefused(SAME_OFFICE % {"there": to.name})
    columns = _belongs_to(case, to, level)
    step(case, Step.Act.HANDED_OVER, by, to=to, text=check_text(reason))
    with database_shows_all():  # whoever passes it on may not see it any more
        return changed(by, case, HANDED_OVER, *columns, *move(case, to), office=to.pk)


def hand_over_all(by: Account, leaving: Account, to: Account, reason: str) -> Several:
    """What somebody who leaves has open at the office, to a colleague; one that is refused keeps no other."""
    return each(
        (case, partial(hand_over, by, case, case.version, to, reason))
        for case in Case.objects.filter(handler=leaving, at=by.office_id, closed=None).order_by("pk")
    )


def _belongs_to(case: Case, to: Office, level: Level) -> tuple[str, ...]:
    """Bring the case's place, agency or employer into step with the register; the columns that changed.

    Raises ActRefused where the register knows nothing of the person there.
    """
    if level in (Level.TOWN, Level.VILLAGE) and case.person.region.startswith(to.number):
        case.region = case.person.region
        return ("region",)
    column = {Level.AGENCY: "office", Level.EMPLOYER: "employer"}.get(level)
    if column and to.number in numbers_of(case.person_id, column):
        setattr(case, column, to.number)
        return (column,)
    raise ActRefused(NOT_CONCERNED % {"there": to.name})


def numbers_of(person: int, column: str) -> set[str]:
    """The agencies or employers of all benefits of somebody, of those too that another office alone sees."""
    with database_shows_all():
        return set(Benefit.objects.filter(person=person).exclude(**{column: ""}).values_list(column, flat=True))
