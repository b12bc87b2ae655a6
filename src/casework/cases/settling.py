"""A matter ends because somebody has found or decided something; the apps above say so here.

settle(by, case, [Task.OVERDUE], benefit_id="B001")     a decision has been approved on what a run asked
decided(by, person, benefit_id)                         what follows from findings on a benefit has been decided
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.accounts.models import Account
from casework.cases.closing import close_finished, set_due
from casework.cases.models import Case, Finding, Matter, Review, Step, Task


@transaction.atomic
def settle(by: Account, case: Case, tasks: Iterable[Task], benefit_id: str = "") -> int:
    """Settle the open matters of these tasks (of a benefit, where one is named); how many."""
    wanted = Q(task__in=[str(task) for task in tasks])
    if benefit_id:
        wanted &= Q(benefit_id=benefit_id)
    return settle_matters(by, case, Matter.objects.filter(wanted, case=case, state=Matter.State.OPEN))


@transaction.atomic
def settle_matters(by: Account, case: Case, matters: Iterable[Matter]) -> int:
    """Settle open matters of a case, and close it where nothing is left; how many."""
    ended = list(matters)
    for matter in ended:
        matter.state, matter.ended = Matter.State.SETTLED, timezone.localdate()
        matter.save(update_fields=["state", "ended"])
        Step.objects.create(case=case, at=timezone.now(), act=Step.Act.SETTLED, by=by, office=by.office, matter=matter)
    set_due([case.pk])
    close_finished([case.pk], by)
    return len(ended)


@transaction.atomic
def decided(by: Account, person: int, benefit_id: str) -> None:
    """What follows from findings about somebody has been decided on a benefit; cases that waited for it close.

    A finding that concerns several benefits waits for all whose payment it changes.
    """
    waiting = Finding.objects.select_for_update().filter(person=person, decision_due=True, state=Review.APPROVED)
    for finding in waiting:
        finding.to_decide = [one for one in finding.to_decide if one != benefit_id]
        finding.decision_due = bool(finding.to_decide)
        finding.save(update_fields=["to_decide", "decision_due"])
        if not finding.decision_due and finding.case_id is not None:
            close_finished([finding.case_id], by)
