"""Accounts, as the administrators see them: list, new, change, disable, a new temporary password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from casework.accounts.acts.change_account import change_account
from casework.accounts.acts.create_account import create_account
from casework.accounts.acts.disable_account import disable_account, enable_account
from casework.accounts.acts.passwords import reset_password as reset
from casework.accounts.administration import accounts_of
from casework.accounts.answering import attempt
from casework.accounts.forms.administration import AccountFilters, AccountForm, NewAccountForm, RoleForm
from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.queries import Filters, accounts_seen, history_of
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.accounts.signing_in.second_factor import has_factor
from casework.accounts.views.pages import form_page, signed_in
from casework.ui.listing import listing_of


def account_seen(request: HttpRequest, account: int) -> Account:
    """An account of the offices looked after; 404 for any other."""
    return get_object_or_404(accounts_of(signed_in(request)), pk=account)


def show_all(request: StaffRequest) -> HttpResponse:
    """All accounts looked after."""
    filters = AccountFilters(request.GET)
    chosen = Filters(**filters.cleaned_data) if filters.is_valid() else Filters()
    rows = accounts_seen(signed_in(request), chosen, timezone.localdate())
    context = {"listing": listing_of(request.GET, rows, filters), "is_admin": Role.ADMIN in request.roles}
    return render(request, "accounts/accounts.html", context)


def show(request: StaffRequest, account: int) -> HttpResponse:
    """One account, with every role it ever held."""
    shown = account_seen(request, account)
    own = shown.pk == signed_in(request).pk
    context = {
        "account": shown,
        "history": history_of(shown),
        "has_factor": has_factor(shown),
        "is_admin": Role.ADMIN in request.roles and not own,
        "is_security": Role.SECURITY_ADMIN in request.roles and not own,
        "role_form": RoleForm(shown),
        "own": own,
        "today": timezone.localdate(),
    }
    return render(request, "accounts/account.html", context)


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """The temporary password is shown once."""
    form = NewAccountForm(signed_in(request), request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made, password = create_account(signed_in(request), given["username"], given["name"], given["office"])
        except ActRefused as refused:
            form.add_error("number", str(refused))
        else:
            context = {"account": made, "password": password, "new": True}
            return render(request, "accounts/temporary_password.html", context)
    purpose = _("账号建好后没有任何权限，由安全管理员授予角色。")
    return form_page(request, form, _("新建账号"), purpose, _("建立账号"), reverse("accounts:list"))


def change(request: HttpRequest, account: int) -> HttpResponse:
    """Name and office."""
    changed = account_seen(request, account)
    initial = {"name": changed.name, "kind": changed.office.kind, "number": changed.office.number}
    form = AccountForm(signed_in(request), request.POST or None, initial=initial)
    address = reverse("accounts:account", args=[account])
    if form.is_valid():
        try:
            change_account(signed_in(request), changed, form.cleaned_data["name"], form.cleaned_data["office"])
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("账号已保存。"))
            return redirect(address)
    return form_page(request, form, _("修改账号"), _("有角色的账号不能换机构。"), _("保存"), address)


@require_POST
def disable(request: HttpRequest, account: int) -> HttpResponse:
    """From the next request on it is nobody."""
    changed, by = account_seen(request, account), signed_in(request)
    address = reverse("accounts:account", args=[account])
    return attempt(request, lambda: disable_account(by, changed), _("账号已停用，所有登录已退出。"), address)


@require_POST
def enable(request: HttpRequest, account: int) -> HttpResponse:
    """It may sign in again."""
    changed, by = account_seen(request, account), signed_in(request)
    address = reverse("accounts:account", args=[account])
    return attempt(request, lambda: enable_account(by, changed), _("账号已启用。"), address)


@never_cache
@require_POST
def reset_password(request: HttpRequest, account: int) -> HttpResponse:
    """Shown once."""
    changed, by = account_seen(request, account), signed_in(request)
    try:
        password = reset(by, changed)
    except ActRefused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:account", account)
    return render(request, "accounts/temporary_password.html", {"account": changed, "password": password})
