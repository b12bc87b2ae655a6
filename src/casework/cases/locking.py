"""A run's cases and what people do to cases keep out of each other's way.

On SQLite a transaction that writes holds the whole database. On PostgreSQL whoever acts on a case holds a lock that
many hold together; a run waits for all of them, and they for it.
"""

from django.db import connection

LOCK = 0x7A696766
"""The advisory lock of PostgreSQL; that of the audit chain is another."""


def hold_for_act() -> None:
    """Until the transaction ends, beside others who act."""
    _hold("pg_advisory_xact_lock_shared")


def hold_for_run() -> None:
    """Until the transaction ends, alone."""
    _hold("pg_advisory_xact_lock")


def _hold(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [LOCK])
