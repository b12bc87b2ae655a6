"""Who is signed in says the password once more before second factors change.

Whoever sits down at a computer left open must not make it their own. Signing in counts as having said it.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

CONFIRMED = "confirmed"
SECONDS = 10 * 60
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def confirm(request: HttpRequest) -> None:
    """The password was right, now."""
    request.session[CONFIRMED] = int(time.time())


def confirmed(view: View[Given]) -> View[Given]:
    """The view for whoever gave the password within ten minutes; others give it first, and then come back to it."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if time.time() - request.session.get(CONFIRMED, 0) <= SECONDS:
            return view(request, *args, **kwargs)
        following = request.path if request.method == "GET" else reverse("accounts:own")
        return redirect_to_login(following, reverse("accounts:confirm"))

    return page
