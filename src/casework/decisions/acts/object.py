"""社会保险经办条例 art. 52 异议、复议、诉讼: taken with its terms, and answered; the decision may be held off so long.

Taking one opens a case, so that the facts are verified anew. What was wrong is put right by a decision of its own,
which takes the place of the first.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.cases.calendar import working_days
from casework.cases.kin import check_no_kin
from casework.cases.locking import hold_for_act
from casework.cases.models import Case, Matter, Origin, Review, Task
from casework.cases.opening.by_hand import Opening, open_case
from casework.cases.settling import settle_matters
from casework.decisions.models import Decision, Objection
from casework.decisions.terms import last_day_of_review, last_day_of_suit, terms
from casework.decisions.who import account_of, works_for
from casework.people.models import Person
from casework.people.recorded import subject_of

Kind, Result = Objection.Kind, Objection.Result
RIGHTS_WRONG = frozenset({Result.CHANGED, Result.REVOKED})

NOT_OFFICE = _("由作出决定的经办机构的经办或复核人员办理；您不是。")
NOT_APPROVED = _("只能对已复核通过的决定提出异议。")
NO_TEXT = _("请写明申请人的理由。")
NO_ANSWER = _("请写明答复的内容和理由。")
TO_COME = _("日期不能在今天以后，提出不能早于送达。")
OPEN = _("这项决定已有一件同类的申请待答复；请在其中补充。")
ANSWERED = _("这件申请已经答复。")
ANOTHER = _("异议由没有办理过这项决定的人答复；请交给另一位同事。")
ONLY_REVIEWER = _("暂缓执行由复核人员决定。")
NO_OUTCOME = _("变更或撤销的，要先作出新的决定并复核通过，再在这里写明它的编号。")
NEEDLESS = _("维持或撤回的，不用写新的决定。")


@dataclass(frozen=True)
class Taken:
    """What came: its kind, when the decision had reached the person, when this was filed, and the person's words."""

    kind: Objection.Kind
    told: dt.date
    filed: dt.date
    text: str


@dataclass(frozen=True)
class Answered:
    """What was answered; `outcome` is the number of the decision that puts right what was wrong."""

    result: Objection.Result
    day: dt.date
    text: str
    outcome: str = ""


@transaction.atomic
def take(request: StaffRequest, number: int, came: Taken) -> Objection:
    """The objection, with the day by which it is answered, and a case. Raises ActRefused."""
    hold_for_act()
    by = account_of(request)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("person").get(pk=number)
    _check_office(request, decision)
    _check_taken(decision, came)
    objection = Objection.objects.create(
        decision=decision, kind=came.kind, filed=came.filed, late=came.filed > (last_day(came) or came.filed),
        due=answer_due(came), text=came.text.strip(), taken_by=by,
    )  # fmt: skip
    person = Person.objects.get(pk=decision.person_id)
    asked = Opening(Task.VERIFY, Origin.OBJECTION, came.text.strip(), key_of(objection), benefit_id=decision.benefit_id)
    open_case(by, person, asked)
    _record(request, objection, "taken")
    return objection


def last_day(came: Taken) -> dt.date | None:
    """The last day to file; None for an objection to the office itself, which may come at any time."""
    days = {Kind.REVIEW: last_day_of_review, Kind.SUIT: last_day_of_suit}
    return days[came.kind](came.told) if came.kind in days else None


def answer_due(came: Taken) -> dt.date | None:
    """The day by which it is answered; a court sets its own."""
    if came.kind == Kind.OBJECTION:
        return working_days().after(came.filed, terms().objection.answer_working_days)
    return came.filed + dt.timedelta(days=terms().review.answer_days) if came.kind == Kind.REVIEW else None


@transaction.atomic
def hold_off(request: StaffRequest, number: int, version: int, *, off: bool) -> Objection:
    """The decision has no effect until the answer, or has it again. Raises ActRefused, Stale."""
    objection = _open(request, number, version)
    if Role.COUNTY_REVIEWER not in request.roles:
        raise ActRefused(ONLY_REVIEWER)
    objection.holds_off = off
    _save(objection)
    _set_effect(objection.decision)
    _record(request, objection, "held_off")
    return objection


