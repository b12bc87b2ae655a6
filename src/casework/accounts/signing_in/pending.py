"""Who has given the right password and not yet the second factor. It opens no page but those of signing in."""

import time

from django.http import HttpRequest
from django.utils import timezone

from casework.accounts.models import Account
from casework.accounts.signing_in.second_factor import has_factor

KEY = "signing_in"
SECONDS = 600


def begin(request: HttpRequest, account: Account) -> None:
    """The password was right. What the session held before is dropped."""
    request.session.flush()
    request.session[KEY] = {"account": account.pk, "since": int(time.time()), "hash": account.get_session_auth_hash()}


def renew(request: HttpRequest, account: Account) -> None:
    """The password was changed on the way."""
    request.session[KEY] = request.session[KEY] | {"hash": account.get_session_auth_hash()}


def account_of(request: HttpRequest) -> Account | None:
    """Who is signing in; None after ten minutes, or where the account or its password changed in the meantime."""
    held = request.session.get(KEY)
    if held is None or time.time() - held["since"] > SECONDS:
        return None
    account = Account.objects.working().filter(pk=held["account"]).first()
    return account if account and account.get_session_auth_hash() == held["hash"] else None


def has_expired(account: Account) -> bool:
    """Whether the password was a temporary one whose time is over."""
    return account.temporary_until is not None and account.temporary_until < timezone.now()


def next_page(account: Account) -> str:
    """Where signing in goes on: change a temporary password, set up a second factor, or give it."""
    if account.temporary_until is not None:
        return "accounts:first_password"
    return "accounts:second_factor" if has_factor(account) else "accounts:enrol"
