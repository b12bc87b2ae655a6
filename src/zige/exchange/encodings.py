"""The encoding of a text file, found while it is read, and the file in UTF-8 with one kind of line end (EXCHANGE §1).

Neither the byte of a line end nor that of a comma or quote is ever part of another character, in UTF-8 and in GB18030
alike: blocks may be cut at line ends before anything is decoded.
"""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from zige.errors import DeliveryRefused

LONGEST_LINE = 64 << 20
DAMAGED_LINES = 0.01
"""With more damaged characters than this for each line it is another encoding, not a damaged file."""

MOSTLY_RIGHT = 0.25
"""A text in another encoding is damaged in more of its characters beyond ASCII than this."""

UTF_16 = (
    "是 UTF-16 编码（Unicode 文本）；请另存为 UTF-8 或 GB18030 的 CSV",
    "this is UTF-16; save it as CSV in UTF-8 or GB18030",
)
UNKNOWN = (
    "既不是 UTF-8 也不是 GB18030 编码；请另存为 UTF-8 的 CSV",
    "this is neither UTF-8 nor GB18030; save it as CSV in UTF-8",
)
BINARY = "不是文本表格；请送 CSV、XLSX 或 Parquet", "this is no table as text; send CSV, XLSX or Parquet"
MIXED = "前后编码不一致；请用同一种编码重新导出", "its encoding changes on the way; export it again in one encoding"
ENDLESS = "有一行过长，不像数据表；请重新导出为 CSV", "a line is too long for a table; export it as CSV again"


def blocks(stream: BinaryIO, size: int, file: str) -> Iterator[bytes]:
    """The stream in blocks of about `size` bytes, each ending at a line end (the last perhaps not)."""
    rest = b""
    while data := stream.read(size):
        data = rest + data
        cut = _last_line_end(data)
        rest = data[cut:]
        if len(rest) > LONGEST_LINE:
            raise DeliveryRefused(file, *ENDLESS)
        if cut:
            yield data[:cut]
    if rest:
        yield rest


def _last_line_end(data: bytes) -> int:
    """The place behind the last line end; a carriage return at the very end may still get its line feed."""
    place = data.rfind(b"\n")
    return place + 1 if place >= 0 else data.rfind(b"\r", 0, -1) + 1


class Decoder:
    """Turns blocks into UTF-8 with line feeds; `encoding` is None until a character beyond ASCII shows it.

    A damaged character becomes U+FFFD, which names and checks treat as an unknown one; many of them refuse the file.
    """

    def __init__(self, file: str) -> None:
        self.encoding: str | None = None
        self._file = file
        self._begun = False

    def utf8(self, block: bytes) -> bytes:
        """The block in UTF-8, every line ended by one line feed. Raises DeliveryRefused."""
        if not self._begun:
            block = self._begin(block)
        if not block.isascii():
            block = self._decoded(block)
        if b"\r" in block:
            block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return block if block.endswith(b"\n") or not block else block + b"\n"

    def _begin(self, block: bytes) -> bytes:
        self._begun = True
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise DeliveryRefused(self._file, *UTF_16)
        if b"\0" in block[:4096]:
            raise DeliveryRefused(self._file, *_with_zeros(block[:4096]))
        if block.startswith(codecs.BOM_UTF8):
            self.encoding = "utf-8"
            return block[len(codecs.BOM_UTF8) :]
        return block

    def _decoded(self, block: bytes) -> bytes:
        if self.encoding is None:
            self.encoding = self._encoding_of(block)
        try:
            text = block.decode(self.encoding)
        except UnicodeDecodeError:
            text = block.decode(self.encoding, "replace")
            if _is_damaged(text):
                raise DeliveryRefused(self._file, *MIXED) from None
        else:
            if self.encoding == "utf-8":
                return block
        return text.encode()

    def _encoding_of(self, block: bytes) -> str:
        """UTF-8 if nearly all is; GB18030 seldom looks like it, while much of UTF-8 could be read as GB18030."""
        if _damaged_share(block.decode("utf-8", "replace")) < MOSTLY_RIGHT:
            return "utf-8"
        if _damaged_share(block.decode("gb18030", "replace")) < MOSTLY_RIGHT:
            return "gb18030"
        raise DeliveryRefused(self._file, *UNKNOWN)


def _with_zeros(head: bytes) -> tuple[str, str]:
    """UTF-16 without a mark has a zero in about every second place; anything else with zeros is no text."""
    zeros = head.count(b"\0")
    return UTF_16 if max(head[0::2].count(b"\0"), head[1::2].count(b"\0")) == zeros > 2 else BINARY


def _damaged_share(text: str) -> float:
    """Which share of the characters beyond ASCII is damaged."""
    return text.count("\ufffd") / (len(text) - len(text.encode("ascii", "ignore")))


def _is_damaged(text: str) -> bool:
    return text.count("\ufffd") > 1 + DAMAGED_LINES * (text.count("\n") + text.count("\r"))
