"""A PostgreSQL of one's own for as long as it is measured: in a folder, on a socket, as a user without rights."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "2GB",
    "work_mem": "512MB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "12GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "16GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
}
"""For loading once and asking once on a machine of 24 GiB; nothing need survive a power cut."""


def binaries() -> Path | None:
    """The folder of a PostgreSQL of 15 or later, None where none is installed."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = [path.parent for path in versions if int(path.parts[4]) >= 15]
    on_path = shutil.which("initdb")
    return found[-1] if found else Path(on_path).parent if on_path else None


@contextmanager
def server(folder: Path, programs: Path) -> Iterator[Path]:
    """A new cluster in `folder`, running; gives the folder of its socket. It is stopped and removed at the end."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    who = _unprivileged(folder)
    with TemporaryDirectory(prefix="pg-") as socket:
        if who:
            shutil.chown(socket, who["user"], who["group"])
        cluster = ["--pgdata", str(folder)]
        start = ["start", "--wait", "--log", str(folder / "log"), "--options", f"-k {socket}"]
        try:
            words = ["--username", "bench", "--auth", "trust", "--locale", "C", "--encoding", "UTF8", "--no-sync"]
            _quietly([str(programs / "initdb"), *cluster, *words], who)
            with (folder / "postgresql.conf").open("a", encoding="utf-8") as file:
                file.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
            _quietly([str(programs / "pg_ctl"), *cluster, *start], who)
            yield Path(socket)
        finally:
            stop = [str(programs / "pg_ctl"), *cluster, "stop", "--mode", "immediate"]
            subprocess.run(stop, check=False, **_silent(), **who)
            shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to start a process that PostgreSQL accepts: as the user `postgres` or `nobody` where we are root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _silent() -> dict[str, Any]:
    return {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}


def _quietly(line: list[str], who: dict[str, Any]) -> None:
    subprocess.run(line, check=True, **_silent(), **who)
