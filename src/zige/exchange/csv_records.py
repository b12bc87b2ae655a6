"""The records of a block of CSV text: nearly all are read in bulk, the odd ones one by one, and none is lost.

Separators are counted line by line before anything is read. A line with as many values as the header and quotes in
order goes to the fast reader; every other line is read on its own, joined with the next ones where a quoted value goes
on over line ends. A quote that is never closed costs one line, not the rest of the file.
"""

import csv
import io
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from zige.exchange.sheets import LINE, Part, columns_of_width, misshapen

LONGEST_RECORD = 100
"""Lines that one record may have; a quote that is open for longer was never meant to be one."""
LINE_FEED, QUOTE = 10, 34

Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Shape(NamedTuple):
    """What a record looks like: `width` columns have names, `written` counts blank ones at the end of the header."""

    width: int
    written: int
    separator: str


class Lines(NamedTuple):
    """The lines of a block: first byte, line feed, values, and whether quotes are in order (None: there are none)."""

    starts: Places
    ends: Places
    values: Places
    separators: Places
    ordered: Flags | None


class Read(NamedTuple):
    """What was read of a block; `rest` begins a record that goes on in the next block, from line `next_line`."""

    part: Part
    rest: bytes
    next_line: int


def read_block(block: bytes, shape: Shape, first_line: int, last: bool) -> Read:
    """The records of `block`, which is UTF-8 and whose lines all end with a line feed.

    `first_line` is the number of its first line; `last` says that no block follows.
    """
    lines = lines_of(block, shape.separator)
    blank = lines.ends - lines.starts == lines.separators
    good = lines.values == shape.written
    if lines.ordered is not None:
        good &= lines.ordered
    good &= ~blank
    odd = _OddLines(block, shape, lines, last)
    odd.read(np.flatnonzero(~good & ~blank), good)
    rows = _bulk(block, shape, lines, good)
    rows = pl.concat([rows.select(*columns_of_width(shape.width), LINE), odd.rows()]).sort(LINE)
    placed = rows.with_columns(pl.col(LINE) + first_line)
    aside = odd.misshapen.with_columns(pl.col(LINE) + first_line)
    return Read(Part(placed, aside), odd.rest, first_line + odd.until)


def lines_of(block: bytes, separator: str) -> Lines:
    """Where the lines of a block are and how many values each has."""
    letters = np.frombuffer(block, np.uint8)
    if b'"' in block:
        return _quoted_lines(letters, ord(separator))
    marks = np.flatnonzero((letters == LINE_FEED) | (letters == ord(separator)))
    at_end = np.flatnonzero(letters[marks] == LINE_FEED)
    separators = np.diff(at_end, prepend=-1) - 1
    ends = marks[at_end]
    return Lines(_starts(ends), ends, separators + 1, separators, None)


def _quoted_lines(letters: npt.NDArray[np.uint8], separator: int) -> Lines:
    """The same where there are quotes: separators inside of them are none.

    Quotes are counted anew on each line, the odd ones open. Quotes are in order where they pair and an opening one has
    a separator, a line end or a quote before it, a closing one behind it.
    """
    marks = np.flatnonzero((letters == LINE_FEED) | (letters == separator) | (letters == QUOTE))
    kinds = letters[marks]
    at_end = np.flatnonzero(kinds == LINE_FEED)
    ends = marks[at_end]
    is_quote, is_separator = kinds == QUOTE, kinds == separator
    seen = np.cumsum(is_quote, dtype=np.int32)
    before = np.concatenate([[0], seen[at_end[:-1]]]).astype(np.int32)
    inside = (seen - np.repeat(before, np.diff(at_end, prepend=-1))) % 2 == 1
    places = marks[is_quote]
    beside = letters[np.where(inside[is_quote], places - 1, places + 1)]  # before the first letter stands the last one
    stray = np.zeros(len(marks), np.bool_)
    stray[is_quote] = (beside != LINE_FEED) & (beside != QUOTE) & (beside != separator)
    ordered = (_by_line(is_quote, at_end) % 2 == 0) & (_by_line(stray, at_end) == 0)
    values = _by_line(is_separator & ~inside, at_end) + 1
    return Lines(_starts(ends), ends, values, _by_line(is_separator, at_end), ordered)


