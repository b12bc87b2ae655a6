"""Temporary passwords, which an administrator hands out, and the account's own."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from casework.accounts.administration import check_not_oneself
from casework.accounts.models import Account
from casework.audit import record

TEMPORARY = dt.timedelta(days=3)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another when read aloud or copied by hand."""


def temporary_password() -> str:
    """Four groups of four: 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def set_temporary_password(account: Account) -> str:
    """A new one, to be changed at the first sign-in within three days. Sessions end. The caller saves."""
    password = temporary_password()
    account.set_password(password)
    account.temporary_until = timezone.now() + TEMPORARY
    return password


@transaction.atomic
def reset_password(by: Account, account: Account) -> str:
    """The admin's: the new temporary password. The second factor stays, so that the admin cannot sign in with it."""
    check_not_oneself(by, account)
    password = set_temporary_password(account)
    account.save(update_fields=["password", "temporary_until"])
    record(by, "account.password_reset", subject=f"account:{account.pk}")
    return password


@transaction.atomic
def change_own_password(account: Account, password: str) -> None:
    """The account's own from now on; all other sessions end."""
    account.set_password(password)
    account.temporary_until = None
    account.save(update_fields=["password", "temporary_until"])
    record(account, "account.password_changed", subject=f"account:{account.pk}")
