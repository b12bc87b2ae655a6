"""7 成批延期: a disaster or a system that failed kept many from certifying; each gets a deferral of their own."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.numbering import Series, next_number
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.cases.kin import check_no_kin_among, check_not_by_kin
from casework.cases.models import Article9, Finding, Found, Review
from casework.decisions.models import Deferral
from casework.decisions.stepping import move, taken
from casework.decisions.transitions import Step
from casework.decisions.who import NOT_HANDLER, NOT_YOURS, account_of, check_reviews_for, works_for
from casework.people.models import Benefit
from casework.ui.rulebook import book_today
from zige.kinds import FactKind

NOBODY = _("没有人符合这些条件；请核对区划和险种。")
NO_BASIS = _("请写明依据：哪一级的什么通知，或哪次故障的记录。")
OVER = _("最后一天不能早于今天，也不能早于开始日期。")
NO_CYCLE = _("只有养老和工伤待遇需要认证；请改选险种。")
MOVED = _("人数已由 %(before)s 变为 %(after)s；请退回，由经办人重新提出。")
ALREADY = _("同样的成批延期已经提出，正等待复核。")
NO_NOTE = _("请写明退回的原因。")


@dataclass(frozen=True)
class Wanted:
    """Whose certification is put off, from when until when, why and on what basis."""

    region: str
    kinds: list[str]
    cause: Deferral.Cause
    start: dt.date
    end: dt.date
    basis: str


def concerned(office: str, region: str, kinds: list[str]) -> QuerySet[Benefit]:
    """The listed benefits of an office that certify (Art. 7), of these kinds, of who lives in the place."""
    cyclic = [kind.value for kind in book_today().cycle.kinds]
    held = Benefit.objects.filter(office=office, listed=True, kind__in=kinds or cyclic)
    return held.filter(person__region__prefix=region) if region else held


@transaction.atomic
def propose_deferral(request: StaffRequest, wanted: Wanted) -> Deferral:
    """For review. Raises ActRefused."""
    by = account_of(request)
    if Role.COUNTY_HANDLER not in request.roles or not works_for(request, by.office.number):
        raise ActRefused(NOT_HANDLER)
    _check(wanted)
    benefits = concerned(by.office.number, wanted.region, wanted.kinds)
    check_no_kin_among(by, benefits.values_list("person", flat=True))
    people = benefits.count()
    if not people:
        raise ActRefused(NOBODY)
    number = next_number(Series.DEFERRAL, by.office.number)  # of two who propose at once, one sees the other's
    asked = {
        "office": by.office.number, "region": wanted.region, "kinds": wanted.kinds, "start": wanted.start,
        "end": wanted.end,
    }  # fmt: skip
    if Deferral.objects.filter(state=Review.PROPOSED, **asked).exists():
        raise ActRefused(ALREADY)
    deferral = Deferral.objects.create(
        number=number, cause=wanted.cause, basis=wanted.basis.strip(), people=people, handler=by,
        proposed=timezone.now(), **asked,
    )  # fmt: skip
    _record(request, deferral, "proposed")
    return deferral


@transaction.atomic
def approve_deferral(request: StaffRequest, number: int, version: int) -> Deferral:
    """A finding for each benefit, for the home. Raises ActRefused where others are concerned now, Stale."""
    deferral = taken(Deferral, number, version, Step.APPROVE, "handler")
    check_reviews_for(request, deferral.office, deferral.handler_id)
    found = concerned(deferral.office, deferral.region, deferral.kinds)
    check_no_kin_among(account_of(request), found.values_list("person", flat=True))
    check_not_by_kin(deferral.handler, found.values_list("person", flat=True))
    deferral.reviewer, deferral.reviewed = account_of(request), timezone.now()
    benefits = list(found.select_related("person").order_by("pk"))
    if len(benefits) != deferral.people:
        raise ActRefused(MOVED % {"before": deferral.people, "after": len(benefits)})
    Finding.objects.bulk_create(_findings(deferral, benefits), batch_size=1000)
    move(deferral, Step.APPROVE)
    _record(request, deferral, "approved")
    return deferral


@transaction.atomic
def return_deferral(request: StaffRequest, number: int, version: int, note: str) -> Deferral:
    """To the handler. Raises ActRefused, Stale."""
    deferral = taken(Deferral, number, version, Step.SEND_BACK)
    check_reviews_for(request, deferral.office, deferral.handler_id)
    if not note.strip():
        raise ActRefused(NO_NOTE)
    deferral.reviewer, deferral.reviewed, deferral.review_note = account_of(request), timezone.now(), note.strip()
    move(deferral, Step.SEND_BACK)
    _record(request, deferral, "returned")
    return deferral


@transaction.atomic
def withdraw_deferral(request: StaffRequest, number: int, version: int) -> Deferral:
    """By whoever proposed it. Raises ActRefused, Stale."""
    deferral = taken(Deferral, number, version, Step.WITHDRAW)
    if deferral.handler_id != account_of(request).pk:
        raise ActRefused(NOT_YOURS)
    move(deferral, Step.WITHDRAW)
    _record(request, deferral, "withdrawn")
    return deferral


def _check(wanted: Wanted) -> None:
    if not wanted.basis.strip():
        raise ActRefused(NO_BASIS)
    if wanted.end < wanted.start or wanted.end < timezone.localdate():
        raise ActRefused(OVER)
    if set(wanted.kinds) - {kind.value for kind in book_today().cycle.kinds}:
        raise ActRefused(NO_CYCLE)


def _findings(deferral: Deferral, benefits: list[Benefit]) -> list[Finding]:
    """One a benefit: what a county puts off is no other county's benefit."""
    return [
        Finding(
            person=one.person, region=one.person.region, office=one.office, found=Found.CONFIRMED,
            kind=FactKind.DEFERRAL, start=deferral.start, end=deferral.end, benefit_id=one.pk,
            source=Article9.FOUND, basis=f"{deferral.get_cause_display()}；{deferral.basis}",
            record=f"{deferral.number}-{at:06d}", state=Review.APPROVED, handler=deferral.handler,
            proposed=deferral.proposed, reviewer=deferral.reviewer, reviewed=deferral.reviewed,
        )
        for at, one in enumerate(benefits, 1)
    ]  # fmt: skip


def _record(request: StaffRequest, deferral: Deferral, step: str) -> None:
    subject = f"deferral:{deferral.pk}"
    audit.record(request, f"deferral.{step}", subject, number=deferral.number, people=deferral.people)
