"""The web application in tests: a home of its own, on SQLite or, with ZIGE_TEST_DATABASE, on that PostgreSQL server.

What a test itself writes and reads there is seen whole; a request sees its jurisdiction, as in service.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import connection

from zige.store.home import SETTINGS, make_home

SHOWN_ALL = " -c zige.prefix=*"
"""By which PostgreSQL shows rows of every place until a request tells it otherwise."""


def _configured() -> None:
    """Django reads its settings once, from a home; what names them is not left to other tests and processes."""
    home = Path(tempfile.mkdtemp(prefix="zige-casework-")) / "home"
    make_home(home, "乐山市社会保险事务中心", "511100", "2026-01")
    server = os.environ.get("ZIGE_TEST_DATABASE", "")
    text = (home / SETTINGS).read_text("utf-8").replace('database = ""', f'database = "{server}"')
    text = text.replace('"localhost"]', '"localhost", "testserver"]')
    (home / SETTINGS).write_text(text, "utf-8")
    os.environ["DJANGO_SETTINGS_MODULE"] = "casework.config.settings"
    os.environ["ZIGE_HOME"] = str(home)
    try:
        settings.TASKS = {"default": {"BACKEND": "at_once.AtOnce"}}
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "sealed_sample"]
        django.setup()
        if server:
            connection.settings_dict["OPTIONS"]["options"] += SHOWN_ALL
        else:  # a file, as in service: one in memory knows no two who write at once
            connection.settings_dict["TEST"]["NAME"] = home / "test.sqlite3"
    finally:
        del os.environ["ZIGE_HOME"], os.environ["DJANGO_SETTINGS_MODULE"]


_configured()

from django.apps import apps  # noqa: E402 - Django is set up above
from django.test import TransactionTestCase  # noqa: E402
from django.utils import translation  # noqa: E402

from casework.audit.guards import put_up, take_down  # noqa: E402


def _flush_despite_guards() -> None:
    """What a test committed is cleared after it; the audit's triggers would refuse that too."""
    clear = TransactionTestCase._fixture_teardown

    def cleared(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            take_down(apps, editor)
        clear(case)
        with connection.schema_editor() as editor:
            put_up(apps, editor)

    TransactionTestCase._fixture_teardown = cleared


_flush_despite_guards()


def _quick_passwords() -> None:
    """Argon2 as in earnest, but for the half second that a guess shall cost."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64


_quick_passwords()


@pytest.fixture
def told_nothing() -> Iterator[None]:
    """A connection as service opens it: PostgreSQL is told nothing outside of a request."""
    if connection.vendor != "postgresql":
        yield
        return
    from casework.accounts.database_scope import PREFIX

    with connection.cursor() as cursor:
        cursor.execute(f"SET {PREFIX} = ''")
        yield
        cursor.execute(f"RESET {PREFIX}")


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """Refusals are looked at in Chinese, whatever language the page of another test was drawn in."""
    with translation.override("zh-hans"):
        yield
