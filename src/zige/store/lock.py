"""One command at a time writes to a home; another is told who holds it."""

import fcntl
import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from zige.errors import HomeHeld, HomeRefused

NAME = "lock"


@contextmanager
def held(home: Path, command: str) -> Iterator[None]:
    """Hold the home for `command`. Raises HomeHeld where another command holds it.

    The operating system lets go of it when the process ends, however it ends.
    """
    with _opened(home) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held_by(file.name) from None
        file.truncate(0)
        json.dump(_holder(command), file, ensure_ascii=False)
        file.flush()
        yield
        file.truncate(0)


def _opened(home: Path) -> TextIO:
    try:
        return (home / NAME).open("a+", encoding="utf-8")
    except OSError as error:
        raise HomeRefused(
            f"无法写入 {home}（{error.strerror}）；请检查目录权限",
            f"cannot write to {home} ({error.strerror}); check its permissions",
        ) from None


def _holder(command: str) -> dict[str, str | int]:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return {"command": command, "user": _user(), "process": os.getpid(), "since": now}


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _held_by(lock: str) -> HomeHeld:
    try:
        holder = json.loads(Path(lock).read_text(encoding="utf-8"))
    except ValueError:
        holder = {"command": "zige", "user": "?", "process": "?", "since": "?"}
    who = "{user}, {command}, {process}, {since}".format(**holder)
    return HomeHeld(
        f"数据目录正由另一命令使用（{who}）；请等它结束后再试",
        f"another command is using this home ({who}); try again when it has ended",
    )
