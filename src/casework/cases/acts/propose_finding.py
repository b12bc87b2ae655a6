"""Act: somebody says what was found out about a matter of a case, or of a person without one (Arts. 12, 14, 16, 17).

The handlers of the benefit's agency do, and whoever checked on the spot: the office that has the case, and the one
where somebody came to say "I am alive". A second person at the agency reviews it. Nothing follows before that.
"""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import OfficeKind, Role
from casework.cases.acts.taking import NOT_RECEIVED, changed, level_at, step, taken
from casework.cases.evidence import concerned
from casework.cases.kin import check_no_kin
from casework.cases.law import can_be_unconfirmable
from casework.cases.locking import hold_for_act
from casework.cases.models import Case, Finding, Found, Matter, Review, Step, Task
from casework.cases.plausibility import check_fits
from casework.cases.previewing import foreseen
from casework.cases.proposal import Proposal
from casework.cases.recorded import PROPOSED
from casework.cases.transitions import WORKERS
from casework.people.models import Benefit, Person
from casework.ui.rulebook import book_today
from zige.kinds import FactKind

NOT_YOURS = _("核查结论由此人待遇的经办机构经办人，或正在实地核对的机构提出。")
NO_BASIS = _("请写明依据：看到了什么，什么材料，谁出具的。")
PROPOSED_ALREADY = _("这个事项已有一个待复核的结论；请先复核、退回或撤回它。")
ENDED = _("这个事项已经办结或原因已消除。")
BY_DECISION = _("追回多发待遇由决定办结，不提核查结论。")


@transaction.atomic
def propose_finding(by: Account, case: Case, version: int, matter: Matter, said: Proposal) -> Finding:
    """The finding, for review. Raises ActRefused and Stale."""
    case = taken(by, case, version)
    matter = Matter.objects.select_for_update().get(pk=matter.pk, case=case)
    office = reviewing_agency(by, case)
    if matter.state != Matter.State.OPEN:
        raise ActRefused(ENDED)
    if matter.task == Task.RECOVERY:
        raise ActRefused(BY_DECISION)
    if Finding.objects.filter(matter=matter, state=Review.PROPOSED).exists():
        raise ActRefused(PROPOSED_ALREADY)
    said = _as_told(said, case.person_id)
    check_fits(matter, case.person_id, said)
    finding = _made(by, case.person, office, said, case=case, matter=matter)
    step(case, Step.Act.FOUND, by, matter=matter, text=str(finding.found))
    changed(by, case, PROPOSED, finding=finding.pk, found=str(said.found))
    return finding


@transaction.atomic
def propose_fact(by: Account, person: Person, said: Proposal) -> Finding:
    """A finding about somebody without a case: a certification, a deferral, what was learned. Raises ActRefused."""
    hold_for_act()
    check_no_kin(by, person.pk)
    office = _own_agency(by, person.pk)
    if office is None:
        raise ActRefused(NOT_YOURS)
    finding = _made(by, person, office, said)
    audit.record(by, PROPOSED, f"person:{person.pk}", finding=finding.pk, found=str(said.found))
    return finding


def _made(
    by: Account, person: Person, office: str, said: Proposal, *, case: Case | None = None, matter: Matter | None = None
) -> Finding:
    if not said.basis.strip():
        raise ActRefused(NO_BASIS)
    finding = Finding(
        case=case,
        matter=matter,
        person=person,
        region=person.region,
        office=office,
        found=said.found,
        kind=said.kind,
        start=said.start or timezone.localdate(),
        end=said.end,
        outcome=said.outcome,
        benefit_id=said.benefit_id,
        source=said.source,
        basis=said.basis.strip(),
        evidence=sorted(set(said.evidence)),
        papers=said.papers.strip(),
        pending=said.pending,
        goes_on=said.goes_on,
        shown=said.shown,
        handler=by,
        proposed=timezone.now(),
    )
    finding.preview = foreseen(finding)
    finding.record = uuid.uuid4().hex[:30]
    finding.save()
    finding.record = f"F-{finding.pk:06d}"
    finding.save(update_fields=["record"])
    return finding


def _as_told(said: Proposal, person: int) -> Proposal:
    """8.2.1.6 无法确认: what cannot be determined is told of the pensions as a fact of its own, from today on."""
    if said.found != Found.UNCONFIRMABLE or not can_tell_unconfirmable(person, said.benefit_id):
        return said
    return Proposal(
        said.found, said.source, said.basis, FactKind.UNCONFIRMABLE, timezone.localdate(),
        benefit_id=said.benefit_id, evidence=said.evidence, papers=said.papers, shown=said.shown,
    )  # fmt: skip


def can_tell_unconfirmable(person: int, benefit_id: str = "") -> bool:
    """Whether the fact concerns a pension; other benefits are not suspended for want of an answer."""
    book = book_today()
    return any(can_be_unconfirmable(book, kind) for kind in concerned(person, benefit_id))


def _own_agency(by: Account, person: int) -> str | None:
    """The number of the agency of a benefit of the person whose handler somebody is."""
    if by.office.kind != OfficeKind.AGENCY or Role.COUNTY_HANDLER not in by.roles_on(timezone.localdate()):
        return None
    number: str = by.office.number
    return number if Benefit.objects.filter(person=person, office=number).exists() else None


def reviewing_agency(by: Account, case: Case) -> str:
    """The agency that reviews what somebody found. Raises ActRefused."""
    own = _own_agency(by, case.person_id)
    if own is not None:
        return own
    if by.office_id == case.at_id and by.roles_on(timezone.localdate()) & WORKERS[level_at(case.at)]:
        if case.received is None:
            raise ActRefused(NOT_RECEIVED)
        return str(case.office)
    if is_where_asked(by, case):
        return str(case.office)
    raise ActRefused(NOT_YOURS)


def is_where_asked(by: Account, case: Case) -> bool:
    """Whether somebody works at the office of elsewhere where the person said that they live."""
    takes = {OfficeKind.AGENCY: Role.COUNTY_HANDLER, OfficeKind.TOWN: Role.TOWN, OfficeKind.VILLAGE: Role.VILLAGE}
    role = takes.get(OfficeKind(by.office.kind))
    here = bool(case.asked_at) and by.office.region.prefix == case.asked_at
    return here and role is not None and role in by.roles_on(timezone.localdate())
