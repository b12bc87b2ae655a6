"""Search, the person page, and seeing more of it. Every opening of a person is recorded."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.people.access import shows_people
from casework.people.forms import Purpose, RevealForm, SearchForm
from casework.people.masking import masked_name
from casework.people.models import Person
from casework.people.queries import is_number, person_within, search
from casework.people.recorded import OPENED, SEARCHED, subject_of
from casework.people.revealing import Shown, reveal, shown_masked
from casework.people.sections import panels_of, timeline_of


@require_http_methods(["GET", "POST"])
@shows_people
def people(request: StaffRequest) -> HttpResponse:
    """Search within the jurisdiction. That there was a search is recorded, not what for."""
    form, text = searched_for(request)
    if request.method == "POST" and not is_number(text):
        return redirect(address_of(request.path, text))
    found, more = search(request.jurisdiction, text)
    if text:
        audit.record(request, SEARCHED, found=len(found))
    if request.method == "POST" and found:
        return redirect("people:person", found[0].pk)
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


def searched_for(request: StaffRequest) -> tuple[SearchForm, str]:
    """What was typed, or stands in the address; nothing where it is too long."""
    form = SearchForm(request.POST if request.method == "POST" else request.GET)
    return form, form.cleaned_data["text"] if form.is_valid() else ""


def address_of(page: str, text: str) -> str:
    """Of a search that may be gone back to; never with a citizen number."""
    return f"{page}?{urlencode({'text': text})}"


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
