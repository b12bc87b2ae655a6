"""How pages of this app find a case, and answer an act."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework.accounts.middleware import StaffRequest
from casework.accounts.refusal import ActRefused
from casework.cases.models import Case
from casework.cases.refusals import Stale
from casework.cases.scope import cases_within

CONFLICT = 409


def case_seen(request: StaffRequest, case: int) -> Case:
    """A case that is seen; 404 for any other."""
    found = cases_within(request.jurisdiction).select_related("person", "at__region", "handler", "opened_by__office")
    try:
        return found.get(pk=case)
    except Case.DoesNotExist:
        raise Http404(_("在您的数据范围内没有这个核查。")) from None


def attempt(request: StaffRequest, act: Callable[[], object], done: str, address: str) -> HttpResponse:
    """Do it and go on; a refusal is told on the page gone to, a stale page answers 409."""
    try:
        act()
    except Stale as stale:
        return stale_page(request, str(stale), address)
    except ActRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(address)


def attempt_form(
    request: StaffRequest, form: BaseForm, act: Callable[[], object], done: str, address: str
) -> HttpResponse | None:
    """Do what a valid form asks and go on; None where the form is drawn again with the refusal, nothing typed lost."""
    try:
        act()
    except Stale as stale:
        return stale_page(request, str(stale), address)
    except ActRefused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, done)
    return redirect(address)


def stale_page(request: StaffRequest, sentence: str, address: str) -> HttpResponse:
    """Somebody else was first."""
    return render(request, "cases/stale.html", {"sentence": sentence, "address": address}, status=CONFLICT)
