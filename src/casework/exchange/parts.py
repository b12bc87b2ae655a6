"""Files while they come in, piece by piece: in the home, for its owner alone to read, until sealed or a day old.

HOME/incoming/<work>/<name of the file>        mode 0600 in a folder of 0700
HOME/incoming/<work>/manifest/<its name>
HOME/incoming/<work>/made.sealed               what was made to be fetched, for a day
HOME/incoming/upload-…                         what Django is taking in of a plain form
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from casework.accounts.refusal import ActRefused
from zige.store.sealing import opened, seal_bytes

FOLDER = "incoming"
MANIFEST, MADE = "manifest", "made.sealed"
MOST = 2 << 30
"""Bytes of one file."""
MOST_OF_ONE = 4 << 30
"""Bytes that one account may have on its way at a time."""
RESERVE = 1 << 30
"""Bytes of the disk that are left free for everything else."""
MOST_MANIFEST = 1 << 20
KEPT_HOURS = 24
MOST_NAME = 120


class OtherOffset(Exception):
    """A piece that does not go on where the file ends; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def safe_name(given: str) -> str:
    """The name of a file without folders and signs that no name has, other than those of what lies beside it.

    Raises ActRefused where nothing is left of it.
    """
    name = "".join(sign for sign in given.replace("\\", "/").rpartition("/")[2] if sign.isprintable()).strip()
    name = name.lstrip(".")
    if not name or len(name.encode()) > 2 * MOST_NAME:
        raise ActRefused(_("文件名为空或太长；请换一个 80 个字以内的文件名。"))
    return f"_{name}" if name in (MANIFEST, MADE) else name


def check_room(size: int, on_their_way: int) -> None:
    """Raises ActRefused for a file that is too large, of somebody who has too much on its way, or for a full disk."""
    if size > MOST:
        raise ActRefused(_("文件超过 2 GB；请分成几个文件，或压缩成 zip、gz 再送。"))
    if on_their_way + size > MOST_OF_ONE:
        raise ActRefused(_("您还有没传完的文件，加上这个超过 4 GB；请先传完或放弃那些文件。"))
    if shutil.disk_usage(settings.HOME.path).free - size < RESERVE:
        raise ActRefused(_("服务器的磁盘空间不足，暂时不能接收；请告诉系统管理员。"))


def folder_of(work: UUID) -> Path:
    """Where the file of a work lies."""
    home: Path = settings.HOME.path
    return home / FOLDER / str(work)


def file_of(work: UUID, name: str) -> Path:
    """Its file."""
    return folder_of(work) / name


def manifest_of(work: UUID) -> Path | None:
    """Its manifest, where one was sent."""
    return next(iter((folder_of(work) / MANIFEST).glob("*")), None)


def begin(work: UUID, name: str) -> None:
    """An empty file; one that is there stays."""
    _make_private(folder_of(work))
    file_of(work, name).touch(mode=0o600)


def append(work: UUID, name: str, offset: int, piece: bytes, size: int) -> int:
    """Write a piece where the file ends; where it ends then. Raises OtherOffset, FileNotFoundError where it is gone.

    Of two who send the same piece at once one is told OtherOffset. Nothing is written beyond the size announced.
    """
    with file_of(work, name).open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        end = file.seek(0, os.SEEK_END)
        if end != offset or end + len(piece) > size:
            raise OtherOffset(end)
        file.write(piece)
        return end + len(piece)


def length(work: UUID, name: str) -> int:
    """Bytes that have come; 0 where nothing has."""
    path = file_of(work, name)
    return path.stat().st_size if path.is_file() else 0


@contextmanager
def written(work: UUID, name: str) -> Iterator[BinaryIO]:
    """To write the whole file at once."""
    _make_private(folder_of(work))
    with os.fdopen(os.open(file_of(work, name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder for what is opened and looked at, gone afterwards."""
    home: Path = settings.HOME.path
    _make_private(home / FOLDER)
    with TemporaryDirectory(dir=home / FOLDER) as folder:
        yield Path(folder)


def keep_manifest(work: UUID, name: str, content: bytes) -> None:
    """Beside the file."""
    _make_private(folder_of(work) / MANIFEST)
    path = folder_of(work) / MANIFEST / name
    path.touch(mode=0o600)
    path.write_bytes(content)


def keep_made(work: UUID, content: bytes) -> None:
    """Seal what was made, to be fetched for a day; it can be made again."""
    _make_private(folder_of(work))
    seal_bytes(content, _made(work), settings.HOME.keys)


def is_made(work: UUID) -> bool:
    """Whether it can still be fetched."""
    return _made(work).is_file()


def made(work: UUID) -> bytes:
    """What was made. Raises FileNotFoundError where its day is over."""
    return b"".join(opened(_made(work), settings.HOME.keys))


def _made(work: UUID) -> Path:
    return folder_of(work) / MADE


def remove(work: UUID) -> None:
    """All that is there of a work."""
    shutil.rmtree(folder_of(work), ignore_errors=True)


def old_ones() -> list[Path]:
    """What has lain for a day without a change."""
    home: Path = settings.HOME.path
    since = time.time() - KEPT_HOURS * 3600
    return [path for path in (home / FOLDER).glob("*") if _changed(path) < since]


def _changed(path: Path) -> float:
    inside = list(path.rglob("*")) if path.is_dir() else []
    return max((each.stat().st_mtime for each in (path, *inside) if each.exists()), default=0.0)


def _make_private(folder: Path) -> None:
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
