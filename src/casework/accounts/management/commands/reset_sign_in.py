"""`zige staff reset LOGIN`, once the home is known."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from casework.accounts.acts.passwords import set_temporary_password
from casework.accounts.acts.reset_factors import reset_factors
from casework.accounts.models import Account
from casework.accounts.signing_in.lockout import unlock
from casework.audit import record
from zige.errors import RequestRefused


class Command(BaseCommand):
    """Lets somebody in again where no administrator can."""

    help = "a new temporary password, second factor removed"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("login")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> str:
        """The temporary password. Raises RequestRefused."""
        account = Account.objects.working().filter(username=options["login"]).first()
        if account is None:
            raise RequestRefused(
                "没有这个登录名，或账号、机构已停用；请核对", "no such login, or it or its office is disabled; check it"
            )
        password = set_temporary_password(account)
        account.save(update_fields=["password", "temporary_until"])
        reset_factors(None, account)
        unlock(account)
        record(None, "account.password_reset", subject=f"account:{account.pk}")
        return f"{account.username}  {password}"
