"""How pages of this app answer: a report that is seen or 404, a refusal as a message on the report's page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused
from casework.people.access import shows_people
from casework.reports.acts.taking import NOT_HERE, may
from casework.reports.models import Line, Report
from casework.reports.queries import line_within, report_within
from casework.reports.states import Act, Desk, Route, State, transition

Given = ParamSpec("Given")
Text = str | Promise


def signed_in(request: StaffRequest) -> Account:
    """Who asks; pages open for nobody else."""
    assert isinstance(request.user, Account)
    return request.user


def found(request: StaffRequest, number: int) -> Report:
    """A report within the jurisdiction. Raises Http404."""
    try:
        return report_within(request.jurisdiction, number)
    except Report.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这份月报。")) from None


def line_of(request: StaffRequest, report: int, number: int) -> Line:
    """A line of a report within the jurisdiction. Raises Http404."""
    try:
        return line_within(request.jurisdiction, report, number)
    except Line.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这份月报。")) from None


def check_editable(request: StaffRequest, report: Report) -> None:
    """Raises ActRefused where the report is not to be written on now, or not by this office."""
    if not may(signed_in(request), request.roles, report, Desk.OWN):
        raise ActRefused(NOT_HERE % {"desk": Desk.OWN.label})
    transition(Route(report.route), State(report.state), Act.EDIT)


def of_report(
    view: Callable[Concatenate[StaffRequest, int, Given], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page of one report: what is refused is told on the report's own page."""

    @wraps(view)
    def told(request: StaffRequest, report: int, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            return view(request, report, *args, **kwargs)
        except ActRefused as refused:
            messages.error(request, str(refused))
            return redirect("reports:report", report)

    return shows_people(told)


def form_page(
    request: StaffRequest, form: Any, title: Text, purpose: Text, submit: Text, back: str, **more: Any
) -> HttpResponse:
    """A page that is one form."""
    context = {"form": form, "title": title, "purpose": purpose, "submit": submit, "back": back, **more}
    return render(request, "reports/form.html", context)
