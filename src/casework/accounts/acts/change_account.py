"""The admin changes an account's name or moves it to another office; roles do not move along."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.accounts.acts.create_account import check_office_works
from casework.accounts.administration import check_not_oneself
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.audit import record

HOLDS_ROLES = _("这个账号还有角色，不能换机构；请先由安全管理员收回角色。")


@transaction.atomic
def change_account(by: Account, account: Account, name: str, office: Office) -> None:
    """Raises ActRefused for one's own account, a disabled office, and where roles would come along to another."""
    check_not_oneself(by, account)
    if office.pk != account.office_id:
        check_office_works(office)
    if office.pk != account.office_id and account.assignments.overlapping(timezone.localdate(), None).exists():
        raise ActRefused(HOLDS_ROLES)
    account.name, account.office = name, office
    account.save(update_fields=["name", "office"])
    record(by, "account.changed", subject=f"account:{account.pk}", office=office.pk)
