"""Second factors of one's own account: another phone, another passkey, one given up, after the password once more."""

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from casework.accounts.acts.remove_factor import remove_factor
from casework.accounts.answering import attempt
from casework.accounts.forms.signing_in import AppForm, ConfirmForm, NamedPasskeyForm, PasskeyForm
from casework.accounts.models import Account
from casework.accounts.signing_in import second_factor as factors
from casework.accounts.signing_in.confirmation import confirm as note_confirmed
from casework.accounts.signing_in.confirmation import confirmed
from casework.accounts.views.pages import form_page, signed_in
from casework.accounts.views.sign_in import SECRET, locked
from casework.audit import record


@never_cache
@sensitive_post_parameters()
def confirm(request: HttpRequest) -> HttpResponse:
    """The password once more; wrong ones count as they do in signing in."""
    account, form = signed_in(request), ConfirmForm(request.POST or None)
    if form.is_valid():
        right = authenticate(request, username=account.username, password=form.cleaned_data["password"])
        if getattr(request, "axes_locked_out", False):
            return locked(request)
        if right is not None:
            note_confirmed(request)
            return redirect(_following(request))
        record(request, "account.confirmation_failed", subject=f"account:{account.pk}")
        form.add_error("password", _("密码不对；请重新输入。"))
    purpose = _("要改登录方式，先再输一次密码，免得别人在您离开时改掉它。")
    return form_page(request, form, _("再确认一次密码"), purpose, _("继续"), "/my-account")


def _following(request: HttpRequest) -> str:
    following = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return following if safe else "/my-account"


@never_cache
@sensitive_post_parameters()
@confirmed
def change_app(request: HttpRequest) -> HttpResponse:
    """Set up the authenticator app, or on another phone; the one before is worth nothing then."""
    account = signed_in(request)
    secret = request.session.setdefault(SECRET, factors.new_secret())
    form = AppForm(request.POST or None)
    if form.is_valid():
        if factors.enrol_app(account, secret, form.cleaned_data["code"]):
            del request.session[SECRET]
            return _added(request, account, "totp", _("新的验证器已设好，旧的不再有效。"))
        form.add_error("code", _("数字不对。请看验证器上现在的数字；手机时间要准。"))
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"form": form, "secret": spaced, "picture": factors.picture_of(account, secret), "change": True}
    return render(request, "accounts/enrol.html", context)


@never_cache
@confirmed
def add_passkey(request: HttpRequest) -> HttpResponse:
    """One more, beside those that are there."""
    account = signed_in(request)
    if request.method == "POST":
        return _take_passkey(request, account)
    context = {"form": NamedPasskeyForm(), "options": factors.passkey_to_make(account)}
    return render(request, "accounts/add_passkey.html", context)


def _take_passkey(request: HttpRequest, account: Account) -> HttpResponse:
    named, made = NamedPasskeyForm(request.POST), PasskeyForm(request.POST)
    if named.is_valid() and made.is_valid():
        name = named.cleaned_data["name"] or _("通行密钥")
        if factors.enrol_passkey(account, name, made.cleaned_data["credential"]):
            return _added(request, account, "webauthn", _("通行密钥已添加，下次登录就能用。"))
    messages.error(request, _("通行密钥没有设好；请再试一次。"))
    return redirect("accounts:add_passkey")


def _added(request: HttpRequest, account: Account, kind: str, done: str) -> HttpResponse:
    record(request, "account.second_factor_set_up", subject=f"account:{account.pk}", factor=kind)
    messages.success(request, done)
    return redirect("accounts:own")


@require_POST
@confirmed
def remove(request: HttpRequest, factor: int) -> HttpResponse:
    """One of several."""
    account = signed_in(request)
    return attempt(request, lambda: remove_factor(account, factor), _("已移除；它不能再用来登录。"), "/my-account")
