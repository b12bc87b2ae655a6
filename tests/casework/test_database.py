"""Which database `zige.toml` names (DESIGN §3)."""

from pathlib import Path

import pytest

from casework.config.database import database
from zige.errors import HomeRefused

HERE = Path("/srv/zige")
NAMED = {
    "postgresql://zige:p%40ss@db.example/city": ("zige", "p@ss", "db.example", "", "city"),
    "postgres://zige@127.0.0.1:5433/city": ("zige", "", "127.0.0.1", "5433", "city"),
    "postgresql://zige@/city?host=/run/PostgreSQL": ("zige", "", "/run/PostgreSQL", "", "city"),
}


def test_without_an_address_it_is_sqlite_in_the_home() -> None:
    assert database(HERE, "")["NAME"] == HERE / "db.sqlite3"


@pytest.mark.parametrize("url", NAMED)
def test_an_address_names_a_server_or_the_folder_of_its_socket(url: str) -> None:
    found = database(HERE, url)
    assert tuple(found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == NAMED[url]


@pytest.mark.parametrize("url", ["mysql://zige@db/city", "postgresql://zige@db/", "db.example"])
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(HomeRefused, match="postgresql://"):
        database(HERE, url)
