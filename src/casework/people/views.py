"""Search, the person page, and seeing more of it. Every opening of a person is recorded."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.people.access import shows_people
from casework.people.forms import Purpose, RevealForm, SearchForm
from casework.people.masking import masked_name
from casework.people.models import Person
from casework.people.queries import person_within, search
from casework.people.recorded import OPENED, SEARCHED, subject_of
from casework.people.revealing import Shown, reveal, shown_masked
from casework.people.sections import panels_of, timeline_of


@require_GET
@shows_people
def people(request: StaffRequest) -> HttpResponse:
    """Search within the jurisdiction. That there was a search is recorded, not what for."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found, more = search(request.jurisdiction, text)
    if text:
        audit.record(request, SEARCHED, found=len(found))
    rows = [(person, masked_name(person.name)) for person in found]
    return render(request, "people/search.html", {"form": form, "text": text, "rows": rows, "more": more})


@require_GET
@shows_people
def person(request: StaffRequest, number: int) -> HttpResponse:
    """One person, masked."""
    one = one_seen(request, number)
    audit.record(request, OPENED, subject_of(one))
    return _page(request, one, shown_masked(one), RevealForm())


@require_POST
@shows_people
def revealed(request: StaffRequest, number: int) -> HttpResponse:
    """The same page with the whole name, number and phone; the next page is masked again."""
    one, form = one_seen(request, number), RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, one, shown_masked(one), form)
    return _page(request, one, reveal(request, one, Purpose(form.cleaned_data["purpose"])), RevealForm())


def one_seen(request: StaffRequest, number: int) -> Person:
    """Somebody who is seen; 404 for anybody else."""
    try:
        return person_within(request.jurisdiction, number)
    except Person.DoesNotExist:
        raise Http404(_("在您的数据范围内没有此人。")) from None


def _page(request: StaffRequest, one: Person, shown: Shown, form: RevealForm) -> HttpResponse:
    context = {"person": one, "shown": shown, "form": form, "moments": timeline_of(one), "panels": panels_of(one)}
    context["roles"] = request.roles
    return render(request, "people/person.html", context)
