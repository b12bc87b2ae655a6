"""Asked by `zige serve` before it serves."""

from typing import Any

from django.core.management.base import BaseCommand

from casework.accounts.database_scope import check_role


class Command(BaseCommand):
    """Refuses a role for which row-level security does not hold."""

    help = "is the database's role bound by row-level security?"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Raises HomeRefused."""
        check_role()
