"""A file or a folder is there whole or not at all: written under another name, synced, renamed (DESIGN §4)."""

import errno
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zige.errors import RequestRefused

UNFINISHED = ".unfinished-"
"""How the name of what is still being written begins; whatever is left of it after a kill may be removed."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to; afterwards it takes the place of `path` in one step, or is removed where that failed.

    Raises RequestRefused where `path` cannot be written, before any work is done for it if that can be known.
    """
    partial = path.with_name(f"{UNFINISHED}{uuid.uuid4().hex}{path.suffix}")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        partial.touch()
        yield partial
        synced(partial)
        partial.replace(path)
        synced(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to fill; afterwards it becomes `path`, which must not exist, in one step.

    Raises RequestRefused where it cannot be written.
    """
    partial = path.with_name(f"{UNFINISHED}{uuid.uuid4().hex}")
    try:
        partial.mkdir(parents=True)
        yield partial
        for inside in sorted(partial.rglob("*")):
            synced(inside)
        synced(partial)
        partial.rename(path)
        synced(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        if partial.exists():
            shutil.rmtree(partial)


def _unwritable(path: Path, error: OSError) -> RequestRefused:
    why = error.strerror or str(error)
    return RequestRefused(
        f"无法写入 {path}：{why}；请检查文件名、目录权限与磁盘空间",
        f"cannot write {path}: {why}; check the name, the folder's permissions and the disk's space",
    )


def write_json(path: Path, content: Any) -> None:
    """`content` as JSON, the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    with whole_file(path) as partial:
        partial.write_text(text, encoding="utf-8")


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed command left half written below `folder`."""
    for left in sorted(folder.rglob(f"{UNFINISHED}*")):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)


def synced(path: Path) -> None:
    """What was written to this file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
