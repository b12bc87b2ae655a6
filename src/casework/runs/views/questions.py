"""What an officer must find out, as the register or a delivery asks it."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from casework import audit
from casework.accounts.forms.places import PlaceFilters
from casework.accounts.jurisdiction import Jurisdiction
from casework.accounts.middleware import StaffRequest
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.models import Person
from casework.people.recorded import LISTED
from casework.people.scope import people_within
from casework.runs.models import Question
from casework.runs.queries import open_questions
from casework.runs.wording import QUESTIONS, dataset, question_kind
from casework.ui.listing import listing_of


class Row(NamedTuple):
    """A question as the list shows it; `other` is the second person, where that one is seen."""

    question: Question
    name: str
    kind: str
    dataset: str
    other: Person | None
    other_name: str


class QuestionFilters(PlaceFilters):
    """Which questions."""

    kind = forms.ChoiceField(label=gettext_lazy("待查事项"), required=False)

    def __init__(self, jurisdiction: Jurisdiction, address: QueryDict) -> None:
        super().__init__(jurisdiction, address)
        self.fields["kind"].choices = [("", _("全部")), *QUESTIONS.items()]  # type: ignore[attr-defined]


@require_GET
@shows_people
def questions(request: StaffRequest) -> HttpResponse:
    """The open ones, masked."""
    form, found = QuestionFilters(request.jurisdiction, request.GET), open_questions(request.jurisdiction)
    if form.place:
        found = found.filter(person__region__prefix=form.place)
    if form.is_valid() and form.cleaned_data["kind"]:
        found = found.filter(kind=form.cleaned_data["kind"])
    listing = listing_of(request.GET, found, form)
    audit.record(request, LISTED, list="questions", found=len(listing.page))
    listing.page.object_list = list(_rows(request.jurisdiction, list(listing.page)))
    return render(request, "runs/questions.html", {"listing": listing})


def _rows(jurisdiction: Jurisdiction, found: list[Question]) -> Iterator[Row]:
    others = people_within(jurisdiction).in_bulk({one.other for one in found if one.other is not None})
    for one in found:
        other = others.get(one.other) if one.other is not None else None
        names = masked_name(one.person.name), masked_name(other.name) if other else ""
        yield Row(one, names[0], question_kind(one.kind), dataset(one.dataset), other, names[1])
