"""The lists of an agency, and one of them: its lines, its differences, what does not agree with what was paid."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from casework import audit
from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.accounts.views.pages import signed_in
from casework.cases.models import Review
from casework.decisions.clock import month_to_decide
from casework.payments.acts.draw import draw
from casework.payments.forms import AnswerForm, DifferenceFilters, LineFilters, MonthForm
from casework.payments.models import PaymentList
from casework.payments.queries import (
    differences_asked,
    lines_asked,
    lists_within,
    mismatches_of,
    totals_of,
    with_counts,
)
from casework.payments.recorded import subject_of
from casework.payments.views.pages import list_seen
from casework.people.access import shows_people
from casework.people.masking import masked_name
from casework.people.recorded import LISTED
from casework.ui.listing import listing_of

Tab = tuple[str, str, bool]


class Shown(NamedTuple):
    """A row with the masked name of its person."""

    row: Any
    name: str

    @property
    def pk(self) -> int:
        """What a tick in the list chooses."""
        return int(self.row.pk)

    def __str__(self) -> str:
        return f"{self.name} {self.row.benefit_id}".strip()


@require_GET
@shows_people
def show_all(request: StaffRequest) -> HttpResponse:
    """Every list of the agencies that are seen."""
    listing = listing_of(request.GET, with_counts(lists_within(request.jurisdiction)))
    return render(
        request, "payments/lists.html", {"listing": listing, "may_draw": Role.COUNTY_HANDLER in request.roles}
    )


@shows_people
def new(request: StaffRequest) -> HttpResponse:
    """For which month; nothing goes out by it."""
    form = MonthForm(month_to_decide(), request.POST or None)
    if form.is_valid():
        try:
            return redirect("payments:list", draw(signed_in(request), form.cleaned_data["month"]).pk)
        except ActRefused as refused:
            form.add_error(None, str(refused))
    return render(request, "payments/new.html", {"form": form, "back": reverse("payments:lists")})


@require_GET
@shows_people
def lines(request: StaffRequest, drawn: int) -> HttpResponse:
    """What is told to the core system."""
    one, form = list_seen(request, drawn), LineFilters(request.GET)
    return _tab(request, one, "lines", lines_asked(one, form), form, {"totals": totals_of(one)})


@require_GET
@shows_people
def differences(request: StaffRequest, drawn: int) -> HttpResponse:
    """Where it is not what the engine says."""
    one, form = list_seen(request, drawn), DifferenceFilters(request.GET)
    rows = differences_asked(one, form)
    return _tab(request, one, "differences", rows, form, {"choosable": _may_explain(request, one)})


@require_GET
@shows_people
def mismatches(request: StaffRequest, drawn: int) -> HttpResponse:
    """What was paid otherwise."""
    one = list_seen(request, drawn)
    return _tab(request, one, "mismatches", mismatches_of(one), None, {})


def _tab(
    request: StaffRequest, one: PaymentList, tab: str, rows: "QuerySet[Any]", form: object, more: dict[str, object]
) -> HttpResponse:
    listing = listing_of(request.GET, rows, form)  # type: ignore[arg-type]
    audit.record(request, LISTED, subject_of(one), list=tab, found=len(listing.page))
    listing.page.object_list = [Shown(row, masked_name(row.person.name)) for row in listing.page]
    context = {"list": one, "listing": listing, "tabs": _tabs(one, tab), "answer_form": AnswerForm(), **more}
    return render(request, f"payments/{tab}.html", context | _may(request, one))


def _tabs(one: PaymentList, here: str) -> list[Tab]:
    open_ = one.differences.filter(reason="").count()
    names = {
        "lines": _("变更"),
        "differences": _("差异（%(count)s 项未说明）") % {"count": open_} if open_ else _("差异"),
        "mismatches": _("与实发核对"),
    }
    addresses = {"lines": "payments:list", "differences": "payments:differences", "mismatches": "payments:mismatches"}
    return [(reverse(addresses[tab], args=[one.pk]), name, tab == here) for tab, name in names.items()]


def _may(request: StaffRequest, one: PaymentList) -> dict[str, bool]:
    """What the buttons offer; the acts check again."""
    account = signed_in(request)
    ours, handles = account.office.region_id == one.office, Role.COUNTY_HANDLER in request.roles
    proposed, approved = one.state == Review.PROPOSED, one.state == Review.APPROVED
    return {
        "may_take_back": ours and proposed and one.handler_id == account.pk,
        "may_review": ours and proposed and Role.COUNTY_REVIEWER in request.roles and one.handler_id != account.pk,
        "may_export": ours and approved and (handles or Role.COUNTY_REVIEWER in request.roles),
        "may_answer": ours and approved and handles and one.exported is not None and one.answered is None,
        "may_compare": ours and approved and handles,
    }


def _may_explain(request: StaffRequest, one: PaymentList) -> bool:
    ours = signed_in(request).office.region_id == one.office
    return ours and one.state == Review.PROPOSED and Role.COUNTY_HANDLER in request.roles
