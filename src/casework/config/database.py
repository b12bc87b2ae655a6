"""Which database: SQLite in the home, or the PostgreSQL server that `zige.toml` names (DESIGN §3)."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg

from zige.errors import HomeRefused, RequestRefused

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


def check_empty(home: Path, url: str) -> None:
    """Raises RequestRefused where the PostgreSQL database cannot be reached or holds tables; SQLite's is made anew."""
    database(home, url)
    if not url:
        return
    try:
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1").fetchone()
    except psycopg.Error as error:
        said = str(error).splitlines()[0]
        raise RequestRefused(f"连不上数据库：{said}", f"the database cannot be reached: {said}") from None
    if found:
        raise RequestRefused(
            "数据库里已有表；请给一个空的数据库", "the database holds tables already; name an empty one"
        )
