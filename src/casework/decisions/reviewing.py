"""A second person approves a decision, returns it with a note, or its handler withdraws it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.cases.kin import check_not_by_kin
from casework.decisions.acts.act import Asked, LegalAct
from casework.decisions.acts.all import ACTS
from casework.decisions.changes import what_changed
from casework.decisions.concluding import conclude
from casework.decisions.foreseeing import foresee
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.overtaking import end_later
from casework.decisions.proposing import columns
from casework.decisions.stepping import move, taken
from casework.decisions.transitions import Step
from casework.decisions.who import NOT_YOURS, account_of, check_may_review

OUTDATED = _("提出以后认定结果已经变化，不能复核通过：%(what)s。请退回，由经办人重新提出。")
NO_NOTE = _("请写明退回的原因。")


@transaction.atomic
def approve(request: StaffRequest, number: int, version: int) -> Decision:
    """Worked out once more; refused where anything it rests on has changed since. Raises ActRefused, Stale."""
    decision = taken(Decision, number, version, Step.APPROVE, "person", "benefit", "case", "handler")
    check_may_review(request, decision.office, decision.person_id, decision.handler_id)
    check_not_by_kin(decision.handler, [decision.person_id])
    act = ACTS[Act(decision.act)]
    check_still_so(act, decision)
    decision.reviewer, decision.reviewed = account_of(request), timezone.now()
    move(decision, Step.APPROVE)
    act.do(request, decision)
    end_later(decision)
    conclude(request, decision)
    act.announce(decision)
    act.record(request, decision, "approved")
    return decision


@transaction.atomic
def send_back(request: StaffRequest, number: int, version: int, note: str) -> Decision:
    """To the handler, who may propose another. Raises ActRefused, Stale."""
    decision = taken(Decision, number, version, Step.SEND_BACK, "person", "benefit", "case")
    check_may_review(request, decision.office, decision.person_id, decision.handler_id)
    if not note.strip():
        raise ActRefused(NO_NOTE)
    decision.reviewer, decision.reviewed, decision.review_note = account_of(request), timezone.now(), note.strip()
    move(decision, Step.SEND_BACK)
    ACTS[Act(decision.act)].record(request, decision, "returned")
    return decision


@transaction.atomic
def withdraw(request: StaffRequest, number: int, version: int) -> Decision:
    """By whoever proposed it. Raises ActRefused, Stale."""
    decision = taken(Decision, number, version, Step.WITHDRAW, "person", "benefit", "case")
    if decision.handler_id != account_of(request).pk:
        raise ActRefused(NOT_YOURS)
    move(decision, Step.WITHDRAW)
    ACTS[Act(decision.act)].record(request, decision, "withdrawn")
    return decision


def check_still_so(act: LegalAct, decision: Decision) -> None:
    """Raises ActRefused with what has changed since it was proposed."""
    foreseen = foresee(decision.benefit, act.supposes(decision.given))
    changed = what_changed(decision.said, foreseen.said)
    if changed:
        raise ActRefused(OUTDATED % {"what": changed})
    terms = columns(act.check(Asked(decision.benefit, foreseen, decision.given, decision)))
    changed = what_changed({name: getattr(decision, name) for name in terms}, terms)
    if changed:
        raise ActRefused(OUTDATED % {"what": changed})
