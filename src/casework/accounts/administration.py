"""Which offices and accounts an administrator looks after: those of their own agency's place.

Of people's data an administrator sees nothing; this is not `Jurisdiction`.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.models import Account, Assignment, Office
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import ADMINISTRATORS, OfficeKind, Role

ONESELF = _("不能改动自己的账号和角色；请由另一位管理员办理。")
LAST = _("这是最后一位“%(role)s”，停用或收回后无人接替；请先给另一人这个角色。")


def offices_of(administrator: Account) -> QuerySet[Office]:
    """The offices looked after; none where the administrator's own is no agency."""
    office = administrator.office
    if office.kind != OfficeKind.AGENCY:
        return Office.objects.none()
    return Office.objects.filter(region__code__startswith=office.region.prefix)


def accounts_of(administrator: Account) -> QuerySet[Account]:
    """The accounts looked after."""
    return Account.objects.filter(office__in=offices_of(administrator)).select_related("office__region")


def check_not_oneself(by: Account, account: Account) -> None:
    """Raises ActRefused: nobody changes themselves."""
    if by.pk == account.pk:
        raise ActRefused(ONESELF)


def check_not_last(account: Account, roles: frozenset[Role] | None = None) -> None:
    """Raises ActRefused where nobody else could do an administrator's work for the offices of this account.

    `roles` are those that are about to be lost; None: all. Two who do this to each other at once wait for one another.
    """
    held = account.roles_on(timezone.localdate()) & ADMINISTRATORS
    _check_others(held if roles is None else held & roles, Q(account=account), account.office)


def check_office_not_last(office: Office) -> None:
    """Raises ActRefused where nobody elsewhere could do the work of an administrator who sits in this office."""
    today = timezone.localdate()
    here = Assignment.objects.covering(today).filter(account__in=office.accounts.filter(is_active=True))
    held = frozenset(Role(role) for role in here.values_list("role", flat=True)) & ADMINISTRATORS
    _check_others(held, Q(account__office=office), office)


def _check_others(roles: frozenset[Role], leaving: Q, office: Office) -> None:
    """Raises ActRefused for the first of the roles that nobody but those `leaving` holds with the office in reach."""
    for role in sorted(roles):
        list(Assignment.objects.select_for_update().filter(role=role, taken=None))
        held = Assignment.objects.covering(timezone.localdate()).filter(role=role).exclude(leaving)
        others = held.filter(account__in=Account.objects.working())
        reach = {one.account.office.region.prefix for one in others.select_related("account__office__region")}
        if not any(office.region.prefix.startswith(prefix) for prefix in reach):
            raise ActRefused(LAST % {"role": role.label})
