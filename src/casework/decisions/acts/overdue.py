"""7 成批暂停: overdue people of an office are suspended together, on the run's word, after a sample was looked at.

Nobody is in a group for whom a step of the reminder ladder has no record, for whom anything else than the overdue term
was found, or whose payment is decided elsewhere at the time.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.database_scope import database_shows_all
from casework.accounts.middleware import StaffRequest
from casework.accounts.numbering import Series, next_number, next_numbers
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import Role
from casework.cases.kin import barring, check_no_kin, check_no_kin_among, check_not_by_kin
from casework.cases.locking import hold_for_act
from casework.cases.models import Case, Finding, Kinship, Matter, Review, Task
from casework.decisions.acts.all import ACTS
from casework.decisions.concluding import conclude
from casework.decisions.freshness import check_run_is_fresh
from casework.decisions.kinds import Act, Basis
from casework.decisions.ladders import with_complete_ladder
from casework.decisions.models import Decision, Group
from casework.decisions.sampling import drawn
from casework.decisions.standing import in_payment
from casework.decisions.who import NOT_HANDLER, account_of, check_reviews_for, works_for
from casework.people.models import Benefit
from casework.runs.models import OPEN, Determination, Flag
from zige.canonical import digest
from zige.kinds import Standing
from zige.tables import Attention

OVERDUE = "unconfirmed"
NOBODY = _("没有可以成批暂停的待遇：逾期、提醒各步都有记录、没有其他待核实情形的才能成批办理。")
UNCHECKED = _("抽中的还没有逐件看完；看完才能提出。")
FAILED = _("抽查中有一件不成立，整批不能提出；请放弃这一批，逐件办理。")
NOT_SAMPLED = _("这份待遇没有被抽中，不用单独记录。")
PROPOSED = _("这一批已经提出，不能再改。")
CHANGED = _("这一批中有 %(count)s 份待遇的情况已经变化，整批不能办理；请放弃这一批，重新抽取。")
DROPPED = _("这一批已经放弃。")
NO_REASON = _("请写明理由。")
NO_NOTE = _("请写明退回的原因。")
NOT_PROPOSED = _("这一批还没有提出，或已经办结。")


@dataclass(frozen=True)
class Checked:
    """What somebody saw of one that was drawn."""

    benefit_id: str
    stands: bool
    note: str


def candidates(office: str, month: int, handler: int, group: Group | None = None) -> QuerySet[Benefit]:
    """Benefits in payment that the run found overdue and nothing else, about nobody whom the handler may not handle.

    What a group itself proposed does not keep a benefit out of it.
    """
    overdue = Determination.objects.filter(OPEN, benefit=OuterRef("pk"), standing=Standing.SUSPEND, grounds=OVERDUE)
    asked = Flag.objects.filter(OPEN, benefit=OuterRef("pk"), code__in=[Attention.VERIFY, Attention.CONTRADICTION])
    alive = Matter.objects.filter(case__person=OuterRef("person"), task=Task.ALIVE, state=Matter.State.OPEN)
    about_term = Q(person=OuterRef("person"), act__in=[Act.CERTIFY, Act.DEFER])
    proposed = Decision.objects.filter(Q(benefit=OuterRef("pk")) | about_term, state=Review.PROPOSED)
    if group is not None:
        proposed = proposed.exclude(group=group)
    found = Finding.objects.filter(person=OuterRef("person"), state=Review.PROPOSED)
    kin = Kinship.objects.filter(barring(handler), person=OuterRef("person"))
    paid: Any = in_payment(month, office)
    found_overdue: QuerySet[Benefit] = paid.filter(paid_standing=Standing.CONTINUE).filter(
        Exists(overdue), ~Exists(asked), ~Exists(alive), ~Exists(proposed), ~Exists(found), ~Exists(kin)
    )
    return found_overdue.order_by("pk")


@transaction.atomic
def draw(request: StaffRequest) -> Group:
    """Who may be in a group now, and the sample of them. Raises ActRefused where nobody may."""
    by = account_of(request)
    office = by.office.number
    _check_handles(request, office)
    hold_for_act()
    run = check_run_is_fresh(office)
    overdue = _keys(candidates(office, run.month, by.pk))
    benefits = sorted(with_complete_ladder(overdue, run.month))
    if not benefits:
        raise ActRefused(NOBODY)
    seed = secrets.token_hex(16)
    group = Group.objects.create(
        number=next_number(Series.GROUP, office), office=office, month=run.month, benefits=benefits, seed=seed,
        sample=drawn(benefits, seed), handler=by, made=timezone.now(),
    )  # fmt: skip
    audit.record(request, "group.drawn", f"group:{group.pk}", number=group.number, benefits=len(benefits))
    return group


@transaction.atomic
def check_one(request: StaffRequest, number: int, version: int, seen: Checked) -> Group:
    """What was seen of one of the sample. Raises ActRefused, Stale."""
    group = _taken(number, version)
    _check_handles(request, group.office)
    if seen.benefit_id not in group.sample:
        raise ActRefused(NOT_SAMPLED)
    check_no_kin(account_of(request), Benefit.objects.get(pk=seen.benefit_id).person_id)
    told = {"by": account_of(request).pk, "at": timezone.now().isoformat(), "stands": seen.stands, "note": seen.note}
    group.checked = {**group.checked, seen.benefit_id: told}
    _save(group)
    audit.record(request, "group.checked", f"group:{group.pk}", number=group.number, stands=seen.stands)
    return group


@transaction.atomic
def propose_group(request: StaffRequest, number: int, version: int, reason: str) -> Group:
    """A decision for each, once every one of the sample stands. Raises ActRefused, Stale."""
    if not reason.strip():
        raise ActRefused(NO_REASON)
    group = _taken(number, version)
    _check_handles(request, group.office)
    check_no_kin_among(account_of(request), people_of(group.benefits))
    if set(group.checked) != set(group.sample):
        raise ActRefused(UNCHECKED)
    if not all(one["stands"] for one in group.checked.values()):
        raise ActRefused(FAILED)
    _check_still_so(group)
    Decision.objects.bulk_create(_decisions(request, group, reason), batch_size=500)
    _save(group)
    audit.record(request, "group.proposed", f"group:{group.pk}", number=group.number, benefits=len(group.benefits))
    return group


@transaction.atomic
def drop(request: StaffRequest, number: int, version: int) -> Group:
    """Give up a group before it is proposed. Raises ActRefused, Stale."""
    group = _taken(number, version)
    _check_handles(request, group.office)
    group.dropped = timezone.now()
    _save(group)
    audit.record(request, "group.dropped", f"group:{group.pk}", number=group.number)
    return group


@transaction.atomic
def approve_group(request: StaffRequest, number: int, version: int) -> Group:
    """Every decision of it, one by one, by a second person; nothing at all where one has changed. Raises ActRefused."""
    group, decisions = _proposed(request, number, version)
    check_not_by_kin(decisions[0].handler, people_of(group.benefits))
    _check_still_so(group)
    by, now = account_of(request), timezone.now()
    for decision in decisions:
        decision.state, decision.reviewer, decision.reviewed = Review.APPROVED, by, now
        decision.version += 1
        decision.save()
        conclude(request, decision)
        ACTS[Act.SUSPEND].announce(decision)
        ACTS[Act.SUSPEND].record(request, decision, "approved")
    _save(group)
    audit.record(request, "group.approved", f"group:{group.pk}", number=group.number, benefits=len(decisions))
    return group


@transaction.atomic
def return_group(request: StaffRequest, number: int, version: int, note: str) -> Group:
    """All of it back to the handler, who may draw anew. Raises ActRefused."""
    if not note.strip():
        raise ActRefused(NO_NOTE)
    group, decisions = _proposed(request, number, version)
    Decision.objects.filter(pk__in=[one.pk for one in decisions]).update(
        state=Review.RETURNED, reviewer=account_of(request), reviewed=timezone.now(), review_note=note,
        version=F("version") + 1,
    )  # fmt: skip
    _save(group)
    audit.record(request, "group.returned", f"group:{group.pk}", number=group.number)
    return group


def _check_handles(request: StaffRequest, office: str) -> None:
    if Role.COUNTY_HANDLER not in request.roles or not works_for(request, office):
        raise ActRefused(NOT_HANDLER)


def _taken(number: int, version: int) -> Group:
    """A group that is not proposed yet."""
    group = _locked(number, version)
    if group.dropped is not None:
        raise ActRefused(DROPPED)
    if group.decisions.exists():
        raise ActRefused(PROPOSED)
    return group


def _proposed(request: StaffRequest, number: int, version: int) -> tuple[Group, list[Decision]]:
    """A group with its decisions that wait for review, for somebody who may review every one of them."""
    group = _locked(number, version)
    check_reviews_for(request, group.office, group.handler_id)
    waiting = group.decisions.filter(state=Review.PROPOSED).select_related("person", "benefit", "case", "handler")
    decisions = list(waiting.order_by("pk"))
    if not decisions:
        raise ActRefused(NOT_PROPOSED)
    for prepared in (decisions[0].handler_id, *(one["by"] for one in group.checked.values())):
        check_reviews_for(request, group.office, prepared)
    check_no_kin_among(account_of(request), people_of(group.benefits))
    return group, decisions


def people_of(benefits: list[str]) -> "QuerySet[Benefit, int]":
    """Who draws them."""
    return Benefit.objects.filter(pk__in=benefits).values_list("person", flat=True)


def _locked(number: int, version: int) -> Group:
    hold_for_act()
    group = Group.objects.select_for_update(of=("self",)).get(pk=number)
    if group.version != version:
        raise Stale
    return group


def _save(group: Group) -> None:
    group.version += 1
    group.save()


def _check_still_so(group: Group) -> None:
    """Raises ActRefused where one of the benefits may no longer be in it."""
    run = check_run_is_fresh(group.office)
    found = set(_keys(candidates(group.office, group.month, group.handler_id, group)))
    still = with_complete_ladder(found, group.month) if run.month == group.month else set()
    changed = len(set(group.benefits) - still)
    if changed:
        raise ActRefused(CHANGED % {"count": changed})


def _keys(found: QuerySet[Benefit]) -> list[str]:
    """Their numbers, heeding what waits at another office: that somebody was seen there is no secret from the law."""
    with database_shows_all():
        return list(found.values_list("pk", flat=True))


def _decisions(request: StaffRequest, group: Group, reason: str) -> list[Decision]:
    benefits = Benefit.objects.select_related("person").filter(pk__in=group.benefits).order_by("pk")
    told = {one.benefit_id: one for one in Determination.objects.filter(OPEN, benefit__in=group.benefits)}
    cases = dict(Case.objects.filter(person__in=benefits.values("person"), closed=None).values_list("person", "pk"))
    numbers = next_numbers(Series.DECISION, group.office, len(benefits))
    now, by = timezone.now(), account_of(request)
    return [
        Decision(
            number=next(numbers), act=Act.SUSPEND, person=one.person, benefit=one, region=one.person.region,
            office=one.office, employer=one.employer, case_id=cases.get(one.person_id), group=group,
            month=group.month, grounds=OVERDUE, clauses="7", basis=Basis.RULE, before=Standing.CONTINUE,
            reason=reason, handler=by, proposed=now, **_said(told[one.pk]),
        )
        for one in benefits
    ]  # fmt: skip


def _said(told: Determination) -> dict[str, Any]:
    """What the run said, as the decision keeps it."""
    said = {
        "run": told.opened_id, "standing": told.standing, "grounds": told.grounds, "due_month": told.due_month,
        "last_certified": told.last_certified.isoformat() if told.last_certified else None,
    }  # fmt: skip
    return {"said": said, "digest": digest(said)}
