"""Who may open which page, asked before any view runs: of the one table in `casework.config.pages`.

A page that stands in no line of it opens for nobody.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string

from casework.accounts.roles import Role

Roles = frozenset[Role]
PUBLIC: Roles | None = None
"""Opens without signing in."""
SIGNED_IN: Roles = frozenset()
"""Opens for everybody who has signed in, whatever their roles."""

Pages = Mapping[str, Roles | None]


def may_open(pages: Pages, page: str, roles: Roles) -> bool:
    """Whether somebody who has signed in and holds these roles may open a page."""
    if page not in pages:
        return False
    allowed = pages[page]
    return allowed is None or not allowed or bool(allowed & roles)


def opens(request: HttpRequest, page: str) -> bool:
    """Whether a page opens for who asks: before a link to it is shown."""
    return may_open(import_string(settings.PAGES), page, getattr(request, "roles", frozenset()))


class PageAccess:
    """Refuses with 403, or leads whoever has not signed in to do so."""

    def __init__(self, following: Callable[[HttpRequest], HttpResponse]) -> None:
        self._following = following
        self._pages: Pages = import_string(settings.PAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What somebody who has signed in is shown no browser and no proxy keeps, unless its view says for how long."""
        response = self._following(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """None where the page opens."""
        match = request.resolver_match
        page = match.view_name if match else ""
        if page in self._pages and self._pages[page] is None:
            return None
        if not request.user.is_authenticated:
            following = request.get_full_path() if request.method == "GET" else "/"
            return redirect_to_login(following, resolve_url(settings.LOGIN_URL))
        if not may_open(self._pages, page, getattr(request, "roles", frozenset())):
            raise PermissionDenied
        return None
