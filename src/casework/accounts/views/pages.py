"""How pages of this app answer: a form, or an act whose refusal is a message."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from casework.accounts.models import Account
from casework.accounts.refusal import ActRefused

Text = str | Promise


def signed_in(request: HttpRequest) -> Account:
    """Who asks; pages open for nobody else."""
    assert isinstance(request.user, Account)
    return request.user


def form_page(
    request: HttpRequest, form: BaseForm, title: Text, purpose: Text, submit: Text, back: str
) -> HttpResponse:
    """A page that is one form."""
    context = {"form": form, "title": title, "purpose": purpose, "submit": submit, "back": back}
    return render(request, "accounts/form.html", context)


def attempt(request: HttpRequest, act: Callable[[], object], done: Text, address: str) -> HttpResponse:
    """Do it and go on; a refusal is told on the page gone to."""
    try:
        act()
    except ActRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(done))
    return redirect(address)
