"""Master keys of a home, versioned, and what is made with them: seals and digests that only this home can compare.

Two kinds lie in `keys/`, each file 32 bytes in hexadecimal with mode 0600: `seal-N` encrypts files, `digest-1` turns
what is only ever compared (an account, a record's number, a row) into a number that says nothing to anyone else.
"""

import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from zige.errors import HomeRefused

LENGTH = 32


@dataclass(frozen=True, repr=False)
class Keys:
    """`seals` by version; the highest one seals, all of them open."""

    seals: dict[int, bytes]
    digest: bytes

    @property
    def newest(self) -> int:
        """The version that seals."""
        return max(self.seals)

    def derived(self, purpose: str) -> bytes:
        """A key of its own for each purpose, so that digests of one cannot be compared with those of another."""
        return hmac.digest(self.digest, purpose.encode(), "sha256")


def make_keys(folder: Path) -> None:
    """New keys in a new folder that only its owner may read."""
    folder.mkdir(mode=0o700)
    for name in ("seal-1", "digest-1"):
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(LENGTH))
            file.flush()
            os.fsync(file.fileno())


def load_keys(folder: Path) -> Keys:
    """The keys of a home. Raises HomeRefused where one is missing or damaged, or others may read it."""
    versions = {path: path.name.removeprefix("seal-") for path in sorted(folder.glob("seal-*"))}
    seals = {int(version): _read(path) for path, version in versions.items() if version.isdecimal()}
    if not seals or not (folder / "digest-1").is_file():
        raise HomeRefused(
            "keys 目录中缺少密钥；请从备份恢复",
            "a key is missing from the folder keys; restore it from the backup",
        )
    return Keys(seals, _read(folder / "digest-1"))


def _read(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise HomeRefused(
            f"密钥 {path.name} 可被他人读取；请执行 chmod 600",
            f"key {path.name} may be read by others; run chmod 600 on it",
        )
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (ValueError, UnicodeDecodeError):
        key = b""
    if len(key) != LENGTH:
        raise HomeRefused(
            f"密钥 {path.name} 已损坏；请从备份恢复", f"key {path.name} is damaged; restore it from the backup"
        )
    return key
