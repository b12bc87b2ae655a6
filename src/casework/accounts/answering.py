"""How pages answer an act: on to the next page with what was done, or with the sentence why it was not."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from casework.accounts.refusal import ActRefused, Stale
from casework.ui.voice import page_voice
from zige.errors import ZigeError

CONFLICT = 409
Text = str | Promise
Given = TypeVar("Given")


def attempt(
    request: HttpRequest, act: Callable[[], Given], done: Text | Callable[[Given], Text], address: str
) -> HttpResponse:
    """Do it and go on; a refusal is told on the page gone to, a stale page answers 409.

    `done` is what is said then; it is asked with what the act gave where that belongs into the sentence.
    """
    try:
        given = act()
    except Stale as stale:
        return stale_page(request, str(stale), address)
    except ActRefused as refused:
        messages.error(request, str(refused))
    except ZigeError as refused:
        messages.error(request, refused.sentence(page_voice().language))
    else:
        messages.success(request, str(done(given) if callable(done) else done))
    return redirect(address)


def attempt_form(
    request: HttpRequest, form: BaseForm, act: Callable[[], object], done: Text, address: str
) -> HttpResponse | None:
    """Do what a valid form asks and go on; None where the form is drawn again with the refusal, nothing typed lost."""
    try:
        act()
    except Stale as stale:
        return stale_page(request, str(stale), address)
    except ActRefused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, str(done))
    return redirect(address)


def stale_page(request: HttpRequest, sentence: str, address: str) -> HttpResponse:
    """Somebody else was first."""
    return render(request, "accounts/stale.html", {"sentence": sentence, "address": address}, status=CONFLICT)
