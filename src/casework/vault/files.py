"""Files that the web application keeps: sealed in the home by the digest of their content, the same content once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from zige.store.sealing import opened, seal_bytes

FOLDER = "files"
"""Of the home."""


@dataclass(frozen=True)
class Kept:
    """A file in the home: SHA-256 and length of its content before sealing."""

    digest: str
    size: int


def keep(content: bytes) -> Kept:
    """Seal it into the home, whole or not at all; the same content twice is one file."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        seal_bytes(content, path, settings.HOME.keys)
    return Kept(digest, len(content))


def content_of(digest: str) -> bytes:
    """What was kept under this digest. Raises HomeRefused where it was altered, FileNotFoundError where it is gone."""
    return b"".join(opened(_path(digest), settings.HOME.keys))


def _path(digest: str) -> Path:
    home: Path = settings.HOME.path
    return home / FOLDER / digest[:2] / digest
