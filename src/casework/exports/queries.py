"""Reads of exports and saved filters."""

from django.db.models import QuerySet

from casework.accounts.middleware import StaffRequest
from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.accounts.views.pages import signed_in
from casework.exports.models import Export, SavedFilter

AGREES = frozenset({Role.COUNTY_REVIEWER, Role.CITY_OPERATOR})
"""Roles that agree to a large list of their own place and of those below."""


def own_exports(account: Account) -> QuerySet[Export]:
    """What somebody asked for, the newest first."""
    return Export.objects.filter(account=account).select_related("account", "office", "second")


def to_answer(request: StaffRequest) -> QuerySet[Export]:
    """What waits for who asks: of offices within their place, never their own; nothing for other roles."""
    account, prefix = signed_in(request), request.jurisdiction.prefix
    waiting = Export.objects.filter(state=Export.State.WAITING).exclude(account=account)
    if not prefix or not request.roles & AGREES:
        return waiting.none()
    return waiting.filter(office__region__code__startswith=prefix).select_related("account", "office").order_by("pk")


def filters_of(account: Account, page: str) -> QuerySet[SavedFilter]:
    """The filters that somebody saved for a list page."""
    return SavedFilter.objects.filter(account=account, page=page)
