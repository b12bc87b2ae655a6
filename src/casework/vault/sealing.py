"""Columns of text, sealed and opened.

    sealed value   code of the cipher (1 byte), version of the key (2 bytes), what the cipher made

A value that is empty is sealed too, so that none can be emptied unseen; what is not there is NULL.
"""

import struct
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings

from casework.vault.ciphers import CIPHERS
from casework.vault.keyring import field_keys, key_of
from casework.vault.refusals import NotOpened
from zige.store.home import Home

HEADER = struct.Struct(">BH")


def seal(values: Sequence[str], purpose: str) -> list[bytes]:
    """Each value sealed with the newest cipher and key. Raises HomeRefused where the key is missing or damaged."""
    home: Home = settings.HOME
    header = newest_header(home)
    code, version = HEADER.unpack(header)
    sealed = CIPHERS[code].encrypt(key_of(home, version), purpose, header, [value.encode() for value in values])
    return [header + value for value in sealed]


def unseal(values: Sequence[bytes], purpose: str) -> list[str]:
    """What `seal` sealed for the same purpose.

    Raises NotOpened at the first value that was altered, cut or sealed for another purpose, and HomeRefused where its
    key is missing; nothing is given then, and no message shows a value.
    """
    places: dict[bytes, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        places[bytes(value[: HEADER.size])].append(place)
    opened = [b""] * len(values)
    for header, of_header in places.items():
        try:
            texts = _opened(
                settings.HOME, purpose, header, [bytes(values[place][HEADER.size :]) for place in of_header]
            )
        except NotOpened as refusal:
            raise NotOpened(purpose, of_header[refusal.position]) from None
        for place, text in zip(of_header, texts, strict=True):
            opened[place] = text
    return [text.decode() for text in opened]


def newest_header(home: Home) -> bytes:
    """How what is sealed now begins."""
    return HEADER.pack(max(CIPHERS), field_keys(home).newest)


def _opened(home: Home, purpose: str, header: bytes, values: Sequence[bytes]) -> list[bytes]:
    """Values that begin with the same header, which is cut off."""
    if len(header) != HEADER.size or header[0] not in CIPHERS:
        raise NotOpened(purpose, 0)
    code, version = HEADER.unpack(header)
    return CIPHERS[code].decrypt(key_of(home, version), purpose, header, values)
