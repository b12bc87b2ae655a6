"""Delegation during leave."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.accounts.acts.lend_role import end_lending, lend_role
from casework.accounts.answering import attempt
from casework.accounts.forms.administration import LendForm
from casework.accounts.models import Assignment
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import Role
from casework.accounts.views.pages import form_page, signed_in


def lend(request: HttpRequest) -> HttpResponse:
    """A role to a colleague, from a day to a day."""
    account = signed_in(request)
    form = LendForm(account, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            lend_role(account, given["to"], Role(given["role"]), given["since"], given["until"])
        except ActRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已委托。对方在这段时间里可以办理，您仍可随时收回。"))
            return redirect("accounts:own")
    purpose = _("请假期间，请同一机构的同事代办。经办与复核仍须是两个人。")
    return form_page(request, form, _("委托代办"), purpose, _("委托"), "/my-account")


@require_POST
def end(request: HttpRequest, assignment: int) -> HttpResponse:
    """By either side; 404 for anybody else."""
    account = signed_in(request)
    mine = Assignment.objects.not_taken().exclude(lent_by=None).filter(Q(account=account) | Q(lent_by=account))
    lent = get_object_or_404(mine, pk=assignment)
    return attempt(request, lambda: end_lending(account, lent), _("委托已结束。"), "/my-account")