def _by_line(flags: Flags, at_end: Places) -> Places:
    """How many of the flags each line has; `at_end` are the places of the line ends among them."""
    return np.diff(np.cumsum(flags, dtype=np.int64)[at_end], prepend=0)


def _starts(ends: Places) -> Places:
    return np.concatenate([[0], ends[:-1] + 1]).astype(np.int64)


def _bulk(block: bytes, shape: Shape, lines: Lines, good: Flags) -> pl.DataFrame:
    """The good lines by the fast reader; `line` counts from 0 in the block."""
    schema = dict.fromkeys(columns_of_width(shape.written), pl.String)
    places = np.flatnonzero(good)
    if not len(places):
        return pl.DataFrame(schema={**schema, LINE: pl.Int64})
    if not good.all():
        letters = np.frombuffer(block, np.uint8)
        block = letters[np.repeat(good, lines.ends - lines.starts + 1)].tobytes()
    quote = None if lines.ordered is None else '"'
    rows = pl.read_csv(block, has_header=False, schema=schema, separator=shape.separator, quote_char=quote)
    return rows.with_columns(pl.Series(LINE, places, pl.Int64))


class _OddLines:
    """The lines that are read one by one; `until` is the line up to which the block is used up."""

    def __init__(self, block: bytes, shape: Shape, lines: Lines, last: bool) -> None:
        self._block, self._shape, self._lines, self._last = block, shape, lines, last
        self._records: list[tuple[int, list[str]]] = []
        self._aside: list[tuple[int, list[str]]] = []
        self.rest, self.until = b"", len(lines.ends)

    def read(self, places: Places, good: Flags) -> None:
        """Read the lines at `places`; lines that turn out to be part of one of them are no longer `good`."""
        done = 0
        for place in places.tolist():
            if place < done:
                continue
            done = self._record(place)
            if done < 0:
                self.rest, self.until = self._block[self._lines.starts[place] :], place
                good[place:] = False
                return
            good[place:done] = False

    def _record(self, place: int) -> int:
        """Read the record that begins at a line; gives the line behind it, or -1 where it goes on behind the block."""
        limit = place + LONGEST_RECORD
        for end in range(place, min(limit, len(self._lines.ends))):
            text = self._text(place, end)
            try:
                values = next(csv.reader(io.StringIO(text, newline=""), delimiter=self._shape.separator, strict=True))
            except csv.Error as problem:
                if "unexpected end" in str(problem):
                    continue
                break
            if end > place and not self._fits(values):
                break  # two stray quotes, not one value over several lines
            self._keep(place, values)
            return end + 1
        else:
            if not self._last and limit > len(self._lines.ends):
                return -1
        self._aside.append((place, self._text(place, place).rstrip("\n").split(self._shape.separator)))
        return place + 1

    def _text(self, first: int, last: int) -> str:
        return self._block[self._lines.starts[first] : self._lines.ends[last] + 1].decode()

    def _keep(self, place: int, values: list[str]) -> None:
        if not any(value.strip() for value in values):
            return
        if self._fits(values):
            self._records.append((place, values[: self._shape.width]))
        else:
            self._aside.append((place, values))

    def _fits(self, values: list[str]) -> bool:
        width = self._shape.width
        return len(values) >= width and not any(value.strip() for value in values[width:])

    def rows(self) -> pl.DataFrame:
        """What was read, in the shape of the header."""
        names = columns_of_width(self._shape.width)
        columns = {
            name: pl.Series(name, [values[at] for _, values in self._records], pl.String)
            for at, name in enumerate(names)
        }
        return pl.DataFrame(columns).with_columns(pl.Series(LINE, [line for line, _ in self._records], pl.Int64))

    @property
    def misshapen(self) -> pl.DataFrame:
        """What has another shape."""
        return misshapen([line for line, _ in self._aside], [values for _, values in self._aside])
