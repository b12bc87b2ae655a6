"""核销: what will not come back is given up, for a written reason, by two people."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.cases.kin import check_not_by_kin
from casework.cases.models import Review
from casework.decisions.acts.collecting import locked, taken_recovery
from casework.decisions.models import Recovery, WriteOff
from casework.decisions.recovering import balance_of, close_if_settled
from casework.decisions.stepping import move, taken
from casework.decisions.transitions import Step
from casework.decisions.who import NOT_YOURS, account_of, check_may_review
from casework.decisions.wording import money
from casework.people.recorded import subject_of

TOO_MUCH = _("最多可核销 %(left)s。")
NOT_POSITIVE = _("金额须大于零。")
NO_REASON = _("请写明核销的理由和依据。")
WAITING = _("已有一笔核销待复核；请先等它办结。")
NO_NOTE = _("请写明退回的原因。")


@transaction.atomic
def propose_write_off(request: StaffRequest, number: int, version: int, amount: int, reason: str) -> WriteOff:
    """For review. Raises ActRefused, Stale."""
    recovery = taken_recovery(request, number, version)
    _check(recovery, amount)
    if not reason.strip():
        raise ActRefused(NO_REASON)
    if recovery.write_offs.filter(state=Review.PROPOSED).exists():
        raise ActRefused(WAITING)
    wanted = WriteOff.objects.create(
        recovery=recovery, amount=amount, reason=reason.strip(), handler=account_of(request), proposed=timezone.now()
    )
    recovery.version += 1
    recovery.save(update_fields=["version"])
    _record(request, recovery, "proposed")
    return wanted


@transaction.atomic
def approve_write_off(request: StaffRequest, number: int, version: int) -> Recovery:
    """The account after it, closed where nothing is left. Raises ActRefused, Stale."""
    wanted, recovery = _taken(request, number, version, Step.APPROVE)
    check_not_by_kin(wanted.handler, [recovery.decision.person_id])
    _check(recovery, wanted.amount)
    wanted.reviewer, wanted.reviewed = account_of(request), timezone.now()
    move(wanted, Step.APPROVE)
    recovery.written_off += wanted.amount
    closed = close_if_settled(recovery)
    _record(request, recovery, "approved")
    if closed:
        audit.record(request, "recovery.closed", subject_of(recovery.decision.person), number=recovery.decision.number)
    return recovery


@transaction.atomic
def return_write_off(request: StaffRequest, number: int, version: int, note: str) -> Recovery:
    """To the handler. Raises ActRefused, Stale."""
    wanted, recovery = _taken(request, number, version, Step.SEND_BACK)
    if not note.strip():
        raise ActRefused(NO_NOTE)
    wanted.reviewer, wanted.reviewed, wanted.review_note = account_of(request), timezone.now(), note.strip()
    move(wanted, Step.SEND_BACK)
    _record(request, recovery, "returned")
    return recovery


@transaction.atomic
def withdraw_write_off(request: StaffRequest, number: int, version: int) -> WriteOff:
    """By whoever proposed it. Raises ActRefused, Stale."""
    wanted = taken(WriteOff, number, version, Step.WITHDRAW, "recovery__decision__person")
    if wanted.handler_id != account_of(request).pk:
        raise ActRefused(NOT_YOURS)
    move(wanted, Step.WITHDRAW)
    _record(request, wanted.recovery, "withdrawn")
    return wanted


def _taken(request: StaffRequest, number: int, version: int, step: Step) -> tuple[WriteOff, Recovery]:
    """The account is taken first, as by every act on it: two who want both never wait for each other."""
    recovery = locked(WriteOff.objects.values_list("recovery", flat=True).get(pk=number))
    wanted = taken(WriteOff, number, version, step)
    decision = recovery.decision
    check_may_review(request, decision.office, decision.person_id, wanted.handler_id)
    return wanted, recovery


def _check(recovery: Recovery, amount: int) -> None:
    left = balance_of(recovery).left
    if amount <= 0:
        raise ActRefused(NOT_POSITIVE)
    if amount > left:
        raise ActRefused(TOO_MUCH % {"left": money(left)})


def _record(request: StaffRequest, recovery: Recovery, step: str) -> None:
    decision = recovery.decision
    audit.record(request, f"write_off.{step}", subject_of(decision.person), number=decision.number)
