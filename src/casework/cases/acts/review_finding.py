"""Acts: a second person at the agency approves a finding or returns it; whoever proposed it takes it back.

What is adverse is approved only with every item of the rulebook's list and something written or photographed. What
cannot be determined ends nothing but for the pensions: it goes a level up and stays pending.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import OfficeKind, Role
from casework.cases.acts.taking import check_text
from casework.cases.evidence import concerned, has_paper, missing
from casework.cases.facts import tells_a_fact
from casework.cases.kin import check_no_kin, check_not_by_kin
from casework.cases.law import can_be_unconfirmable, is_adverse
from casework.cases.locking import hold_for_act
from casework.cases.models import Case, Finding, Found, Matter, Review, Step, Task
from casework.cases.previewing import benefits_to_decide, foreseen, gist
from casework.cases.recorded import APPROVED, RETURNED, WITHDRAWN, subject_of_finding
from casework.cases.routing import Offices
from casework.cases.settling import settle_matters
from casework.cases.upwards import key_above
from casework.runs.models import Signal
from casework.ui.rulebook import book_today
from casework.ui.voice import page_voice
from zige.kinds import FactKind

NOT_PROPOSED = _("这个结论已经复核、退回或撤回。")
NOT_REVIEWER = _("核查结论由“%(office)s”经办机构的复核人员复核。")
OWN = _("不能复核自己提出的结论；须由另一人复核。")
NOT_HANDLER = _("只有提出结论的人可以撤回它。")
INCOMPLETE = _("证据不全，不能通过：还缺%(items)s。")
OUTDATED = _("提出以后认定结果已经变化；请退回，由经办人按最新情况重新提出。")
NO_PAPER = _("没有附件，也没有写明纸质材料，不能通过。")


@transaction.atomic
def approve_finding(by: Account, finding: Finding, version: int) -> Finding:
    """The finding, approved: the home is told it next, and matters it answers are settled. Raises ActRefused, Stale."""
    finding = _taken(finding, version)
    _check_reviewer(by, finding)
    check_not_by_kin(finding.handler, [finding.person_id])
    check_evidence(finding)
    check_still_so(finding)
    finding.to_decide = benefits_to_decide(finding.preview)
    finding.decision_due = bool(finding.to_decide)
    finding.delivered = None if tells_a_fact(finding) else 0
    _reviewed(by, finding, Review.APPROVED)
    _undo_earlier(finding)
    if finding.case is not None:
        _step(by, finding, Step.Act.AGREED)
        _settle(by, finding)
    audit.record(by, APPROVED, subject_of_finding(finding), "", finding=finding.pk, found=finding.found)
    return finding


@transaction.atomic
def return_finding(by: Account, finding: Finding, version: int, note: str) -> Finding:
    """The finding, returned with a note; another may be proposed. Raises ActRefused, Stale."""
    finding = _taken(finding, version)
    _check_reviewer(by, finding)
    finding.review_note = check_text(note)
    _reviewed(by, finding, Review.RETURNED)
    _step(by, finding, Step.Act.DISAGREED, finding.review_note)
    audit.record(by, RETURNED, subject_of_finding(finding), "", finding=finding.pk)
    return finding


@transaction.atomic
def withdraw_finding(by: Account, finding: Finding, version: int) -> Finding:
    """The finding, taken back by whoever proposed it. Raises ActRefused, Stale."""
    finding = _taken(finding, version)
    if finding.handler_id != by.pk:
        raise ActRefused(NOT_HANDLER)
    finding.state, finding.version = Review.WITHDRAWN, finding.version + 1
    finding.save()
    _step(by, finding, Step.Act.TAKEN_BACK)
    audit.record(by, WITHDRAWN, subject_of_finding(finding), "", finding=finding.pk)
    return finding


def check_evidence(finding: Finding) -> None:
    """8, 12, 17. Raises ActRefused where something adverse lacks an item of the list, or anything in writing."""
    book = book_today()
    adverse = finding.found == Found.CONFIRMED and is_adverse(book, finding.kind) and not finding.pending
    lacking = missing(book, finding) if adverse else []
    if lacking:
        voice = page_voice()
        names = [item.zh if voice.language == "zh" else item.en for item in lacking]
        raise ActRefused(INCOMPLETE % {"items": voice.listed(names)})
    if (adverse or finding.found == Found.UNCONFIRMABLE) and not has_paper(finding):
        raise ActRefused(NO_PAPER)


def check_still_so(finding: Finding) -> None:
    """Raises ActRefused where other follows now than what was shown to whoever proposed it."""
    now = foreseen(finding)
    if gist(now) != gist(finding.preview):
        raise ActRefused(OUTDATED)
    finding.preview = now


def _taken(finding: Finding, version: int) -> Finding:
    hold_for_act()
    if finding.case_id is not None:
        Case.objects.select_for_update().get(pk=finding.case_id)
    locked = (
        Finding.objects.select_for_update(of=("self",))
        .select_related("case__at__region", "matter", "handler")
        .get(pk=finding.pk)
    )
    if locked.version != version:
        raise Stale
    if locked.state != Review.PROPOSED:
        raise ActRefused(NOT_PROPOSED)
    return locked


def _check_reviewer(by: Account, finding: Finding) -> None:
    reviews = Role.COUNTY_REVIEWER in by.roles_on(timezone.localdate())
    if not reviews or by.office.kind != OfficeKind.AGENCY or by.office.number != finding.office:
        raise ActRefused(NOT_REVIEWER % {"office": finding.office})
    if by.pk == finding.handler_id:
        raise ActRefused(OWN)
    check_no_kin(by, finding.person_id)


def _reviewed(by: Account, finding: Finding, state: Review) -> None:
    finding.state, finding.reviewer, finding.reviewed = state, by, timezone.now()
    finding.version += 1
    finding.save()


def _undo_earlier(finding: Finding) -> None:
    """An earlier outcome on the same fact that this one contradicts is undone by it, not changed."""
    same = Finding.objects.filter(
        person=finding.person_id,
        kind=finding.kind,
        benefit_id=finding.benefit_id,
        state=Review.APPROVED,
        undone_by=None,
    ).exclude(pk=finding.pk)
    if finding.kind != FactKind.DEATH:
        same = same.filter(start=finding.start)
    if finding.kind:
        same.exclude(found=finding.found).update(undone_by=finding, decision_due=False, to_decide=[])


def _settle(by: Account, finding: Finding) -> None:
    """The matters that are answered end; what cannot be determined of other benefits goes up and stays open."""
    case, matter = finding.case, finding.matter
    assert case is not None
    if finding.found == Found.UNCONFIRMABLE and not _is_answered_by_suspension(finding):
        _escalate(by, case)
        return
    open_matters = Matter.objects.filter(case=case, state=Matter.State.OPEN)
    answered = [one for one in open_matters if (matter and one.pk == matter.pk) or _is_about(one, finding)]
    settle_matters(by, case, [one for one in answered if not _goes_on(one, finding)])


def _is_about(matter: Matter, finding: Finding) -> bool:
    """Whether a matter asks about the very fact that was confirmed or refuted."""
    if finding.pending or finding.found == Found.UNCONFIRMABLE or not finding.kind:
        return False
    facts = Signal.objects.filter(person=finding.person_id, kind=finding.kind, closed=None)
    same = facts if finding.kind == FactKind.DEATH else facts.filter(start=finding.start)
    return same.filter(pk=matter.key).exists()


def _goes_on(matter: Matter, finding: Finding) -> bool:
    """Whether a matter stays open until the next run asks it anew, because its fact is still investigated."""
    return finding.goes_on is not None and matter.task != Task.ALIVE


def _is_answered_by_suspension(finding: Finding) -> bool:
    """8.2.1.6: every benefit concerned is a pension, which being unconfirmable suspends."""
    book = book_today()
    kinds = concerned(finding.person_id, finding.benefit_id)
    return bool(kinds) and all(can_be_unconfirmable(book, kind) for kind in kinds)


def _escalate(by: Account, case: Case) -> None:
    above = key_above(case, Offices.all())
    if above is not None:
        Step.objects.create(case=case, at=timezone.now(), act=Step.Act.ESCALATED, by=by, office=case.at, to_id=above)
        case.at_id, case.received, case.handler = above, None, None
        case.version += 1
        case.save(update_fields=["at", "received", "handler", "version"])


def _step(by: Account, finding: Finding, act: Step.Act, text: str = "") -> None:
    """Add a step to the case, if the finding has one; its pages have grown stale."""
    case = finding.case
    if case is None:
        return
    Step.objects.create(
        case=case, at=timezone.now(), act=act, by=by, office=by.office, matter=finding.matter, text=text
    )
    case.version += 1
    case.save(update_fields=["version"])
