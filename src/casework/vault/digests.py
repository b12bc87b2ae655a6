"""HMAC-SM3 (GB/T 32905): keys of their own for each purpose, and digests of many values."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC


def derived(key: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose."""
    return next(iter(digests(key, [purpose.encode()])))


def digests(key: bytes, values: Iterable[bytes]) -> Iterable[bytes]:
    """The digest of each value, 32 bytes."""
    keyed = HMAC(key, SM3())
    for value in values:
        one = keyed.copy()
        one.update(value)
        yield one.finalize()
