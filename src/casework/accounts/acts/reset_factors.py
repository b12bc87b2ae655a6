"""The security admin removes second factors or a lock. Neither is a way in for them: the password stays."""

from django.db import transaction
from django.db.models import F

from casework.accounts.administration import check_not_oneself
from casework.accounts.models import Account
from casework.accounts.signing_in import lockout
from casework.accounts.signing_in.second_factor import remove_factors
from casework.audit import record


@transaction.atomic
def reset_factors(by: Account | None, account: Account) -> None:
    """The next sign-in sets up a new second factor; sessions end. `by` None is the command line."""
    if by is not None:
        check_not_oneself(by, account)
    remove_factors(account)
    Account.objects.filter(pk=account.pk).update(sessions_ended=F("sessions_ended") + 1)
    record(by, "account.second_factor_reset", subject=f"account:{account.pk}")


@transaction.atomic
def unlock_account(by: Account, account: Account) -> None:
    """It may be tried again before the lock ends by itself."""
    check_not_oneself(by, account)
    lockout.unlock(account)
    record(by, "account.unlocked", subject=f"account:{account.pk}")
