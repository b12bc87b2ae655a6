"""The security admin gives a role from a day on, perhaps until one."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.administration import check_not_oneself
from casework.accounts.models import Account, Assignment
from casework.accounts.refusal import ActRefused
from casework.accounts.roles import HELD_IN, OF_CITY_ALONE, Role, conflicting
from casework.audit import record

NOT_IN_OFFICE = _("“%(role)s”不能由“%(office)s”的人担任；请核对机构类别。")
NOT_TOGETHER = _("%(name)s同期担任“%(other)s”，不能兼任“%(role)s”（三员分立、经办与复核分离）；请另选他人。")
ALREADY = _("%(name)s同期已经担任“%(role)s”，不用再给；要改起止日期，请先收回再授予。")


def may_hold_in_office(account: Account, role: Role) -> bool:
    """Whether the account's office is one in which the role is held."""
    office = account.office
    return office.kind == HELD_IN[role] and (role not in OF_CITY_ALONE or office.is_of_city)


def days_in_words(since: dt.date, until: dt.date | None) -> str:
    """From the first to the last day, for the audit: `2026-03-01/2026-03-31`, `2026-03-01/` for good."""
    return f"{since.isoformat()}/{until.isoformat() if until else ''}"


def check_may_hold(account: Account, role: Role, since: dt.date, until: dt.date | None) -> None:
    """Raises ActRefused where the office or another role held in the same time forbids it."""
    if not may_hold_in_office(account, role):
        raise ActRefused(NOT_IN_OFFICE % {"role": role.label, "office": account.office.get_kind_display()})
    held = {Role(one.role) for one in account.assignments.overlapping(since, until)}
    other = conflicting(role, held)
    if other is not None:
        raise ActRefused(NOT_TOGETHER % {"name": account.name, "role": role.label, "other": other.label})
    if role in held:
        raise ActRefused(ALREADY % {"name": account.name, "role": role.label})


@transaction.atomic
def give_role(by: Account | None, account: Account, role: Role, since: dt.date, until: dt.date | None) -> Assignment:
    """The assignment. `by` None is the command line, for the first three administrators."""
    Account.objects.select_for_update().get(pk=account.pk)
    if by is not None:
        check_not_oneself(by, account)
    check_may_hold(account, role, since, until)
    assignment = Assignment.objects.create(account=account, role=role, since=since, until=until)
    record(by, "account.role_given", subject=f"account:{account.pk}", role=str(role), days=days_in_words(since, until))
    return assignment
