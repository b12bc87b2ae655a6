"""`zige staff start`, once the home is known."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from casework.accounts.acts.create_account import create_account
from casework.accounts.acts.give_role import give_role
from casework.accounts.models import Account, Assignment, Office
from casework.accounts.roles import ADMINISTRATORS, OfficeKind, Role
from zige.errors import RequestRefused

LOGINS = {Role.ADMIN: "admin", Role.SECURITY_ADMIN: "security", Role.AUDITOR: "auditor"}


class Command(BaseCommand):
    """Makes one administrator of each kind in the agency of the home's own region."""

    help = "the first three administrators"

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> str:
        """One line for each: role, login, temporary password. Raises RequestRefused."""
        agency = Office.objects.filter(kind=OfficeKind.AGENCY, number=settings.HOME.settings.office.region).first()
        if agency is None:
            raise RequestRefused(
                "还没有导入区划；请先执行 zige offices import", "no regions yet; run zige offices import first"
            )
        taken = Account.objects.filter(username__in=LOGINS.values()).exists()
        if taken or Assignment.objects.covering(timezone.localdate()).filter(role__in=ADMINISTRATORS).exists():
            raise RequestRefused(
                "已有管理员；请由他们新建账号，或用 zige staff reset 重设登录",
                "there are administrators; they make accounts, or use zige staff reset",
            )
        return "\n".join(self._made(role, login, agency) for role, login in LOGINS.items())

    def _made(self, role: Role, login: str, agency: Office) -> str:
        account, password = create_account(None, login, str(role.label), agency)
        give_role(None, account, role, timezone.localdate(), None)
        return f"{role.label}  {login}  {password}"
