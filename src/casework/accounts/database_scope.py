"""PostgreSQL is told what a request sees, so that a query which forgot to ask finds nothing (FACTS §13).

The tables that hold to it are made so by `RowLevelSecurity`. On SQLite there is no such thing, and nothing happens.
What is told ends with the transaction: rows read after it, as a response that streams would, are not there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from casework.accounts.jurisdiction import Jurisdiction
from zige.errors import HomeRefused

PREFIX, EMPLOYERS = "zige.prefix", "zige.employers"
BETWEEN = "\x1f"
ALL = "*"


@contextmanager
def database_shows(jurisdiction: Jurisdiction) -> Iterator[None]:
    """A transaction in which rows of the jurisdiction are seen, and no others.

    Where nobody is seen and nothing was told before, there is nothing to tell: the database is not even asked.
    """
    if jurisdiction.is_empty and not connection.in_atomic_block:
        yield
        return
    with _told(jurisdiction.prefix or "", BETWEEN.join(sorted(jurisdiction.employers))):
        yield


@contextmanager
def database_shows_all() -> Iterator[None]:
    """A transaction without bounds, for what is done for nobody in particular: imports, clocks, notices of a month."""
    with _told(ALL, ""):
        yield


@contextmanager
def _told(prefix: str, employers: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _tell(prefix, employers)
        yield
        if not connection.needs_rollback:
            _tell(*before)


def _tell(prefix: str, employers: str) -> tuple[str, str]:
    """What was told before, where one such transaction is within another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before.prefix, before.employers, set_config(%s, %s, true), set_config(%s, %s, true) "
            "FROM (SELECT current_setting(%s, true) AS prefix, current_setting(%s, true) AS employers OFFSET 0) before",
            [PREFIX, prefix, EMPLOYERS, employers, PREFIX, EMPLOYERS],
        )
        before = cursor.fetchone()
    return before[0] or "", before[1] or ""


def check_role() -> None:
    """Raises HomeRefused where the database's role is one for which row-level security does not hold."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        (passes,) = cursor.fetchone()
    if passes:
        raise HomeRefused(
            "web.database 的数据库用户是超级用户或可绕过行级安全；请另建普通用户："
            "CREATE ROLE zige LOGIN NOSUPERUSER NOBYPASSRLS",
            "the role in web.database is a superuser or bypasses row-level security; make a plain one: "
            "CREATE ROLE zige LOGIN NOSUPERUSER NOBYPASSRLS",
        )
