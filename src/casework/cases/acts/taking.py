"""What every act on a case begins and ends with: the row as the page showed it, who may, and the step."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.cases.kin import check_no_kin
from casework.cases.locking import hold_for_act
from casework.cases.models import Case, Matter, Step
from casework.cases.recorded import subject_of
from casework.cases.transitions import RECALLED, TRANSITIONS, WORKERS, CaseAct, Level, level_of

CLOSED = _("这个核查已经结案。")
NOT_HERE = _("这个核查现在由“%(office)s”办理，您的机构不能办这一步。")
NOT_YOURS = _("您的角色不能办这一步。")
NO_TEXT = _("请写明情况或理由。")
NOT_RECEIVED = _("请先签收这个核查，再办下一步。")
DISABLED = _("“%(there)s”已停用，没有人在那里办理；请送往别的机构。")
NOT_FROM_HERE = _("不能从“%(office)s”办这一步。")
UNRECEIVED = frozenset({CaseAct.RECEIVE, CaseAct.ASSIGN, CaseAct.GIVE_BACK})
"""What may be done before it is received: assigning receives it, and what came to the wrong office is given back."""


def taken(by: Account, case: Case, version: int) -> Case:
    """The case for oneself until the transaction ends. Raises Stale, and ActRefused for a closed one and for kin."""
    hold_for_act()
    locked = Case.objects.select_for_update(of=("self",)).select_related("at__region").get(pk=case.pk)
    if locked.version != version:
        raise Stale
    if locked.closed is not None:
        raise ActRefused(CLOSED)
    check_no_kin(by, locked.person_id)
    return locked


def level_at(office: Office) -> Level:
    """The level of an office. Raises ActRefused where one like it has no cases."""
    level = level_of(office.kind, of_city=office.is_of_city)
    if level is None:
        raise ActRefused(NOT_FROM_HERE % {"office": office.name})
    return level


def check_may(by: Account, case: Case, act: CaseAct, held: frozenset[Role] | None = None) -> Level:
    """The level from which the act is done. Raises ActRefused with the reason that the button shows too.

    `held` are the roles of `by` today, where they were asked for already.
    """
    level = level_at(case.at)
    roles = by.roles_on(timezone.localdate()) if held is None else held
    if level not in TRANSITIONS[act]:
        raise ActRefused(NOT_FROM_HERE % {"office": case.at.name})
    if by.office_id == case.at_id:
        if not roles & WORKERS[level]:
            raise ActRefused(NOT_YOURS)
        if case.received is None and act not in UNRECEIVED:
            raise ActRefused(NOT_RECEIVED)
        return level
    if act in RECALLED and is_handler_of_agency(by, case, roles):
        return level
    raise ActRefused(NOT_HERE % {"office": case.at.name})


def is_handler_of_agency(by: Account, case: Case, roles: frozenset[Role] | None = None) -> bool:
    """Whether somebody prepares decisions at the agency whose case it is."""
    held = by.roles_on(timezone.localdate()) if roles is None else roles
    return Role.COUNTY_HANDLER in held and by.office.kind == Office.Kind.AGENCY and by.office.number == case.office


def check_text(text: str) -> str:
    """The text without blanks around it. Raises ActRefused where nothing is said."""
    if not text.strip():
        raise ActRefused(NO_TEXT)
    return text.strip()


def move(case: Case, to: Office) -> tuple[str, ...]:
    """Let another office have the case, to be received and assigned there; the columns to save.

    Raises ActRefused for an office that is disabled: nobody would look at it there.
    """
    if not to.is_active:
        raise ActRefused(DISABLED % {"there": to.name})
    case.at, case.received, case.handler = to, None, None
    return "at", "received", "handler"


def step(
    case: Case,
    act: Step.Act,
    by: Account | None,
    *,
    to: Office | None = None,
    matter: Matter | None = None,
    text: str = "",
    at: dt.datetime | None = None,
) -> Step:
    """Add a step to the history of a case."""
    return Step.objects.create(
        case=case,
        act=act,
        by=by,
        office=None if by is None else by.office,
        to=to,
        matter=matter,
        text=text,
        at=at or timezone.now(),
    )


def changed(by: Account | None, case: Case, act: str, *columns: str, **details: str | int) -> Case:
    """Save what was changed of a case with a new version, and record the act: the last of every act."""
    case.version += 1
    case.save(update_fields=["version", *columns])
    audit.record(by, act, subject_of(case), "", **details)
    return case