@transaction.atomic
def answer(request: StaffRequest, number: int, version: int, said: Answered) -> Objection:
    """Answered: what is upheld has effect again, what was wrong is replaced. Raises ActRefused, Stale."""
    objection, by = _open(request, number, version), account_of(request)
    decision = objection.decision
    if objection.kind == Kind.OBJECTION and by.pk in (decision.handler_id, decision.reviewer_id):
        raise ActRefused(ANOTHER)
    if not said.text.strip():
        raise ActRefused(NO_ANSWER)
    if not objection.filed <= said.day <= timezone.localdate():
        raise ActRefused(TO_COME)
    objection.outcome = _outcome(objection, said)
    objection.result, objection.answered, objection.answer = said.result, said.day, said.text.strip()
    objection.answered_by, objection.holds_off = by, False
    _save(objection)
    if objection.outcome is not None:
        decision.replaced_by = objection.outcome
    _set_effect(decision)
    case = Case.objects.filter(person=decision.person_id, closed=None).first()
    if case is not None:
        settle_matters(by, case, Matter.objects.filter(case=case, key=key_of(objection), state=Matter.State.OPEN))
    _record(request, objection, "answered")
    return objection


def key_of(objection: Objection) -> str:
    """How the matter of the case names it."""
    return f"objection-{objection.pk}"


def _check_office(request: StaffRequest, decision: Decision) -> None:
    handles = request.roles & {Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER}
    if not handles or not works_for(request, decision.office):
        raise ActRefused(NOT_OFFICE)
    check_no_kin(account_of(request), decision.person_id)


def _check_taken(decision: Decision, came: Taken) -> None:
    if decision.state != Review.APPROVED or decision.reviewed is None:
        raise ActRefused(NOT_APPROVED)
    if not came.text.strip():
        raise ActRefused(NO_TEXT)
    if not timezone.localtime(decision.reviewed).date() <= came.told <= came.filed <= timezone.localdate():
        raise ActRefused(TO_COME)
    if decision.objections.filter(kind=came.kind, result="").exists():
        raise ActRefused(OPEN)


def _open(request: StaffRequest, number: int, version: int) -> Objection:
    """An unanswered one until the transaction ends, for somebody of the office."""
    hold_for_act()
    decision_id = Objection.objects.values_list("decision", flat=True).get(pk=number)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("person").get(pk=decision_id)
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=number)
    objection.decision = decision
    _check_office(request, decision)
    if objection.version != version:
        raise Stale
    if objection.result:
        raise ActRefused(ANSWERED)
    return objection


def _outcome(objection: Objection, said: Answered) -> Decision | None:
    """The decision that takes the place of the first. Raises ActRefused where there must or must not be one."""
    if said.result not in RIGHTS_WRONG:
        if said.outcome:
            raise ActRefused(NEEDLESS)
        return None
    first = objection.decision
    later = Decision.objects.filter(benefit=first.benefit_id, pk__gt=first.pk, state=Review.APPROVED, replaced_by=None)
    found = later.filter(number=said.outcome.strip()).first()
    if found is None:
        raise ActRefused(NO_OUTCOME)
    return found


def _set_effect(decision: Decision) -> None:
    """Held off while any open objection says so. What the register shows is asked anew once that changes."""
    held = decision.objections.filter(result="", holds_off=True).exists()
    if held != decision.held_off:
        decision.held_off, decision.registered = held, None
    decision.version += 1
    decision.save(update_fields=["held_off", "registered", "replaced_by", "version"])


def _save(objection: Objection) -> None:
    objection.version += 1
    objection.save()


def _record(request: StaffRequest, objection: Objection, step: str) -> None:
    decision = objection.decision
    audit.record(request, f"objection.{step}", subject_of(decision.person), number=decision.number, kind=objection.kind)
