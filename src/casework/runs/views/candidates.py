"""Rows of deliveries that may be somebody's, which a person must assign; what was written is shown for a purpose."""

from typing import NamedTuple

from django import forms
from django.db.models import F, Max, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from casework import audit
from casework.accounts.forms.places import PlaceFilters
from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.middleware import StaffRequest
from casework.people.access import shows_people
from casework.people.forms import Purpose, RevealForm
from casework.people.masking import masked_name
from casework.people.models import Person
from casework.people.recorded import LISTED, subject_of
from casework.runs.models import Candidate
from casework.runs.queries import candidate_within, open_candidates
from casework.runs.showing import Written, show_written
from casework.runs.wording import dataset, datasets, reason
from casework.ui.listing import listing_of


class Somebody(NamedTuple):
    """A person whose rows may be, as the list shows them together."""

    person: Person
    name: str
    rows: list["Row"]


class Row(NamedTuple):
    """A candidate as a page shows it."""

    candidate: Candidate
    name: str
    dataset: str
    reason: str


class CandidateFilters(PlaceFilters):
    """Which rows."""

    dataset = forms.ChoiceField(label=gettext_lazy("数据集"), required=False)

    def __init__(self, jurisdiction: Jurisdiction, address: QueryDict) -> None:
        super().__init__(jurisdiction, address)
        self.fields["dataset"].choices = [("", _("全部")), *datasets()]  # type: ignore[attr-defined]


@require_GET
@shows_people
def candidates(request: StaffRequest) -> HttpResponse:
    """The open ones, those of a person together, whose is likeliest first, masked."""
    form, found = CandidateFilters(request.jurisdiction, request.GET), open_candidates(request.jurisdiction)
    if form.place:
        found = found.filter(person__region__prefix=form.place)
    if form.is_valid() and form.cleaned_data["dataset"]:
        found = found.filter(dataset=form.cleaned_data["dataset"])
    likeliest = found.order_by().values("person").annotate(best=Max("score"))
    listing = listing_of(request.GET, likeliest.order_by(F("best").desc(nulls_last=True), "person"), form)
    listing.page.object_list = _together(found, [one["person"] for one in listing.page])
    audit.record(request, LISTED, list="candidates", found=len(listing.page))
    return render(request, "runs/candidates.html", {"listing": listing})


@require_GET
@shows_people
def candidate(request: StaffRequest, candidate: int) -> HttpResponse:
    """One row, without what was written in it."""
    one = _one(request, candidate)
    audit.record(request, LISTED, subject_of(one.person), list="candidates", found=1)
    return _page(request, one, RevealForm(), None)


@require_POST
@shows_people
def written(request: StaffRequest, candidate: int) -> HttpResponse:
    """The same page with what was written; the next page is without it again."""
    one, form = _one(request, candidate), RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, None)
    return _page(request, one, RevealForm(), show_written(request, one, Purpose(form.cleaned_data["purpose"])))


def _together(found: QuerySet[Candidate], people: list[int]) -> list[Somebody]:
    rows: dict[int, list[Row]] = {person: [] for person in people}
    for one in found.filter(person__in=people):
        rows[one.person_id].append(_row(one))
    return [Somebody(those[0].candidate.person, those[0].name, those) for those in rows.values() if those]


def _one(request: StaffRequest, number: int) -> Candidate:
    try:
        return candidate_within(request.jurisdiction, number)
    except Candidate.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这条记录。")) from None


def _row(one: Candidate) -> Row:
    return Row(one, masked_name(one.person.name), dataset(one.dataset), reason(one))


def _page(request: StaffRequest, one: Candidate, form: RevealForm, shown: Written | None) -> HttpResponse:
    return render(request, "runs/candidate.html", {"row": _row(one), "form": form, "shown": shown})
