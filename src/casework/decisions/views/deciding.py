"""What would follow for a benefit, shown before anybody clicks; then the form, the check, and the proposal."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.cases.models import Review
from casework.decisions.acts.act import Asked, LegalAct, Terms
from casework.decisions.acts.all import ACTS
from casework.decisions.foreseeing import Foreseen, foresee
from casework.decisions.forms import FORMS, ReasonForm
from casework.decisions.kinds import Act
from casework.decisions.models import Decision
from casework.decisions.proposing import Proposal, propose
from casework.decisions.queries import benefit_of, decisions_within
from casework.decisions.who import check_may_handle, refused
from casework.decisions.wording import what_follows
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.models import Benefit, Person
from casework.people.queries import person_within
from casework.people.recorded import subject_of
from casework.ui import review
from casework.ui.versions import whole_number


class Offered(NamedTuple):
    """An act as the page offers it: why not, where it may not be done now."""

    act: LegalAct
    label: str | Promise
    refusal: str


@require_http_methods(["GET", "POST"])
@shows_people
def decide(request: StaffRequest, number: int, benefit_id: str) -> HttpResponse:
    """One benefit: which acts the law gives now; with `?act=` the form of one, then what follows, then the proposal."""
    benefit = _benefit(request, number, benefit_id)
    name = request.GET.get("act", "")
    if name not in Act.values:
        return _offer(request, benefit)
    act = ACTS[Act(name)]
    form = _blank(benefit, act, request.POST or None, _returned(request, benefit, act))
    step = request.POST.get(review.STEP, "")
    if request.method == "POST" and step != review.EDIT and form.is_valid():
        if step == review.CONFIRM:
            return _propose(request, benefit, act, form)
        return _check(request, benefit, act, form)
    return _form(request, benefit, act, form)


def _benefit(request: StaffRequest, number: int, benefit_id: str) -> Benefit:
    try:
        return benefit_of(person_within(request.jurisdiction, number), benefit_id)
    except (Person.DoesNotExist, Benefit.DoesNotExist):
        raise Http404(_("在您的数据范围内没有这份待遇。")) from None


def _returned(request: StaffRequest, benefit: Benefit, act: LegalAct) -> Decision | None:
    """The returned decision that is corrected with `?again=`."""
    number = whole_number(request.GET.get("again", ""))
    returned = Decision.objects.filter(benefit=benefit, act=act.act, state=Review.RETURNED, group=None)
    return returned.select_related("reviewer").filter(pk=number).first()


def _blank(benefit: Benefit, act: LegalAct, data: QueryDict | None, returned: Decision | None) -> ReasonForm:
    """The form, filled in with what was returned."""
    kind = FORMS[act.form]
    initial = {"reason": returned.reason, **kind.entered(returned.given)} if returned else None
    try:
        return kind(benefit, data, initial=initial)
    except ActRefused as refusal:
        raise Http404(str(refusal)) from None


def _foresee(benefit: Benefit) -> Foreseen:
    try:
        return foresee(benefit)
    except ActRefused as refusal:
        raise Http404(str(refusal)) from None


def _offer(request: StaffRequest, benefit: Benefit) -> HttpResponse:
    foreseen = _foresee(benefit)
    audit.record(request, "decision.previewed", subject_of(benefit.person), month=foreseen.now.month)
    offered = [_offered(act, benefit, foreseen) for act in ACTS.values()]
    context = _about(benefit, foreseen) | {
        "possible": [one for one in offered if not one.refusal],
        "others": [one for one in offered if one.refusal],
        "refused": refused(check_may_handle, request, benefit.office, benefit.person_id),
        "waiting": decisions_within(request.jurisdiction).filter(benefit=benefit, state=Review.PROPOSED),
    }
    return render(request, "decisions/decide.html", context)


def _offered(act: LegalAct, benefit: Benefit, foreseen: Foreseen) -> Offered:
    try:
        act.check_offered(Asked(benefit, foreseen))
    except ActRefused as refusal:
        return Offered(act, act.act.label, str(refusal))
    return Offered(act, act.act.label, "")


def _form(request: StaffRequest, benefit: Benefit, act: LegalAct, form: ReasonForm, refusal: str = "") -> HttpResponse:
    if refusal:
        form.add_error(None, refusal)
    foreseen = _foresee(benefit)
    audit.record(request, "decision.previewed", subject_of(benefit.person), month=foreseen.now.month)
    context = _about(benefit, foreseen) | {
        "form": form, "act": act.act, "purpose": act.purpose, "returned": _returned(request, benefit, act)
    }  # fmt: skip
    return render(request, "decisions/form.html", context)


def _check(request: StaffRequest, benefit: Benefit, act: LegalAct, form: ReasonForm) -> HttpResponse:
    """What follows, before it is proposed; nothing is stored."""
    given = form.given()
    try:
        check_may_handle(request, benefit.office, benefit.person_id)
        foreseen = foresee(benefit, act.supposes(given))
        terms = act.check(Asked(benefit, foreseen, given))
    except ActRefused as refusal:
        return _form(request, benefit, act, form, str(refusal))
    audit.record(request, "decision.previewed", subject_of(benefit.person), month=terms.month, what=act.act)
    data = request.POST.copy()
    data["shown"] = foreseen.digest
    form = FORMS[act.form](benefit, data)
    form.full_clean()
    context = _about(benefit, foreseen) | {
        "form": form, "act": act.act, "told": review.told(form), "submit": _("提出，交复核"), "stops": act.stops,
        "consequences": _consequences(act, terms), "terms": terms,
    }  # fmt: skip
    return render(request, "decisions/check.html", context)


def _propose(request: StaffRequest, benefit: Benefit, act: LegalAct, form: ReasonForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        decision = propose(request, Proposal(act.act, benefit, data["reason"], data["shown"], form.given()))
    except ActRefused as refusal:
        return _form(request, benefit, act, form, str(refusal))
    messages.success(request, _("已提出，编号 %(number)s；等另一人复核。") % {"number": decision.number})
    return redirect("decisions:decision", decision.pk)


def _consequences(act: LegalAct, terms: Terms) -> list[str]:
    return what_follows(act.act, terms, terms.months, terms.clauses)


def _about(benefit: Benefit, foreseen: Foreseen) -> dict[str, Any]:
    return {
        "benefit": benefit,
        "person": benefit.person,
        "name": masked_name(benefit.person.name),
        "foreseen": foreseen,
        "before": foreseen.strip_before,
        "after": foreseen.strip_after,
        "month": foreseen.effective,
    }
