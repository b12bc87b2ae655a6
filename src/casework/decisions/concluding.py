"""What an approved decision ends: matters of the open case that asked for it, and findings that waited for it."""

from django.utils import timezone

from casework.accounts.middleware import StaffRequest
from casework.cases.models import Case, Step, Task
from casework.cases.settling import decided, settle
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.who import account_of

ANSWERS: dict[Act, tuple[Task, ...]] = {
    Act.SUSPEND: (Task.OVERDUE,),
    Act.STOP: (Task.OVERDUE,),
    Act.RESUME: (Task.OVERDUE, Task.ALIVE),
    Act.CONTINUE: (Task.OVERDUE,),
    Act.DEFER: (Task.OVERDUE,),
    Act.CERTIFY: (Task.OVERDUE,),
    Act.RECOVER: (Task.RECOVERY,),
}
"""What each act answers of what a run asked about the benefit (somebody who is alive asks about all of them)."""

RECORDING = (Act.CERTIFY, Act.DEFER, Act.REVOKE)
"""They record a fact and decide nothing about payment: what follows from it waits for a decision of its own."""


def conclude(request: StaffRequest, decision: Decision) -> None:
    """Tell the open case, settle, and let it close where nothing is left in it. Within a transaction."""
    by, act = account_of(request), Act(decision.act)
    case = Case.objects.filter(person=decision.person_id, closed=None).first()
    if case is not None:
        Step.objects.create(
            case=case, at=timezone.now(), act=Step.Act.DECIDED, by=by, office=by.office,
            text=f"{decision.get_act_display()} {decision.number}",
        )  # fmt: skip
    if act not in RECORDING:
        decided(by, decision.person_id, decision.benefit_id)
    if case is None:
        return
    for task in ANSWERS.get(act, ()):
        settle(by, case, [task], "" if task == Task.ALIVE else decision.benefit_id)
