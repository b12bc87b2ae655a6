"""The admin makes an account. It may do nothing until the security admin gives it a role."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from casework.accounts.acts.passwords import set_temporary_password
from casework.accounts.models import Account, Office
from casework.accounts.refusal import ActRefused
from casework.audit import record

TAKEN = _("这个登录名已有人用；请换一个。")
OFFICE_DISABLED = _("这个机构已停用，没有人在那里工作；请先启用它，或选别的机构。")


def check_office_works(office: Office) -> None:
    """Raises ActRefused for an office that is disabled."""
    if not office.is_active:
        raise ActRefused(OFFICE_DISABLED)


@transaction.atomic
def create_account(by: Account | None, username: str, name: str, office: Office) -> tuple[Account, str]:
    """The account and its temporary password, which is shown once.

    Raises ActRefused for a disabled office or a name in use.
    """
    check_office_works(office)
    account = Account(username=username, name=name, office=office)
    password = set_temporary_password(account)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:  # of two clicks, or two administrators, the database lets one through
        raise ActRefused(TAKEN) from None
    record(by, "account.created", subject=f"account:{account.pk}", office=office.pk)
    return account, password
