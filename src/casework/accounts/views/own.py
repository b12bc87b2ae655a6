"""One's own account: who I am here, password, recovery codes; second factors stand in `factors`."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from casework.accounts.acts.passwords import change_own_password
from casework.accounts.forms.signing_in import WRONG, ChangePasswordForm, CodeForm
from casework.accounts.middleware import StaffRequest
from casework.accounts.queries import borrowed_by, history_of, lent_out_by, roles_to_lend
from casework.accounts.signing_in import lockout
from casework.accounts.signing_in import second_factor as factors
from casework.accounts.start import shown_to
from casework.accounts.views.pages import form_page, signed_in
from casework.accounts.views.sign_in import FRESH_CODES, locked
from casework.audit import record


@never_cache
def home(request: StaffRequest) -> HttpResponse:
    """今天的工作: where signing in leads; what waits for who asks, and the figures of their place."""
    waiting, parts = shown_to(request)
    context = {"waiting": waiting, "parts": parts, "today": timezone.localdate()}
    return render(request, "accounts/home.html", context)


def show(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    account, today = signed_in(request), timezone.localdate()
    context = {
        "account": account,
        "history": history_of(account),
        "lent": lent_out_by(account),
        "borrowed": borrowed_by(account),
        "can_lend": bool(roles_to_lend(account, today)),
        "factors": factors.factors_of(account),
        "has_app": factors.has_app(account),
        "codes_left": factors.recovery_codes_left(account),
        "today": today,
    }
    return render(request, "accounts/own.html", context)


@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """All other sessions end. Wrong passwords count as they do in signing in."""
    account = signed_in(request)
    form = ChangePasswordForm(account, request.POST or None)
    if lockout.is_locked(request, account.username):
        return locked(request)
    if form.is_valid():
        change_own_password(account, form.cleaned_data["new_password"])
        update_session_auth_hash(request, account)
        messages.success(request, _("密码已换；其他电脑上的登录都已退出。"))
        return redirect("accounts:own")
    if form.has_error("old_password", WRONG):
        lockout.count_wrong_password(request, account)
        if getattr(request, "axes_locked_out", False):
            return locked(request)
    return form_page(request, form, _("换密码"), _("换了以后，其他电脑上的登录都会退出。"), _("换密码"), "/my-account")


@never_cache
@sensitive_post_parameters()
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Those just made, once; new ones after a code of the second factor."""
    account = signed_in(request)
    fresh = request.session.pop(FRESH_CODES, None)
    if fresh:
        return render(request, "accounts/recovery_codes.html", {"codes": fresh})
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if lockout.is_locked(request, account.username):
            return locked(request)
        if factors.accepts_code(account, form.cleaned_data["code"]):
            codes = factors.new_recovery_codes(account)
            record(request, "account.recovery_codes_made", subject=f"account:{account.pk}")
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
        lockout.count_failure(request, account)
        form.add_error("code", _("验证码不对或已经用过。请填验证器上现在的数字。"))
    purpose = _("手机不在身边时，用恢复码代替验证码登录。生成新的以后，旧的全部作废。")
    return form_page(request, form, _("生成新的恢复码"), purpose, _("生成"), "/my-account")
