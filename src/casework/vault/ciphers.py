"""The ciphers by the code with which a sealed value begins. The highest code seals, all of them open.

A certified module takes its place here under a code of its own: what it gets as `key` is what stands in the home's
file, be that a key or a handle to one that never leaves the module. Then `zige keys re-seal` moves every value to it.
"""

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

from casework.vault.digests import derived
from casework.vault.refusals import NotOpened


class FieldCipher(Protocol):
    """Authenticated encryption of many short values."""

    def encrypt(self, key: bytes, purpose: str, header: bytes, values: Sequence[bytes]) -> list[bytes]:
        """Each value sealed on its own, `header` and `purpose` authenticated with it; no header before it."""
        ...

    def decrypt(self, key: bytes, purpose: str, header: bytes, values: Sequence[bytes]) -> list[bytes]:
        """What `encrypt` sealed. Raises NotOpened at the first value that is not the same to the bit."""
        ...


class Sm4Gcm:
    """SM4-GCM (GB/T 32907, RFC 8998): nonce (12 bytes, random), ciphertext, tag (16).

    Each purpose has its own key, so that random nonces do not meet: the odds are below 2^-32 up to 2^32 values of one
    purpose under one version of the key (NIST SP 800-38D §8.3).
    """

    NONCE = 12
    TAG = 16

    def encrypt(self, key: bytes, purpose: str, header: bytes, values: Sequence[bytes]) -> list[bytes]:
        """The fixed parts are made once: a value costs little more than the cipher itself."""
        algorithm, associated, size = SM4(_key(key, purpose)), header + purpose.encode(), self.NONCE
        nonces = os.urandom(size * len(values))
        sealed = []
        for place, value in enumerate(values):
            nonce = nonces[place * size : (place + 1) * size]
            context = Cipher(algorithm, GCM(nonce)).encryptor()
            context.authenticate_additional_data(associated)
            sealed.append(nonce + context.update(value) + context.finalize() + context.tag)
        return sealed

    def decrypt(self, key: bytes, purpose: str, header: bytes, values: Sequence[bytes]) -> list[bytes]:
        """Nothing of a value is given before its tag was found right."""
        algorithm, associated = SM4(_key(key, purpose)), header + purpose.encode()
        opened = []
        for place, value in enumerate(values):
            if len(value) < self.NONCE + self.TAG:
                raise NotOpened(purpose, place)
            context = Cipher(algorithm, GCM(value[: self.NONCE], value[-self.TAG :])).decryptor()
            context.authenticate_additional_data(associated)
            try:
                opened.append(context.update(value[self.NONCE : -self.TAG]) + context.finalize())
            except InvalidTag:
                raise NotOpened(purpose, place) from None
        return opened


CIPHERS: dict[int, FieldCipher] = {1: Sm4Gcm()}


@lru_cache(maxsize=64)
def _key(key: bytes, purpose: str) -> bytes:
    return derived(key, f"SM4-GCM {purpose}")[:16]
