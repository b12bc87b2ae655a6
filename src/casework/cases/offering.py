"""Which acts a page offers on a case; each act checks again when it is done."""

from django.utils import timezone

from casework.accounts.models import Account, Assignment, Office
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.cases.acts.hand_over import numbers_of
from casework.cases.acts.propose_finding import reviewing_agency
from casework.cases.acts.send_down import is_concerned
from casework.cases.acts.taking import check_may, level_at
from casework.cases.kin import is_kin
from casework.cases.models import Case, Kinship, Matter
from casework.cases.opening.after_run import BY_RUN
from casework.cases.routing.offices import TOWN_DIGITS
from casework.cases.transitions import TRANSITIONS, WORKERS, CaseAct, Level


def offered(by: Account, case: Case) -> frozenset[CaseAct]:
    """The acts that `by` may do on the case as it is now; none on a closed one or a relative's."""
    if case.closed is not None or is_kin(by, case.person_id):
        return frozenset()
    stopped = case.stops.filter(until=None).exists()
    out_of_place = {
        CaseAct.RECEIVE: case.received is not None,
        CaseAct.STOP_CLOCK: stopped or case.urgent,
        CaseAct.GO_ON: not stopped,
        CaseAct.CLOSE: case.matters.filter(state=Matter.State.OPEN, origin__in=BY_RUN).exists(),
    }
    roles = by.roles_on(timezone.localdate())
    return frozenset(act for act in CaseAct if not out_of_place.get(act) and _may(by, case, act, roles))


def targets_below(case: Case) -> list[Office]:
    """The offices to which the case may be sent down from where it is."""
    levels = TRANSITIONS[CaseAct.SEND_DOWN].get(level_at(case.at), frozenset())
    numbers = {case.region[:9], case.region, case.employer, case.office} - {""}
    there = Office.objects.filter(number__in=numbers, is_active=True).exclude(pk=case.at_id)
    found = there.select_related("region").order_by("number")
    return [office for office in found if (level := _level(office)) in levels and is_concerned(case, office, level)]


def colleagues_for(case: Case) -> list[Account]:
    """Who at the office that has the case may have it."""
    kin = set(Kinship.objects.filter(person=case.person_id).values_list("account", flat=True))
    return [one for one in workers_at(case.at) if one.pk not in kin]


def colleagues_of(by: Account) -> list[Account]:
    """Who works on cases at the office of somebody who does so too; nobody for anybody else."""
    try:
        workers = workers_at(by.office)
    except ActRefused:
        return []
    return workers if by in workers else []


def peers_of(case: Case) -> list[Office]:
    """Other offices of the level that has the case, to which the person has moved or from which they draw too."""
    there = Office.objects.filter(kind=case.at.kind, number__in=_numbers(case), is_active=True)
    return list(there.exclude(pk=case.at_id).order_by("number"))


def _numbers(case: Case) -> set[str]:
    match level_at(case.at):
        case Level.TOWN:
            return {case.person.region[:TOWN_DIGITS]}
        case Level.VILLAGE:
            return {case.person.region}
        case Level.AGENCY:
            return numbers_of(case.person_id, "office")
        case Level.EMPLOYER:
            return numbers_of(case.person_id, "employer")
    return set()


def workers_at(office: Office) -> list[Account]:
    """Who works on cases at an office."""
    held = Assignment.objects.in_force(timezone.localdate()).filter(role__in=WORKERS[level_at(office)])
    here = Account.objects.filter(office=office, is_active=True, pk__in=held.values("account"))
    return list(here.order_by("name", "pk"))


def _may(by: Account, case: Case, act: CaseAct, roles: frozenset[Role]) -> bool:
    try:
        check_may(by, case, act, roles)
    except ActRefused:
        return False
    return True


def _level(office: Office) -> Level | None:
    try:
        return level_at(office)
    except ActRefused:
        return None


def may_propose(by: Account, case: Case) -> bool:
    """Whether a page offers `by` to say what was found."""
    if case.closed is not None or is_kin(by, case.person_id):
        return False
    try:
        reviewing_agency(by, case)
    except ActRefused:
        return False
    return True
