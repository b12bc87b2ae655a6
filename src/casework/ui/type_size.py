"""Large type, chosen by a cookie that needs no script: 22 px and touch areas of 60 px (FACTS §10.5)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "type_size"
LARGE = "large"
YEAR = 365 * 24 * 3600


def is_large(request: HttpRequest) -> bool:
    """Whether the pages are asked for in large type."""
    return request.COOKIES.get(COOKIE) == LARGE


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the size and go back to the page on which it was chosen."""
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(there if safe else "/")
    if request.POST.get("size") == LARGE:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, LARGE, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
