"""Every request knows the roles and the jurisdiction of who asks; the database is told too, where it can hold to it."""

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casework.accounts.database_scope import database_shows
from casework.accounts.jurisdiction import NOBODY, Jurisdiction, jurisdiction_of
from casework.accounts.models import Account
from casework.accounts.roles import Role

FAILED = 500
Next = Callable[[HttpRequest], HttpResponse]


class StaffRequest(HttpRequest):
    """A request as views see it."""

    roles: frozenset[Role]
    jurisdiction: Jurisdiction


class JurisdictionMiddleware:
    """Sets `roles` and `jurisdiction`; of who has not signed in, no role and nobody.

    On PostgreSQL a request of somebody with a jurisdiction is one transaction, in which the database shows its rows
    alone; of one that failed nothing is kept.
    """

    def __init__(self, following: Next) -> None:
        self._following = following

    def __call__(self, request: StaffRequest) -> HttpResponse:
        account = request.user
        request.roles, request.jurisdiction = frozenset(), NOBODY
        if isinstance(account, Account):
            request.roles = account.roles_on(timezone.localdate())
            request.jurisdiction = jurisdiction_of(account, request.roles)
        with database_shows(request.jurisdiction):
            response = self._following(request)
            if response.status_code >= FAILED and _is_one_transaction():
                transaction.set_rollback(True)
        return response


def _is_one_transaction() -> bool:
    return connection.vendor == "postgresql" and connection.in_atomic_block
