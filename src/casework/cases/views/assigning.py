"""Many cases become the work of one colleague at once; the list that comes next offers to undo it."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.views.pages import signed_in
from casework.cases.acts.assign import assign_many
from casework.cases.acts.several import Several
from casework.cases.acts.unassign import unassign_many
from casework.cases.models import Case
from casework.cases.scope import cases_within
from casework.people.access import shows_people
from casework.ui.versions import rows_ticked, whole_number

UNDO = "assigned_before"
"""In the session, until the list is shown: whose the cases were that were just assigned."""


class Before(NamedTuple):
    """A case just assigned, its version since, and the key of whose it was, 0 of nobody."""

    case: int
    version: int
    handler: int


@require_POST
@shows_people
def assign_some(request: StaffRequest) -> HttpResponse:
    """Those ticked become the work of one colleague; each that is refused says why."""
    to, cases = get_object_or_404(_colleagues(request), pk=_number(request, "to")), _chosen(request)
    found = assign_many(signed_in(request), [(case, _number(request, f"version-{case.pk}")) for case in cases], to)
    if found.done:
        said = ngettext("已分派 %(count)s 件给%(name)s。", "已分派 %(count)s 件给%(name)s。", len(found.done))
        messages.success(request, said % {"count": len(found.done), "name": to.name})
    before = {case.pk: case.handler_id or 0 for case in cases}
    request.session[UNDO] = [Before(case.pk, case.version, before[case.pk]) for case in found.done]
    return _back(request, found)


@require_POST
@shows_people
def unassign_some(request: StaffRequest) -> HttpResponse:
    """Those just assigned are again whose they were; what went on meanwhile stays, and says so."""
    colleagues = {one.pk: one for one in _colleagues(request)}
    asked = [
        (case, _number(request, f"version-{case.pk}"), colleagues.get(_number(request, f"before-{case.pk}")))
        for case in _chosen(request)
    ]
    found = unassign_many(signed_in(request), asked)
    if found.done:
        said = ngettext("已撤销 %(count)s 件的分派。", "已撤销 %(count)s 件的分派。", len(found.done))
        messages.success(request, said % {"count": len(found.done)})
    return _back(request, found)


def assigned_before(request: StaffRequest) -> list[Any]:
    """What the list may undo: told once, on the page that follows."""
    told: list[Any] = request.session.pop(UNDO, [])
    return told


def _back(request: StaffRequest, found: Several) -> HttpResponse:
    for case, sentence in found.refused:
        messages.error(request, f"{case.number}：{sentence}")
    if not found.done and not found.refused:
        messages.error(request, _("请先选中要分派的核查。"))
    return redirect(f"{reverse('cases:cases')}?{request.GET.urlencode()}")


def _chosen(request: StaffRequest) -> "QuerySet[Case]":
    chosen = rows_ticked(request.POST.getlist("chosen"))
    return cases_within(request.jurisdiction).filter(pk__in=chosen).order_by("pk")


def _colleagues(request: StaffRequest) -> "QuerySet[Account]":
    return Account.objects.filter(office=signed_in(request).office_id)


def _number(request: StaffRequest, name: str) -> int:
    return whole_number(request.POST.get(name, ""))
