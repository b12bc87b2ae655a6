"""What waits for a second person: each finding is opened by itself, approved or returned, then the next."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.answering import attempt
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.accounts.views.pages import signed_in
from casework.cases.acts.review_finding import approve_finding, return_finding, withdraw_finding
from casework.cases.consequences import consequences_of
from casework.cases.evidence import checklist, concerned
from casework.cases.models import Finding, Matter, Review
from casework.cases.offering import may_propose
from casework.cases.previewing import in_own_words
from casework.cases.queries import findings_within, to_review
from casework.cases.recorded import SHOWN, subject_of_finding
from casework.cases.wording import matter_in_words
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import LISTED
from casework.runs.wording import fact_kind
from casework.ui.listing import listing_of
from casework.ui.rulebook import book_today
from casework.ui.versions import version_shown
from casework.ui.voice import page_voice


@require_GET
@shows_people
def waiting(request: StaffRequest) -> HttpResponse:
    """At one's own agency, but for one's own, those proposed first at the top."""
    listing = listing_of(request.GET, to_review(request.jurisdiction, signed_in(request)))
    audit.record(request, LISTED, list="findings", found=len(listing.page))
    listing.page.object_list = [
        {"finding": one, "name": masked_name(one.person.name), "what": what_was_found(one)} for one in listing.page
    ]
    return render(request, "cases/findings.html", {"listing": listing})


@require_GET
@shows_people
def show(request: StaffRequest, finding: int) -> HttpResponse:
    """One, with everything it rests on and what would follow."""
    one, by = _seen(request, finding), signed_in(request)
    audit.record(request, SHOWN, subject_of_finding(one), "", finding=one.pk)
    proposed = one.state == Review.PROPOSED
    items = checklist(book_today(), one.kind, concerned(one.person_id, one.benefit_id)) if one.kind else []
    zh = page_voice().language == "zh"
    context = {
        "finding": one,
        "name": masked_name(one.person.name),
        "what": what_was_found(one),
        "asked": matter_in_words(one.matter) if one.matter else "",
        "items": [(item.zh if zh else item.en, item.number in one.evidence) for item in items],
        "attachments": one.case.attachments.select_related("by") if one.case else [],
        "consequences": consequences_of(in_own_words(one.preview)),
        "may_review": proposed and Role.COUNTY_REVIEWER in request.roles and by.pk != one.handler_id,
        "may_correct": _may_correct(by, one),
        "may_withdraw": proposed and by.pk == one.handler_id,
    }
    return render(request, "cases/finding.html", context)


def _may_correct(by: Account, one: Finding) -> bool:
    """Whether it was returned, and what was asked is still open to whoever looks."""
    asked = one.matter is not None and one.matter.state == Matter.State.OPEN
    return one.state == Review.RETURNED and asked and one.case is not None and may_propose(by, one.case)


@require_POST
@shows_people
def approve(request: StaffRequest, finding: int) -> HttpResponse:
    """It is as it says."""
    one = _seen(request, finding)
    return attempt(
        request, lambda: approve_finding(signed_in(request), one, version_shown(request)), _("结论已复核通过。"),
        _next(request, one),
    )  # fmt: skip


@require_POST
@shows_people
def give_back(request: StaffRequest, finding: int) -> HttpResponse:
    """With a note."""
    one, note = _seen(request, finding), request.POST.get("note", "")
    return attempt(
        request, lambda: return_finding(signed_in(request), one, version_shown(request), note), _("结论已退回。"),
        _address(one),
    )  # fmt: skip


@require_POST
@shows_people
def withdraw(request: StaffRequest, finding: int) -> HttpResponse:
    """By whoever proposed it."""
    one = _seen(request, finding)
    return attempt(
        request, lambda: withdraw_finding(signed_in(request), one, version_shown(request)), _("结论已撤回。"),
        _address(one),
    )  # fmt: skip


@require_GET
@shows_people
def next_one(request: StaffRequest) -> HttpResponse:
    """The first that waits; the empty list where none does."""
    first = to_review(request.jurisdiction, signed_in(request)).first()
    return redirect("cases:findings") if first is None else redirect("cases:finding", first.pk)


def what_was_found(finding: Finding) -> str:
    """属实：死亡，2026年3月5日."""
    if not finding.kind:
        return finding.get_found_display()
    said = {
        "found": finding.get_found_display(),
        "kind": fact_kind(finding.kind),
        "day": page_voice().day(finding.start),
    }
    return _("%(found)s：%(kind)s，%(day)s") % said


def _seen(request: StaffRequest, finding: int) -> Finding:
    try:
        return findings_within(request.jurisdiction).get(pk=finding)
    except Finding.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这个结论。")) from None


def _address(finding: Finding) -> str:
    return reverse("cases:finding", args=[finding.pk])


def _next(request: StaffRequest, finding: Finding) -> str:
    """A reviewer with many goes on to the next; the page itself stays one click away in the history."""
    return reverse("cases:next_finding") if request.POST.get("next") else _address(finding)
