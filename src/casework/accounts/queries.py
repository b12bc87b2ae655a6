"""What the pages of this app read."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from casework.accounts.administration import accounts_of, offices_of
from casework.accounts.models import Account, Assignment, Office
from casework.accounts.roles import ADMINISTRATORS, Role


@dataclass(frozen=True)
class Filters:
    """How a list of accounts or offices is narrowed; empty values narrow nothing."""

    text: str = ""
    role: str = ""
    kind: str = ""
    state: str = ""


def accounts_seen(administrator: Account, filters: Filters, day: dt.date) -> QuerySet[Account]:
    """Accounts with the roles they hold on a day, as `held`."""
    held = Prefetch("assignments", Assignment.objects.in_force(day), to_attr="held")
    found = accounts_of(administrator).prefetch_related(held).order_by("office__number", "username")
    if filters.text:
        words = filters.text
        found = found.filter(Q(name__contains=words) | Q(username__contains=words) | Q(office__name__contains=words))
    if filters.role:
        found = found.filter(pk__in=Assignment.objects.in_force(day).filter(role=filters.role).values("account"))
    return found.filter(_in_state(filters.state, day))


def _in_state(state: str, day: dt.date) -> Q:
    """The condition on accounts: not signed in yet, without a role, disabled; none for any other word."""
    holders = Assignment.objects.in_force(day).values("account")
    conditions = {
        "new": Q(is_active=True, temporary_until__isnull=False),
        "without_role": Q(is_active=True) & ~Q(pk__in=holders),
        "disabled": Q(is_active=False),
    }
    return conditions.get(state, Q())


def offices_seen(administrator: Account, filters: Filters) -> QuerySet[Office]:
    """Offices with their places."""
    found = offices_of(administrator).select_related("region", "under").order_by("region", "kind", "number")
    if filters.text:
        found = found.filter(Q(name__contains=filters.text) | Q(number__startswith=filters.text))
    if filters.kind:
        found = found.filter(kind=filters.kind)
    return found


def history_of(account: Account) -> QuerySet[Assignment]:
    """Every role ever given or lent to an account, the newest first."""
    return account.assignments.select_related("lent_by").order_by("-since", "-pk")


def lent_out_by(account: Account) -> QuerySet[Assignment]:
    """What an account lent to others."""
    return account.lent.select_related("account").order_by("-since", "-pk")


def borrowed_by(account: Account) -> QuerySet[Assignment]:
    """What others lent to an account."""
    return account.assignments.exclude(lent_by=None).select_related("lent_by").order_by("-since", "-pk")


def colleagues_of(account: Account) -> QuerySet[Account]:
    """Who works in the same office and may sign in."""
    return Account.objects.working().filter(office=account.office_id).exclude(pk=account.pk)


def roles_to_lend(account: Account, day: dt.date) -> list[Role]:
    """Roles that are one's own and may be lent."""
    own = account.assignments.overlapping(day, None).filter(lent_by=None).values_list("role", flat=True)
    return [role for role in Role if role in set(own) and role not in ADMINISTRATORS]
