"""Accounts as requests know them: with their office and its place, in one query."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from casework.accounts.models import Account


class AccountBackend(BaseBackend):
    """Checks a password; who is disabled, or whose office is, is nobody, from the next request on."""

    def authenticate(  # type: ignore[override]
        self, _request: HttpRequest | None, username: str | None = None, password: str | None = None, **_others: object
    ) -> Account | None:
        """The account, or None. It takes as long for a name that does not exist."""
        if username is None or password is None:
            return None
        account = Account.objects.select_related("office").filter(username=username).first()
        if account is None:
            Account().set_password(password)
            return None
        may = account.is_active and account.office.is_active
        return account if account.check_password(password) and may else None

    def get_user(self, user_id: int) -> Account | None:
        """Who a session belongs to."""
        return Account.objects.working().select_related("office__region").filter(pk=user_id).first()
