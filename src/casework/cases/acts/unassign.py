"""Act: an assignment made a moment ago is undone, of one case or of many; each is again whose it was."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from casework.accounts.models import Account
from casework.cases.acts.assign import check_may_have
from casework.cases.acts.several import Several, each
from casework.cases.acts.taking import changed, check_may, step, taken
from casework.cases.models import Case, Step
from casework.cases.recorded import UNASSIGNED
from casework.cases.transitions import CaseAct


@transaction.atomic
def unassign(by: Account, case: Case, version: int, before: Account | None) -> Case:
    """The case, received, of `before` or of nobody. Raises ActRefused, Stale where it went on meanwhile."""
    case = taken(by, case, version)
    check_may(by, case, CaseAct.ASSIGN)
    if before is not None:
        check_may_have(case, before)
    case.handler = before
    step(case, Step.Act.UNASSIGNED, by, text="" if before is None else before.name)
    return changed(by, case, UNASSIGNED, "handler", account=0 if before is None else before.pk)


def unassign_many(by: Account, cases: Iterable[tuple[Case, int, Account | None]]) -> Several:
    """Each as by `unassign`, by itself: one that is refused keeps no other."""
    return each((case, partial(unassign, by, case, version, before)) for case, version, before in cases)
