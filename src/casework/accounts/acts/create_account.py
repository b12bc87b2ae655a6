"""The admin makes an account. It may do nothing until the security admin gives it a role."""

from django.db import transaction

from casework.accounts.acts.passwords import set_temporary_password
from casework.accounts.models import Account, Office
from casework.audit import record


@transaction.atomic
def create_account(by: Account | None, username: str, name: str, office: Office) -> tuple[Account, str]:
    """The account and its temporary password, which is shown once."""
    account = Account(username=username, name=name, office=office)
    password = set_temporary_password(account)
    account.save(force_insert=True)
    record(by, "account.created", subject=f"account:{account.pk}", office=office.pk)
    return account, password
