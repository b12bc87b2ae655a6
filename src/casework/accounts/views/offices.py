"""Offices: list, new, change. Many at once come by `zige offices import`."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.accounts.acts.offices import save_office
from casework.accounts.administration import offices_of
from casework.accounts.forms.administration import OfficeFilters, OfficeForm
from casework.accounts.middleware import StaffRequest
from casework.accounts.queries import Filters, offices_seen
from casework.accounts.roles import Role
from casework.accounts.views.pages import form_page, signed_in
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
    return _answer(request, form, _("新建机构"))


def change(request: HttpRequest, office: int) -> HttpResponse:
    """Its name, place, department, supervising body."""
    changed = get_object_or_404(offices_of(signed_in(request)), pk=office)
    form = OfficeForm(signed_in(request), request.POST or None, instance=changed)
    return _answer(request, form, _("修改机构"))


def _answer(request: HttpRequest, form: OfficeForm, title: str) -> HttpResponse:
    if form.is_valid():
        save_office(signed_in(request), form.office())
        messages.success(request, _("机构已保存。"))
        return redirect("accounts:offices")
    purpose = _("整批的区划和机构用 zige offices import 导入；这里用于个别增改。")
    return form_page(request, form, title, purpose, _("保存"), reverse("accounts:offices"))
