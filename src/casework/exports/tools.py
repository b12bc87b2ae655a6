"""What a list page offers beside its rows: its export, and filters saved under a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from casework.accounts.models import Account
from casework.exports.models import SavedFilter
from casework.exports.queries import filters_of
from casework.exports.sheets import filters_in, is_offered


@dataclass(frozen=True)
class Tools:
    """The page's name, its filters as they are, where it is exported, and those that were saved."""

    page: str
    filters: str
    export: str
    saved: Iterable[SavedFilter]


def tools_of(request: HttpRequest) -> Tools | None:
    """The tools of a list that can be exported; None on any other page."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    if not is_offered(page) or not isinstance(request.user, Account):
        return None
    filters = filters_in(request.GET).urlencode()
    export = f"{reverse('exports:new')}?{urlencode({'list_name': page})}{'&' if filters else ''}{filters}"
    return Tools(page, filters, export, filters_of(request.user, page))
