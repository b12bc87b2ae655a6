"""Offices: list, new, change, disable. Many at once come by `zige offices import`."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.accounts.acts.disable_office import disable_office, enable_office
from casework.accounts.acts.offices import save_office
from casework.accounts.administration import offices_of
from casework.accounts.answering import attempt
from casework.accounts.forms.administration import OfficeFilters, OfficeForm
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Office
from casework.accounts.queries import Filters, offices_seen
from casework.accounts.roles import Role
from casework.accounts.views.pages import signed_in
from casework.ui.listing import listing_of


def show_all(request: StaffRequest) -> HttpResponse:
    """All offices looked after."""
    filters = OfficeFilters(request.GET)
    chosen = Filters(**filters.cleaned_data) if filters.is_valid() else Filters()
    rows = offices_seen(signed_in(request), chosen)
    context = {"listing": listing_of(request.GET, rows, filters), "is_admin": Role.ADMIN in request.roles}
    return render(request, "accounts/offices.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """One that no file brought."""
    form = OfficeForm(signed_in(request), request.POST or None)
    return _answer(request, form, {"title": _("新建机构")})


def change(request: HttpRequest, office: int) -> HttpResponse:
    """Its name, place, department, supervising body; disabling it."""
    changed = office_seen(request, office)
    form = OfficeForm(signed_in(request), request.POST or None, instance=changed)
    return _answer(request, form, {"title": _("修改机构"), "office": changed})


@require_POST
def disable(request: HttpRequest, office: int) -> HttpResponse:
    """Nobody works there from the next request on."""
    changed, by = office_seen(request, office), signed_in(request)
    done, address = _("机构已停用，那里的所有登录已退出。"), reverse("accounts:office_change", args=[office])
    return attempt(request, lambda: disable_office(by, changed), done, address)


@require_POST
def enable(request: HttpRequest, office: int) -> HttpResponse:
    """Its people may sign in again."""
    changed, by = office_seen(request, office), signed_in(request)
    address = reverse("accounts:office_change", args=[office])
    return attempt(request, lambda: enable_office(by, changed), _("机构已启用。"), address)


def office_seen(request: HttpRequest, office: int) -> Office:
    """An office looked after; 404 for any other."""
    return get_object_or_404(offices_of(signed_in(request)), pk=office)


def _answer(request: HttpRequest, form: OfficeForm, shown: dict[str, Any]) -> HttpResponse:
    if form.is_valid():
        save_office(signed_in(request), form.office())
        messages.success(request, _("机构已保存。"))
        return redirect("accounts:offices")
    purpose = _("整批的区划和机构用 zige offices import 导入；这里用于个别增改。")
    context = {"form": form, "purpose": purpose, "submit": _("保存"), "back": reverse("accounts:offices")}
    return render(request, "accounts/office.html", context | shown)
