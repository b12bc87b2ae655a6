"""What too many wrong tries lead to: wrong passwords and wrong codes are counted together, by name (django-axes).

The name is locked whether or not it exists, so that a refusal says nothing about who works here. A page answers 429
itself: behind any view but Django's own, django-axes would leave it at 200.
"""

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from casework.accounts.models import Account
from casework.audit import record


def is_locked(request: HttpRequest, username: str) -> bool:
    """Whether this name may not be tried now."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def count_failure(request: HttpRequest, account: Account) -> None:
    """A wrong second factor counts like a wrong password."""
    user_login_failed.send(__name__, credentials={"username": account.username}, request=request)
    record(None, "account.second_factor_failed", subject=f"account:{account.pk}")


def count_wrong_password(request: HttpRequest, account: Account) -> None:
    """One that who is signed in gave as their own counts like one in signing in."""
    user_login_failed.send(__name__, credentials={"username": account.username}, request=request)
    record(request, "account.confirmation_failed", subject=f"account:{account.pk}")


def unlock(account: Account) -> None:
    """Forget the failures."""
    reset(username=account.username)
