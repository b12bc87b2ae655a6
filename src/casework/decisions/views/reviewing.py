"""The list of decisions, and one of them: what it says, whether it is still so, approve, return, withdraw."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework import audit
from casework.accounts.answering import CONFLICT
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.roles import HANDLER_AND_REVIEWER
from casework.cases.models import Review
from casework.decisions.acts.all import ACTS
from casework.decisions.changes import what_changed
from casework.decisions.foreseeing import Foreseen, foresee
from casework.decisions.forms import ReviewForm
from casework.decisions.kinds import Act
from casework.decisions.listing import decisions_asked
from casework.decisions.models import Decision, Recovery
from casework.decisions.queries import decisions_within, neighbours, to_review
from casework.decisions.reviewing import approve, send_back, withdraw
from casework.decisions.transitions import Step
from casework.decisions.views.tabs import tabs
from casework.decisions.who import account_of, check_may_handle, check_may_review, refused, works_for
from casework.decisions.wording import given_in_words, of_decision, split_codes
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import subject_of
from casework.ui.listing import listing_of


@require_GET
@shows_people
def decisions(request: StaffRequest) -> HttpResponse:
    """Those to review, or all, masked."""
    name, form, found = decisions_asked(request.jurisdiction, request.GET)
    listing = listing_of(request.GET, found, form)
    audit.record(request, "decision.listed", list=name, found=len(listing.page))
    for one in listing.page:
        one.shown_name = masked_name(one.person.name)
    return render(request, "decisions/list.html", {"listing": listing, "tabs": tabs(name), "list": name})


@require_http_methods(["GET", "POST"])
@shows_people
def decision(request: StaffRequest, decision: int) -> HttpResponse:
    """One decision; a POST with `step` approves, returns or withdraws it."""
    one = _one(request, decision)
    if request.method == "POST":
        return _act(request, one)
    audit.record(request, "decision.opened", subject_of(one.person), number=one.number)
    return _page(request, one, ReviewForm(initial={"version": one.version}))


def _one(request: StaffRequest, number: int) -> Decision:
    found = decisions_within(request.jurisdiction).filter(pk=number).first()
    if found is None:
        raise Http404(_("在您的数据范围内没有这项决定。"))
    return found


def _act(request: StaffRequest, one: Decision) -> HttpResponse:
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    following = neighbours(to_review(request.jurisdiction), one)[1]
    try:
        done = _do(request, one, form.cleaned_data["version"], form.cleaned_data["note"])
    except Stale as stale:
        messages.error(request, str(stale))
        fresh = _one(request, one.pk)
        return _page(request, fresh, ReviewForm(initial={"version": fresh.version}), CONFLICT)
    except ActRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, one, form)
    messages.success(request, done)
    return redirect("decisions:decision", following or one.pk)


def _do(request: StaffRequest, one: Decision, version: int, note: str) -> str:
    match request.POST.get("step"):
        case Step.APPROVE:
            approve(request, one.pk, version)
            return _("已复核通过：%(number)s。") % {"number": one.number}
        case Step.SEND_BACK:
            send_back(request, one.pk, version, note)
            return _("已退回：%(number)s。") % {"number": one.number}
        case Step.WITHDRAW:
            withdraw(request, one.pk, version)
            return _("已撤回：%(number)s。") % {"number": one.number}
    raise Http404


def _page(request: StaffRequest, one: Decision, form: ReviewForm, status: int = 200) -> HttpResponse:
    act = Act(one.act)
    foreseen = _foresee(one) if one.state == Review.PROPOSED else None
    before, following = neighbours(to_review(request.jurisdiction), one)
    context = {
        "decision": one,
        "name": masked_name(one.person.name),
        "form": form,
        "sentences": of_decision(act, one, one.months, one.clauses),
        "clauses": split_codes(one.clauses),
        "given": given_in_words(act, one.given),
        "foreseen": foreseen,
        "changed": what_changed(one.said, foreseen.said) if foreseen else "",
        "previous": before,
        "following": following,
        "stops": ACTS[act].stops,
        "refusal": refused(check_may_review, request, one.office, one.person_id, one.handler_id),
        "own": one.handler_id == account_of(request).pk,
        "waits": one.state == Review.PROPOSED and one.group_id is None,
        "may_correct": one.state == Review.RETURNED
        and one.group_id is None
        and not refused(check_may_handle, request, one.office, one.person_id),
        "objections": one.objections.all(),
        "recovery": Recovery.objects.filter(decision=one).values_list("pk", flat=True).first(),
        "may_take": bool(request.roles & HANDLER_AND_REVIEWER) and works_for(request, one.office),
    }
    return render(request, "decisions/decision.html", context, status=status)


def _foresee(one: Decision) -> Foreseen | None:
    """None where the home no longer knows the person: then nothing can be approved, and the act says why."""
    try:
        return foresee(one.benefit, ACTS[Act(one.act)].supposes(one.given))
    except ActRefused:
        return None
