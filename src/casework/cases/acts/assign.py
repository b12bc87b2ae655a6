"""Act: a case of an office becomes somebody's work there, one or many at once."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.cases.acts.receive import mark_received
from casework.cases.acts.several import Several, each
from casework.cases.acts.taking import changed, check_may, level_at, step, taken
from casework.cases.kin import is_kin
from casework.cases.models import Case, Step
from casework.cases.recorded import ASSIGNED
from casework.cases.transitions import WORKERS, CaseAct

ELSEWHERE = _("只能分派给本机构在用、担任经办角色的账号。")
THEIR_KIN = _("“%(name)s”申报过与此人有回避关系，请分派给别人。")


@transaction.atomic
def assign(by: Account, case: Case, version: int, to: Account) -> Case:
    """The case, received and of `to`. Raises ActRefused."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.ASSIGN)
    check_may_have(case, to)
    if case.received is None:
        mark_received(by, case)
    case.handler = to
    step(case, Step.Act.ASSIGNED, by, text=to.name)
    return changed(by, case, ASSIGNED, "received", "handler", account=to.pk)


def assign_many(by: Account, cases: Iterable[tuple[Case, int]], to: Account) -> Several:
    """Each as by `assign`, by itself: one that is refused keeps no other."""
    return each((case, partial(assign, by, case, version, to)) for case, version in cases)


def check_may_have(case: Case, to: Account) -> None:
    """Raises ActRefused for somebody of another office, without the role, out of service, or kin of the person."""
    roles = to.roles_on(timezone.localdate())
    if to.office_id != case.at_id or not to.is_active or not roles & WORKERS[level_at(case.at)]:
        raise ActRefused(ELSEWHERE)
    if is_kin(to, case.person_id):
        raise ActRefused(THEIR_KIN % {"name": to.name})
