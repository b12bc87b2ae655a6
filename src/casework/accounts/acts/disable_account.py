"""The admin disables an account: its sessions end with the next request, nothing it did is lost."""

from django.db import transaction
from django.db.models import F

from casework.accounts.administration import check_not_last, check_not_oneself
from casework.accounts.models import Account
from casework.audit import record


@transaction.atomic
def disable_account(by: Account, account: Account) -> None:
    """Raises ActRefused for oneself and for the last administrator of a kind."""
    check_not_oneself(by, account)
    check_not_last(account)
    Account.objects.filter(pk=account.pk).update(is_active=False, sessions_ended=F("sessions_ended") + 1)
    record(by, "account.disabled", subject=f"account:{account.pk}")


@transaction.atomic
def enable_account(by: Account, account: Account) -> None:
    """It may sign in again, in the roles it still holds."""
    check_not_oneself(by, account)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    record(by, "account.enabled", subject=f"account:{account.pk}")
