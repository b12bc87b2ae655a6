"""Which database: SQLite in the home, or the PostgreSQL server that `zige.toml` names (DESIGN §3)."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from zige.errors import HomeRefused

SQLITE = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database(home: Path, url: str) -> dict[str, Any]:
    """Django's entry for the database; `?host=` names the folder of a socket.

    Raises HomeRefused for an address that is none of PostgreSQL.
    """
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "db.sqlite3", "OPTIONS": SQLITE}
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise HomeRefused(
            "zige.toml 的 web.database 要写 postgresql://用户@主机/库名，或留空使用内置 SQLite",
            "web.database in zige.toml must be postgresql://user@host/name, or empty for the SQLite within",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0],
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": "-c lock_timeout=20000"},
        "CONN_MAX_AGE": 60,
    }
