"""A file or a folder is there whole or not at all: written under another name, synced, renamed (DESIGN §4)."""

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

UNFINISHED = ".unfinished-"
"""How the name of what is still being written begins; whatever is left of it after a kill may be removed."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to; afterwards it takes the place of `path` in one step, or is removed where that failed."""
    partial = path.with_name(f"{UNFINISHED}{uuid.uuid4().hex}{path.suffix}")
    try:
        yield partial
        synced(partial)
        partial.replace(path)
        synced(path.parent)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to fill; afterwards it becomes `path`, which must not exist, in one step."""
    partial = path.with_name(f"{UNFINISHED}{uuid.uuid4().hex}")
    partial.mkdir(parents=True)
    try:
        yield partial
        for inside in sorted(partial.rglob("*")):
            synced(inside)
        synced(partial)
        partial.rename(path)
        synced(path.parent)
    finally:
        if partial.exists():
            shutil.rmtree(partial)


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
