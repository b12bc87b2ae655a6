"""One matter: what the sources say, what must be there, what was found, and what follows before it is said."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.accounts.answering import stale_page
from casework.accounts.middleware import StaffRequest
from casework.accounts.page_access import opens
from casework.accounts.refusal import ActRefused, Stale
from casework.accounts.views.pages import signed_in
from casework.cases.acts.propose_finding import propose_finding
from casework.cases.consequences import consequences_of
from casework.cases.details import Details, show_details
from casework.cases.finding_form import FindingForm
from casework.cases.models import Case, Finding, Matter, Review
from casework.cases.offering import may_propose
from casework.cases.plausibility import fact_of
from casework.cases.proposal import Proposal
from casework.cases.views.pages import case_seen
from casework.cases.wording import matter_in_words, row_in_words
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.ui.review import CONFIRM, REVIEW, STEP, told
from casework.ui.versions import version_shown, whole_number


@shows_people
def show(request: StaffRequest, case: int, matter: int) -> HttpResponse:
    """What the sources say; who may, says what was found. What was shown is recorded with its digest."""
    one = case_seen(request, case)
    asked = one.matters.filter(pk=matter).first()
    if asked is None:
        raise Http404(_("这个核查没有这个事项。"))
    by = signed_in(request)
    details = show_details(by, one, asked)
    again = _returned(request, asked)
    form = FindingForm(asked, one.person_id, request.POST or None, again=again)
    step = request.POST.get(STEP)
    if form.is_valid() and step in (REVIEW, CONFIRM):
        answer = _said(request, one, asked, form.proposal(details.digest), form, confirmed=step == CONFIRM)
        if answer is not None:
            return answer
    return render(request, "cases/matter.html", _context(request, one, asked, details, form) | {"returned": again})


def _returned(request: StaffRequest, matter: Matter) -> Finding | None:
    """The returned finding that is corrected with `?again=`."""
    number = whole_number(request.GET.get("again", ""))
    returned = matter.findings.filter(state=Review.RETURNED).select_related("reviewer")
    return returned.filter(pk=number).first()


def _said(
    request: StaffRequest, case: Case, matter: Matter, said: Proposal, form: FindingForm, *, confirmed: bool
) -> HttpResponse | None:
    """The review page, or after it the case; None where the form is drawn again with the refusal."""
    address = reverse("cases:case", args=[case.pk])
    try:
        with transaction.atomic():
            finding = propose_finding(signed_in(request), case, version_shown(request), matter, said)
            if not confirmed:
                transaction.set_rollback(True)
    except Stale as stale:
        return stale_page(request, str(stale), address)
    except ActRefused as refused:
        form.add_error(None, str(refused))
        return None
    if confirmed:
        messages.success(request, _("结论已提出，等另一人复核。复核通过以前什么也不会改变。"))
        return redirect(address)
    return render(request, "cases/matter_review.html", _reviewed(case, matter, finding, form))


def _reviewed(case: Case, matter: Matter, finding: Finding, form: FindingForm) -> dict[str, object]:
    return {
        "case": case,
        "asked": matter_in_words(matter),
        "form": form,
        "told": told(form),
        "consequences": consequences_of(finding.preview),
        "version": case.version,
    }


def _context(
    request: StaffRequest, case: Case, matter: Matter, details: Details, form: FindingForm
) -> dict[str, object]:
    open_ = matter.state == Matter.State.OPEN
    return {
        "case": case,
        "matter": matter,
        "asked": matter_in_words(matter),
        "fact": fact_of(matter),
        "details": details,
        "rows": [row_in_words(row) for row in details.rows],
        "opens_rows": opens(request, "runs:candidate"),
        "name": masked_name(case.person.name),
        "findings": case.findings.filter(matter=matter).select_related("handler", "reviewer").order_by("pk"),
        "form": form if open_ and may_propose(signed_in(request), case) else None,
        "version": request.POST.get("version", case.version),
    }
