"""Master keys of a home, versioned, and what is made with them: seals and digests that only this home can compare.

Four kinds lie in `keys/`, each file 32 bytes in hexadecimal with mode 0600. `seal-N` encrypts files, `digest-1` turns
what is only ever compared (an account, a record's number, a row) into a number that says nothing to anyone else.
`field-N` encrypts fields of the web application's database, `blind-1` lets it find them again by their exact value.
"""

import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from zige.errors import HomeRefused
from zige.store.writing import whole_file

LENGTH = 32
FIELD_KEYS = ("field-1", "blind-1")


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


@dataclass(frozen=True, repr=False)
class FieldKeys:
    """`fields` by version; the highest one seals, all of them open."""

    fields: dict[int, bytes]
    blind: bytes

    @property
    def newest(self) -> int:
        """The version that seals."""
        return max(self.fields)


def make_keys(folder: Path) -> None:
    """New keys in a new folder that only its owner may read."""
    folder.mkdir(mode=0o700)
    for name in ("seal-1", "digest-1", *FIELD_KEYS):
        _make(folder / name)


def make_field_keys(folder: Path) -> None:
    """The keys for fields in a home that was made before there were any; where one is there, nothing is made."""
    if not has_field_keys(folder):
        for name in reversed(FIELD_KEYS):
            _make(folder / name)


def rotate(folder: Path) -> dict[str, int]:
    """A new version of `seal` and of `field`, which seals from now on; the versions by kind. All older ones stay."""
    made = {kind: max(_versions(folder, kind)) + 1 for kind in ("seal", "field")}
    for kind, version in made.items():
        _make(folder / f"{kind}-{version}")
    return made


def load_keys(folder: Path) -> Keys:
    """The keys of a home. Raises HomeRefused where one is missing or damaged, or others may read it."""
    return Keys(_all(folder, "seal"), _read(folder / "digest-1"))


def load_field_keys(folder: Path) -> FieldKeys:
    """The keys for fields. Raises HomeRefused where one is missing or damaged, or others may read it."""
    return FieldKeys(_all(folder, "field"), _read(folder / "blind-1"))


def has_field_keys(folder: Path) -> bool:
    """Whether this home has keys for fields, any of them."""
    return bool(_versions(folder, "field")) or (folder / "blind-1").exists()


def _make(path: Path) -> None:
    with whole_file(path) as partial:
        partial.chmod(0o600)
        partial.write_text(secrets.token_hex(LENGTH), encoding="ascii")


def _versions(folder: Path, kind: str) -> list[int]:
    named = (path.name.removeprefix(f"{kind}-") for path in folder.glob(f"{kind}-*"))
    return sorted(int(version) for version in named if version.isdecimal())


def _all(folder: Path, kind: str) -> dict[int, bytes]:
    versions = _versions(folder, kind) or [1]
    return {version: _read(folder / f"{kind}-{version}") for version in versions}


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise HomeRefused(
            f"keys 目录中缺少密钥 {path.name}；请从备份恢复",
            f"key {path.name} is missing from the folder keys; restore it from the backup",
        )
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
