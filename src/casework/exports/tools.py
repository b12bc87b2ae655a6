"""What a list page offers beside its rows: its export, and filters saved under a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from casework.accounts.models import Account
from casework.exports.models import SavedFilter
from casework.exports.queries import filters_of
from casework.exports.sheets import filters_in, is_offered, sheet_of


@dataclass(frozen=True)
class Tools:
    """The page's name, its filters as they are, with what its address names as `said`, its export, and those saved."""

    page: str
    filters: str
    said: str
    export: str
    saved: Iterable[SavedFilter]


def tools_of(request: HttpRequest) -> Tools | None:
    """The tools of a list that can be exported; None on any other page."""
    here = request.resolver_match
    if here is None or not is_offered(here.view_name) or not isinstance(request.user, Account):
        return None
    page = here.view_name
    filters, argument = filters_in(request.GET), sheet_of(page).argument
    said = filters.copy()
    if argument:
        said[argument] = str(here.kwargs[argument])
    export = f"{reverse('exports:new')}?{urlencode({'list_name': page})}{'&' if said else ''}{said.urlencode()}"
    return Tools(page, filters.urlencode(), said.urlencode(), export, filters_of(request.user, page))
