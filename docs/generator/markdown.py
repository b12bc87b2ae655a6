"""The little Markdown that the generated pages are made of."""

from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written by docs/generate.py. Change what it is made from and run `make generate`. -->"


def page(title: str, *parts: str) -> str:
    """A page: the notice, its title, and its parts with an empty line between them."""
    return "\n\n".join([NOTICE, f"# {title}", *(part for part in parts if part)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a cell may hold several lines."""
    lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"


def bullets(lines: Iterable[str]) -> str:
    """A list, one line each."""
    return "\n".join(f"- {line}" for line in lines)


def code(words: Iterable[str], between: str = ", ") -> str:
    """Words as code, joined."""
    return between.join(f"`{word}`" for word in words)


def both(zh: str, en: str) -> str:
    """The same in both languages, one below the other in a cell."""
    return f"{zh}\n{en}"
