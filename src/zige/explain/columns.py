"""Text in columns of a terminal, where a Chinese character is two columns wide.

Characters whose width differs between terminals ("ambiguous") are not used for drawing anywhere in the text output.
"""

import re
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

NO_BREAK_BEFORE = "，。；：、！？）》”’」】,.;:!?)]%"
NO_BREAK_AFTER = "（《“‘「【(["
_PIECES = re.compile(
    r"\s+|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
)


def width(text: str) -> int:
    """The columns that `text` takes."""
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def left(text: str, columns: int) -> str:
    """`text` filled up with spaces to `columns`."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """`text` at the right end of `columns`."""
    return " " * (columns - width(text)) + text


def centred(text: str, columns: int) -> str:
    """`text` in the middle of `columns`; what is odd goes to the right."""
    space = columns - width(text)
    return " " * (space // 2) + text + " " * (space - space // 2)


def wrapped(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`: Chinese breaks anywhere but at punctuation, other words at spaces."""
    lines = [""]
    for piece in _unbreakable(text):
        if lines[-1] and width(lines[-1]) + width(piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
        while width(lines[-1].rstrip()) > columns:
            lines[-1:] = _cut(lines[-1], columns)
    return [line.rstrip() for line in lines if line.strip()]


def _unbreakable(text: str) -> Iterator[str]:
    """The pieces between which a line may break."""
    held = ""
    for piece in _PIECES.findall(text):
        sticks = piece[0] in NO_BREAK_BEFORE or piece.isspace() or (held and held[-1] in NO_BREAK_AFTER)
        if held and not sticks:
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _cut(text: str, columns: int) -> list[str]:
    """A word longer than a line, cut where the line is full."""
    at = next(at for at in range(len(text), 0, -1) if width(text[:at]) <= columns)
    return [text[:at], text[at:]]


def hanging(text: str, columns: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """`text` wrapped, `first` before its first line and `rest`, or as much space, before the others."""
    before = " " * width(first) if rest is None else rest
    for number, line in enumerate(wrapped(text, columns - max(width(first), width(before)))):
        yield (before if number else first) + line


def table(rows: Sequence[Sequence[str]], rights: Sequence[bool], gap: int = 2) -> Iterator[str]:
    """Rows as aligned columns; `rights` says which of them are set to the right."""
    widths = [max(width(row[at]) for row in rows) for at in range(len(rights))]
    for row in rows:
        cells = [
            right(text, columns) if to_right else left(text, columns)
            for text, columns, to_right in zip(row, widths, rights, strict=True)
        ]
        yield (" " * gap).join(cells).rstrip()
