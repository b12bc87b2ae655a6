"""The list of decisions: what its address asks for; the page and its export ask the same."""

from django.db.models import QuerySet
from django.http import QueryDict

from casework.accounts.jurisdiction import Jurisdiction
from casework.decisions.forms import FilterForm
from casework.decisions.models import Decision
from casework.decisions.queries import decisions_within, to_redo, to_review

LISTS = {"review": to_review, "returned": to_redo, "all": decisions_within}


def decisions_asked(jurisdiction: Jurisdiction, address: QueryDict) -> tuple[str, FilterForm, QuerySet[Decision]]:
    """Which of LISTS, its filters, and the decisions that are seen and asked for."""
    name = address.get("list", "")
    name = name if name in LISTS else "review"
    form = FilterForm(jurisdiction, address)
    found = LISTS[name](jurisdiction)
    if form.is_valid():
        for column in ("act", "state"):
            if form.cleaned_data[column]:
                found = found.filter(**{column: form.cleaned_data[column]})
    if form.place:
        found = found.filter(region__prefix=form.place)
    return name, form, found
