"""Sealed files: AES-256-GCM in a stream of chunks, so that any size is sealed and opened in little memory.

    header   b"ZIGE-SEAL-1\\n", the key's version (4 bytes), a random prefix (7 bytes)
    chunks   of 1 MiB, each encrypted with the nonce  prefix | number of the chunk (4 bytes) | 1 if it is the last

The last chunk says that it is the last: a file that was cut, or whose chunks were moved, does not open.
"""

import secrets
import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import polars as pl
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zige.errors import HomeRefused
from zige.store.keys import Keys
from zige.store.writing import whole_file

MAGIC = b"ZIGE-SEAL-1\n"
CHUNK = 1 << 20
TAG = 16
PREFIX = 7
HEADER = len(MAGIC) + 4 + PREFIX


def seal(source: BinaryIO, path: Path, keys: Keys) -> None:
    """Write the content of `source` to `path`, sealed with the newest key; whole or not at all."""
    with whole_file(path) as partial, partial.open("wb") as target:
        for piece in _sealed(_chunks(source), keys):
            target.write(piece)


def seal_bytes(content: bytes, path: Path, keys: Keys) -> None:
    """`seal` for what is in memory."""
    seal(BytesIO(content), path, keys)


def seal_table(table: pl.DataFrame, path: Path, keys: Keys) -> None:
    """A table that names people, as a sealed Parquet file."""
    buffer = BytesIO()
    table.write_parquet(buffer, compression="zstd")
    seal_bytes(buffer.getvalue(), path, keys)


def opened_table(path: Path, keys: Keys) -> pl.DataFrame:
    """What `seal_table` sealed."""
    return pl.read_parquet(BytesIO(b"".join(opened(path, keys))))


def opened(path: Path, keys: Keys) -> Iterator[bytes]:
    """The content of a sealed file, chunk by chunk. Raises HomeRefused where it was altered or its key is missing."""
    with path.open("rb") as file:
        header = file.read(HEADER)
        version = _version(header, path, keys)
        cipher, prefix = AESGCM(keys.seals[version]), header[-PREFIX:]
        for number, (chunk, last) in enumerate(_with_last(_pieces(file, CHUNK + TAG))):
            try:
                yield cipher.decrypt(_nonce(prefix, number, last), chunk, header)
            except InvalidTag:
                raise _altered(path) from None


def _version(header: bytes, path: Path, keys: Keys) -> int:
    if len(header) != HEADER or not header.startswith(MAGIC):
        raise _altered(path)
    version = int(struct.unpack(">I", header[len(MAGIC) : -PREFIX])[0])
    if version not in keys.seals:
        raise HomeRefused(
            f"缺少打开 {path.name} 的密钥 seal-{version}；请从备份恢复",
            f"key seal-{version}, which opens {path.name}, is missing; restore it from the backup",
        )
    return version


def _altered(path: Path) -> HomeRefused:
    return HomeRefused(
        f"密封文件 {path.name} 已损坏或被改动；请从备份恢复",
        f"the sealed file {path.name} is damaged or was altered; restore it from the backup",
    )


def _sealed(chunks: Iterable[bytes], keys: Keys) -> Iterator[bytes]:
    prefix = secrets.token_bytes(PREFIX)
    header = MAGIC + struct.pack(">I", keys.newest) + prefix
    cipher = AESGCM(keys.seals[keys.newest])
    yield header
    for number, (chunk, last) in enumerate(_with_last(chunks)):
        yield cipher.encrypt(_nonce(prefix, number, last), chunk, header)


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    """The content in chunks, of an empty one a single empty chunk."""
    empty = True
    for piece in _pieces(source, CHUNK):
        empty = False
        yield piece
    if empty:
        yield b""


def _pieces(source: BinaryIO, size: int) -> Iterator[bytes]:
    while piece := source.read(size):
        yield piece


def _with_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    before: bytes | None = None
    for chunk in chunks:
        if before is not None:
            yield before, False
        before = chunk
    if before is not None:
        yield before, True


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">I?", number, last)
