"""How pages of this app answer with a form."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.accounts.answering import Text
from casework.accounts.models import Account


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
