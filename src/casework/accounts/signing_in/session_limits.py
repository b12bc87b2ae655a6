"""When a session ends: after 30 minutes without a request, after 8 hours at most (GB/T 22239).

It also ends with the password, when an account is disabled, and when its sessions are ended (`Account`).
"""

import time
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

IDLE = 30 * 60
LONGEST = 8 * 3600
NOTED_EVERY = 60
"""The time of the last request is written once a minute, not with each."""
BEGAN, SEEN = "began", "seen"


def begin(request: HttpRequest) -> None:
    """The clocks of a new session."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


class SessionLimits:
    """Signs out whoever was away too long; they sign in again and go on where they were."""

    def __init__(self, following: Callable[[HttpRequest], HttpResponse]) -> None:
        self._following = following

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self._following(request)
        now = int(time.time())
        began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
        if now - seen > IDLE or now - began > LONGEST:
            return _ended(request)
        if SEEN not in request.session:
            begin(request)
        elif now - seen >= NOTED_EVERY:
            request.session[SEEN] = now
        return self._following(request)


def _ended(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("离开时间较长，已自动退出。请重新登录，登录后回到原来的页面。"))
    address = request.get_full_path() if request.method == "GET" else "/"
    return redirect(f"/sign-in?{urlencode({'next': address})}")
