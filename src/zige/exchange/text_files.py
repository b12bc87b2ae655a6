"""CSV and TSV files as sheets, in blocks that fit into memory however large the file is (EXCHANGE §1)."""

import csv
import io
import re
from collections.abc import Iterator

from zige.errors import DeliveryRefused
from zige.exchange.archives import Source
from zige.exchange.csv_records import Shape, read_block
from zige.exchange.encodings import BINARY, Decoder, blocks
from zige.exchange.sheets import NO_ROWS, Part, Sheet, named_width

HEAD = 1 << 20
LARGEST_BLOCK = 32 << 20

BLANK_LINES = re.compile(rb"(?:[ \t]*\n)*")

EMPTY = "文件是空的；请重新导出", "the file is empty; export it again"


def text_sheet(source: Source) -> Sheet:
    """The sheet of a CSV or TSV file, its header read. Raises DeliveryRefused."""
    decoder = Decoder(source.name)
    with source.open() as stream:
        pieces = blocks(stream, HEAD, source.name)
        head = decoder.utf8(next(pieces, b""))
        more = next(pieces, b"").strip()
    if not head.strip():
        raise DeliveryRefused(source.name, *EMPTY)
    begin = BLANK_LINES.match(head).end()  # type: ignore[union-attr]
    header, length = _header(source.name, head[begin:])
    if not more and not head[begin + length :].strip():
        raise DeliveryRefused(source.name, *NO_ROWS)
    reader = _Reader(source, head[: begin + length].count(b"\n"), header)
    return Sheet(source.name, header.names, decoder.encoding or "utf-8", reader.parts, source)


class _Header:
    def __init__(self, names: list[str], separator: str, line_length: float) -> None:
        width = named_width(names)
        self.names = [name.strip() for name in names[:width]]
        self.shape = Shape(width, len(names), separator)
        self.line_length = line_length


def _header(file: str, head: bytes) -> tuple[_Header, int]:
    """The header at the beginning of `head`, and how many bytes it has; a quoted name may hold line ends."""
    text = head.decode(errors="replace")
    first = text.partition("\n")[0]
    separator = "\t" if first.count("\t") > first.count(",") else ","
    stream = io.StringIO(text, newline="")
    try:
        names = next(csv.reader(stream, delimiter=separator, strict=True))
    except csv.Error:
        names = first.split(separator)
        stream.seek(len(first) + 1)
    if not named_width(names):
        raise DeliveryRefused(file, *BINARY)
    used = len(text[: stream.tell()].encode())
    return _Header(names, separator, len(head) / head.count(b"\n")), used


class _Reader:
    def __init__(self, source: Source, header_lines: int, header: _Header) -> None:
        self._source, self._header_lines, self._header = source, header_lines, header

    def parts(self, rows: int) -> Iterator[Part]:
        """All records behind the header, about `rows` at a time and never more than a block can hold."""
        size = max(1, min(LARGEST_BLOCK, int(rows * self._header.line_length)))
        bodies = self._bodies(size)
        block, rest, line = next(bodies, b""), b"", self._header_lines + 1
        while block:
            following = next(bodies, b"")
            read = read_block(rest + block, self._header.shape, line, last=not following)
            yield read.part
            block, rest, line = following, read.rest, read.next_line

    def _bodies(self, size: int) -> Iterator[bytes]:
        """The file in UTF-8 blocks, none of them empty, without the lines of the header."""
        decoder = Decoder(self._source.name)
        skipped = self._header_lines
        with self._source.open() as stream:
            for block in blocks(stream, size, self._source.name):
                body = decoder.utf8(block)
                while skipped and body:
                    body = body[body.find(b"\n") + 1 :]
                    skipped -= 1
                if body:
                    yield body
