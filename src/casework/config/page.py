"""What every page says beside its work: where am I, whose data, the menu, the size of type (DESIGN §8)."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, ngettext

from casework.accounts.jurisdiction import NOBODY, Jurisdiction
from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.config.navigation import navigation
from casework.exports.tools import tools_of
from casework.ui.type_size import is_large


class Whose(NamedTuple):
    """Who works here, in which office, in which roles, on whose data."""

    office: str
    data: str
    name: str
    roles: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of the base page; before anybody has signed in there is neither office nor menu."""
    roles: frozenset[Role] = getattr(request, "roles", frozenset())
    account = getattr(request, "user", None)
    jurisdiction: Jurisdiction = getattr(request, "jurisdiction", NOBODY)
    return {
        "demo": settings.DEMO,
        "large_type": is_large(request),
        "whose": _whose(account, roles, jurisdiction) if isinstance(account, Account) else None,
        "navigation": navigation(request, roles),
        "tools": SimpleLazyObject(lambda: tools_of(request)),
    }


def _whose(account: Account, roles: frozenset[Role], jurisdiction: Jurisdiction) -> Whose:
    held = [str(role.label) for role in Role if role in roles]
    return Whose(account.office.name, _data(account, jurisdiction), account.name, " ".join(held))


def _data(account: Account, jurisdiction: Jurisdiction) -> str:
    if jurisdiction.is_empty:
        return gettext("不查看个人数据")
    if jurisdiction.prefix:
        return account.office.region.name
    count = len(jurisdiction.employers)
    return ngettext("%(count)s 家单位的人员", "%(count)s 家单位的人员", count) % {"count": count}
