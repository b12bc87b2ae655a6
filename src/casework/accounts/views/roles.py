"""What the security admin does to an account: roles, second factor, lock."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.accounts.acts import reset_factors as factors
from casework.accounts.acts.give_role import give_role
from casework.accounts.acts.take_role import take_role
from casework.accounts.answering import attempt
from casework.accounts.forms.administration import RoleForm
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.accounts.views.accounts import account_seen
from casework.accounts.views.pages import form_page, signed_in


def give(request: HttpRequest, account: int) -> HttpResponse:
    """A role with its days."""
    holder = account_seen(request, account)
    form = RoleForm(holder, request.POST or None)
    address = reverse("accounts:account", args=[account])
    if form.is_valid():
        given = form.cleaned_data
        try:
            give_role(signed_in(request), holder, Role(given["role"]), given["since"], given["until"])
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("角色已授予。"))
            return redirect(address)
    return form_page(request, form, _("授予角色"), f"{holder.name} · {holder.office.name}", _("授予"), address)


@require_POST
def take(request: HttpRequest, account: int, assignment: int) -> HttpResponse:
    """At once."""
    holder, by = account_seen(request, account), signed_in(request)
    held = get_object_or_404(holder.assignments.not_taken(), pk=assignment)
    address = reverse("accounts:account", args=[account])
    return attempt(request, lambda: take_role(by, held), _("角色已收回，立即生效。"), address)


@require_POST
def reset_factors(request: HttpRequest, account: int) -> HttpResponse:
    """The next sign-in sets up a new second factor."""
    holder, by = account_seen(request, account), signed_in(request)
    done = _("第二重验证已清除，所有登录已退出；下次登录时重新设置。")
    return attempt(
        request, lambda: factors.reset_factors(by, holder), done, reverse("accounts:account", args=[account])
    )


@require_POST
def unlock(request: HttpRequest, account: int) -> HttpResponse:
    """Before the lock ends by itself."""
    holder, by = account_seen(request, account), signed_in(request)
    address = reverse("accounts:account", args=[account])
    return attempt(request, lambda: factors.unlock_account(by, holder), _("锁定已解除。"), address)
