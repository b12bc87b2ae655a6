"""Signing in, step by step; signing out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from casework.accounts.acts.passwords import change_own_password
from casework.accounts.forms.signing_in import AppForm, CodeForm, NewPasswordForm, PasskeyForm, PasswordForm
from casework.accounts.models import Account
from casework.accounts.signing_in import lockout, pending
from casework.accounts.signing_in import second_factor as factors
from casework.accounts.signing_in.completing import complete
from casework.accounts.views.pages import form_page, signed_in
from casework.audit import record

FOLLOWING, SECRET, FRESH_CODES = "following", "new_secret", "fresh_codes"
DEMO = "demo"
"""In place of a factor: a demonstration asks for none of an account that has set none up."""
Step = Callable[[HttpRequest, Account], HttpResponse]


@never_cache
@sensitive_post_parameters("password")
def password(request: HttpRequest) -> HttpResponse:
    """Name and password; what is wrong with them is not said."""
    if request.user.is_authenticated:
        return redirect("accounts:home")
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        found = authenticate(request, **form.cleaned_data)
        if getattr(request, "axes_locked_out", False):
            return locked(request)
        if isinstance(found, Account) and not pending.has_expired(found):
            following = request.GET.get("next", "")
            pending.begin(request, found)
            request.session[FOLLOWING] = following
            if settings.DEMO and pending.next_page(found) == "accounts:enrol":
                return _signed_in(request, found, DEMO)
            return redirect(pending.next_page(found))
        record(None, "account.sign_in_failed")
        form.add_error(None, _("登录名或密码不对，或账号不能使用。请核对后再试；仍不行请联系系统管理员。"))
    return render(request, "accounts/sign_in.html", {"form": form})


def locked(request: HttpRequest, *_given: Any) -> HttpResponse:
    """Too many wrong tries: the same for every name, whether or not it exists."""
    return render(request, "accounts/locked.html", status=429)


def step(view: Step) -> Callable[[HttpRequest], HttpResponse]:
    """A page of somebody whose password was right; anybody else begins anew."""

    @never_cache
    @sensitive_post_parameters()
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        account = pending.account_of(request)
        if account is None:
            messages.info(request, _("登录没有在十分钟内完成；请重新登录。"))
            return redirect("accounts:sign_in")
        if lockout.is_locked(request, account.username):
            return locked(request)
        expected = pending.next_page(account)
        here = request.resolver_match.view_name if request.resolver_match else ""
        if not here.startswith(PAGES_OF[expected]):
            return redirect(expected)
        return view(request, account)

    return page


PAGES_OF = {
    "accounts:first_password": ("accounts:first_password",),
    "accounts:enrol": ("accounts:enrol", "accounts:enrol_passkey"),
    "accounts:second_factor": ("accounts:second_factor", "accounts:answer_passkey"),
}
"""The pages of each step: no step is left out or taken twice."""


@step
def first_password(request: HttpRequest, account: Account) -> HttpResponse:
    """A temporary password is changed before anything else."""
    form = NewPasswordForm(account, request.POST or None)
    if form.is_valid():
        change_own_password(account, form.cleaned_data["new_password"])
        pending.renew(request, account)
        return redirect(pending.next_page(account))
    return form_page(
        request,
        form,
        _("换成您自己的密码"),
        _("管理员给的是临时密码，先换掉它，只有您知道新密码。"),
        _("换密码，继续"),
        "",
    )


@step
def enrol(request: HttpRequest, account: Account) -> HttpResponse:
    """The second factor is set up: an authenticator app here, a passkey beside."""
    secret = request.session.setdefault(SECRET, factors.new_secret())
    form = AppForm(request.POST or None)
    if form.is_valid():
        if factors.enrol_app(account, secret, form.cleaned_data["code"]):
            del request.session[SECRET]
            return _enrolled(request, account, "totp")
        form.add_error("code", _("数字不对。请看验证器上现在的数字；手机时间要准。"))
    context = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": factors.picture_of(account, secret),
        "options": factors.passkey_to_make(account),
        "passkey_page": "accounts:enrol_passkey",
    }
    return render(request, "accounts/enrol.html", context)


@step
def enrol_passkey(request: HttpRequest, account: Account) -> HttpResponse:
    """The browser made a passkey."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid() and factors.enrol_passkey(account, _("通行密钥"), form.cleaned_data["credential"]):
        return _enrolled(request, account, "webauthn")
    messages.error(request, _("通行密钥没有设好；请再试一次，或改用验证器应用。"))
    return redirect("accounts:enrol")


def _enrolled(request: HttpRequest, account: Account, kind: str) -> HttpResponse:
    codes = factors.new_recovery_codes(account)
    complete(request, account, kind)
    record(request, "account.second_factor_set_up", subject=f"account:{account.pk}", factor=kind)
    request.session[FRESH_CODES] = codes
    return redirect("accounts:recovery_codes")


@step
def second_factor(request: HttpRequest, account: Account) -> HttpResponse:
    """A code; a passkey beside, where there is one."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        kind = factors.accepts_code(account, form.cleaned_data["code"])
        if kind:
            return _signed_in(request, account, kind)
        lockout.count_failure(request, account)
        if getattr(request, "axes_locked_out", False):
            return locked(request)
        form.add_error("code", _("验证码不对或已经用过。请填验证器上现在的数字。"))
    context: dict[str, Any] = {"form": form, "passkey_page": "accounts:answer_passkey"}
    if factors.has_passkey(account):
        context["options"] = factors.passkey_to_ask(account)
    return render(request, "accounts/second_factor.html", context)


@step
def answer_passkey(request: HttpRequest, account: Account) -> HttpResponse:
    """The browser answered with a passkey."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid() and factors.accepts_passkey(account, form.cleaned_data["credential"]):
        return _signed_in(request, account, "webauthn")
    lockout.count_failure(request, account)
    messages.error(request, _("通行密钥没有通过；请再试一次，或填验证码。"))
    return redirect("accounts:second_factor")


def _signed_in(request: HttpRequest, account: Account, kind: str) -> HttpResponse:
    following = request.session.pop(FOLLOWING, "")
    complete(request, account, kind)
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return redirect(following if safe else "accounts:home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends."""
    record(request, "account.signed_out", subject=f"account:{signed_in(request).pk}")
    logout(request)
    messages.success(request, _("您已退出。用公用电脑时请关闭浏览器。"))
    return redirect("accounts:sign_in")
