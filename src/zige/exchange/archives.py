"""Archives around delivered files: what is in them, and what is refused before it can do harm (EXCHANGE §1)."""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from zige.errors import DeliveryRefused

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
GZIP = b"\x1f\x8b"
MEMBERS = 1000
UNPACKED = 64 << 30
IN_MEMORY = 2 << 30
RATIO = 500
"""More than this from one packed byte, beyond SMALL, is no table: text of tables packs 5 to 50 times."""
SMALL = 100 << 20
ENCRYPTED = 0x1

DAMAGED = "已损坏，无法读取；请重新导出或重新传送", "it is damaged and cannot be read; export or send it again"
LOCKED = "有密码；请去掉密码后重新打包", "it is protected by a password; pack it again without one"
NESTED = "压缩包里还有压缩包；请只打包一层", "there is an archive inside the archive; pack only once"
OUTSIDE = "压缩包内的文件名指向包外；请重新打包", "a name in the archive points outside of it; pack it again"
TOO_MANY = "压缩包内文件过多；请分几个包送", "there are too many files in the archive; send several archives"
BOMB = "解压后过大，不像数据表；请直接送未压缩的文件", "unpacked it is too large for a table; send it unpacked"
NOTHING = "压缩包是空的；请重新打包", "the archive is empty; pack it again"
ODD = "压缩方法不受支持；请用普通 zip 重新打包", "its way of packing is not supported; use an ordinary zip"

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What reading a damaged archive raises; NotImplementedError, for features no one uses, is a RuntimeError."""


@dataclass(frozen=True)
class Source:
    """One file, packed or not: `open` begins to read it anew; a whole read raises DeliveryRefused if it is damaged."""

    name: str
    open: Callable[[], BinaryIO]
    inside: bool = False

    def head(self, size: int = 8) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def content(self) -> BinaryIO:
        """The file where any place of it can be read; what is packed is held in memory."""
        if not self.inside:
            return self.open()
        with self.open() as stream:
            content = stream.read(IN_MEMORY + 1)
        if len(content) > IN_MEMORY:
            raise DeliveryRefused(self.name, *BOMB)
        return io.BytesIO(content)


def unpacked(path: Path) -> list[Source]:
    """The files of a delivery: `path` itself, or what is packed in it. Raises DeliveryRefused."""
    source = Source(path.name, lambda: path.open("rb"))
    head = source.head()
    if head.startswith(GZIP):
        return [_checked(_inside_gzip(path))]
    if head.startswith((ZIP, EMPTY_ZIP)) and not _is_workbook(path):
        return [_checked(each) for each in _members(path)]
    return [source]


def _checked(source: Source) -> Source:
    head = source.head()
    is_workbook = source.name.lower().endswith((".xlsx", ".xlsm"))
    if head.startswith(GZIP) or (head.startswith((ZIP, EMPTY_ZIP)) and not is_workbook):
        raise DeliveryRefused(source.name, *NESTED)
    return source


def _inside_gzip(path: Path) -> Source:
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    packed = path.stat().st_size
    return Source(name, lambda: _bounded(gzip.open(path, "rb"), name, packed), inside=True)


def _is_workbook(path: Path) -> bool:
    with _zip(path) as archive:
        return "[Content_Types].xml" in archive.namelist()


def _members(path: Path) -> Iterator[Source]:
    with _zip(path) as archive:
        members = [each for each in archive.infolist() if not each.is_dir() and not _is_litter(each.filename)]
    if not members:
        raise DeliveryRefused(path.name, *NOTHING)
    if len(members) > MEMBERS:
        raise DeliveryRefused(path.name, *TOO_MANY)
    if sum(each.file_size for each in members) > UNPACKED:
        raise DeliveryRefused(path.name, *BOMB)
    for member in members:
        _check_member(path.name, member)
        yield Source(f"{path.name}/{_name_of(member)}", _opener(path, member), inside=True)


def _check_member(file: str, member: zipfile.ZipInfo) -> None:
    where = f"{file}/{_name_of(member)}"
    if _points_outside(member.filename):
        raise DeliveryRefused(where, *OUTSIDE)
    if member.flag_bits & ENCRYPTED:
        raise DeliveryRefused(where, *LOCKED)
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}:
        raise DeliveryRefused(where, *ODD)


def _opener(path: Path, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        name = f"{path.name}/{_name_of(member)}"
        with _zip(path) as archive:  # the member keeps the file open for itself
            try:
                return _bounded(archive.open(member), name, member.compress_size)
            except BROKEN as problem:
                raise DeliveryRefused(name, *DAMAGED) from problem

    return opened


def _zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except BROKEN as problem:
        raise DeliveryRefused(path.name, *DAMAGED) from problem


def _name_of(member: zipfile.ZipInfo) -> str:
    """The member's own name; Chinese Windows packs names in GBK without saying so."""
    name = PurePosixPath(member.filename.replace("\\", "/")).name
    if member.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _is_litter(name: str) -> bool:
    """What packing programs add by themselves."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _points_outside(name: str) -> bool:
    windows = PureWindowsPath(name)
    return ".." in windows.parts or bool(windows.anchor) or name.startswith("/")


class _Bounded(io.RawIOBase):
    """A packed stream that refuses in our words: what is damaged, and what unpacks to more than any table."""

    def __init__(self, stream: BinaryIO, name: str, packed: int) -> None:
        self._stream, self._name, self._read = stream, name, 0
        self._limit = min(UNPACKED, max(SMALL, packed * RATIO))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except BROKEN as problem:
            raise DeliveryRefused(self._name, *DAMAGED) from problem
        self._read += len(data)
        if self._read > self._limit:
            raise DeliveryRefused(self._name, *BOMB)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _bounded(stream: object, name: str, packed: int) -> BinaryIO:
    return io.BufferedReader(_Bounded(stream, name, packed), 1 << 20)  # type: ignore[arg-type]
